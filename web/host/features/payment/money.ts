import { formatMoney } from '#domain/money/amount.ts';
import type { Payment } from '#web/api/schemas.ts';
import { useLanguage } from '#web/host/app/language-provider.tsx';
import type { BadgeTone } from '#web/host/components/badge.tsx';

/** Writes amounts of a currency in the chosen language. */
export const useMoney = (currency: Payment['currency']): ((amountMinor: number) => string) => {
  const { language } = useLanguage();
  return (amountMinor) => formatMoney({ amountMinor, currency }, language);
};

export const toneOfState: Record<Payment['state'], BadgeTone> = {
  open: 'warn',
  reserved: 'plain',
  closed: 'plain',
  paid: 'good',
};

export const toneOfRefund: Record<Payment['refunds'][number]['state'], BadgeTone> = {
  owed: 'info',
  pending: 'info',
  succeeded: 'good',
  failed: 'bad',
  cancelled: 'plain',
};

export const toneOfDispute: Record<Payment['disputes'][number]['state'], BadgeTone> = {
  open: 'bad',
  won: 'good',
  lost: 'plain',
};

export const isDisputed = ({ disputes }: Pick<Payment, 'disputes'>): boolean =>
  disputes.some(({ state }) => state === 'open');

/** The vendor could not be asked, about the payment or for one of its refunds. */
export const isFailing = ({ failure, refunds }: Pick<Payment, 'failure' | 'refunds'>): boolean =>
  failure !== null || refunds.some((refund) => refund.state === 'owed' && refund.failure !== null);

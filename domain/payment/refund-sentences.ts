import { formatMoney, formatRate, type MoneyLocale } from '#domain/money/amount.ts';
import type { Currency } from '#domain/money/currencies.ts';
import { wholeShare } from './refund-policy.ts';
import type { RefundPolicy, RefundTier } from './types.ts';

type Words = {
  /** What one tier gives, and until when; `isFirst` is said in full. */
  tier: (tier: RefundTier, fee: string | null, isFirst: boolean) => string;
  /** After the last tier. */
  nothingAfter: string;
  never: string;
  byHost: string;
};

const half = wholeShare / 2;

/** More than two days are counted in days as well; hours are what counts, whatever the clocks do meanwhile. */
const spanOf = (hours: number, hour: (count: number) => string, day: (count: number) => string): string =>
  hours > 48 && hours % 24 === 0 ? `${day(hours / 24)} (${hour(hours)})` : hour(hours);

const english: Words = {
  tier: ({ minHoursBefore, refundBasisPoints }, fee, isFirst) => {
    const ofPrice = isFirst ? ' of the price' : '';
    const share =
      refundBasisPoints === wholeShare
        ? 'Full refund'
        : `${refundBasisPoints === half ? 'Half' : formatRate(refundBasisPoints, 'en')}${ofPrice}`;
    const less = fee === null ? '' : `, less a fee of ${fee},`;
    const span = spanOf(
      minHoursBefore,
      (count) => (count === 1 ? '1 hour' : `${count} hours`),
      (count) => `${count} days`,
    );
    const until = minHoursBefore === 0 ? 'the start' : `${span} before${isFirst ? ' the start' : ''}`;
    return `${share}${less} until ${until}.`;
  },
  nothingAfter: 'Nothing after that.',
  never: 'No refund if you cancel.',
  byHost: 'If the host cancels, you get everything back.',
};

const vietnamese: Words = {
  tier: ({ minHoursBefore, refundBasisPoints }, fee, isFirst) => {
    const ofPrice = isFirst ? ' số tiền' : '';
    const shares: Readonly<Record<number, string>> = {
      [wholeShare]: 'toàn bộ số tiền',
      [half]: `một nửa${ofPrice}`,
    };
    const share = shares[refundBasisPoints] ?? `${formatRate(refundBasisPoints, 'vi')}${ofPrice}`;
    const less = fee === null ? '' : `, trừ phí ${fee},`;
    const span = spanOf(
      minHoursBefore,
      (count) => `${count} giờ`,
      (count) => `${count} ngày`,
    );
    const until = minHoursBefore === 0 ? 'trước giờ bắt đầu' : `trước giờ bắt đầu ít nhất ${span}`;
    return `Hoàn lại ${share}${less} nếu hủy ${until}.`;
  },
  nothingAfter: 'Sau đó không hoàn tiền.',
  never: 'Không hoàn tiền nếu bạn hủy.',
  byHost: 'Nếu người tổ chức hủy, bạn được hoàn lại toàn bộ số tiền.',
};

const words: Readonly<Record<MoneyLocale, Words>> = { en: english, vi: vietnamese };

/**
 * What a guest reads of what they get back, a sentence for each tier, and the same that is kept with their booking: exact to the
 * fee and the share, so that it says what `refundFor` gives.
 */
export const refundSentences = (policy: RefundPolicy, currency: Currency, locale: MoneyLocale): string[] => {
  const said = words[locale];
  const giving = policy.filter(({ refundBasisPoints }) => refundBasisPoints > 0);
  if (giving.length === 0) return [said.never, said.byHost];
  const tiers = giving.map((tier, index) => {
    const fee = tier.feeMinor === 0 ? null : formatMoney({ amountMinor: tier.feeMinor, currency }, locale);
    return said.tier(tier, fee, index === 0);
  });
  const endsEarly = giving.at(-1)?.minHoursBefore !== 0;
  return [...tiers, ...(endsEarly ? [said.nothingAfter] : []), said.byHost];
};

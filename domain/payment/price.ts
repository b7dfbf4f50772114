import type { Currency } from '#domain/money/currencies.ts';
import { refundSentences } from './refund-sentences.ts';
import type { Price, RefundPolicy, RefundTerms } from './types.ts';

/** What a link says of money, as it is stored. */
export type PricedLink = {
  /** Of one place. */
  priceMinor: number | null;
  currency: Currency | null;
  taxBasisPoints: number;
  refundPolicy: RefundPolicy;
  version: number;
};

/** What so many places of a link cost; null when it is free. */
export const priceOf = (
  { priceMinor, currency, taxBasisPoints }: Pick<PricedLink, 'priceMinor' | 'currency' | 'taxBasisPoints'>,
  places: number,
): Price | null =>
  priceMinor === null || currency === null
    ? null
    : { amountMinor: priceMinor * places, currency, taxBasisPoints };

/** What a guest who books a link agrees to get back, in the language they read it in; null when it is free. */
export const refundTermsOf = (link: PricedLink, locale: 'en' | 'vi', now: number): RefundTerms | null =>
  link.currency === null
    ? null
    : {
        tiers: link.refundPolicy,
        linkVersion: link.version,
        text: refundSentences(link.refundPolicy, link.currency, locale).join(' '),
        agreedAt: now,
      };

/** Terms that were quoted in some language, as they are agreed to in the guest's. */
export const agreedTo = (
  quoted: RefundTerms,
  { currency }: { currency: Currency | null },
  locale: 'en' | 'vi',
  now: number,
): RefundTerms => ({
  ...quoted,
  text: currency === null ? quoted.text : refundSentences(quoted.tiers, currency, locale).join(' '),
  agreedAt: now,
});

import type { PricedLink } from '#domain/payment/price.ts';
import { refundSentences } from '#domain/payment/refund-sentences.ts';

/** What guests read of what they get back, as the public API says it; null for a free link. */
export const refundTextsOf = ({
  currency,
  refundPolicy,
}: Pick<PricedLink, 'currency' | 'refundPolicy'>): { en: string[]; vi: string[] } | null =>
  currency === null
    ? null
    : {
        en: refundSentences(refundPolicy, currency, 'en'),
        vi: refundSentences(refundPolicy, currency, 'vi'),
      };

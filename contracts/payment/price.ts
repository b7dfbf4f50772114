import { z } from 'zod';
import { mostChargedMinor } from '#domain/money/chargeable.ts';
import { currencies } from '#domain/money/currencies.ts';
import { mostRefundHours, mostRefundTiers, wholeShare } from '#domain/payment/refund-policy.ts';
import { whole } from '../fields.ts';

/** An amount in the minor unit of its currency, tax included: 2500 of USD are $25.00, 2500 of VND are 2.500 ₫. */
export const Price = z
  .object({
    amountMinor: whole(1, mostChargedMinor),
    currency: z.enum(currencies),
    /** The tax in it that guests are shown, in basis points; 0: none. */
    taxBasisPoints: whole(0, wholeShare).default(0),
  })
  .meta({ id: 'Price' });

/** Who cancels at least so many hours before the start gets the share of what was paid, in basis points, less the fee. */
const RefundTierRule = z
  .object({
    minHoursBefore: whole(0, mostRefundHours),
    refundBasisPoints: whole(0, wholeShare),
    /** Kept once for the whole booking, in the minor unit of the price. */
    feeMinor: whole(0, mostChargedMinor).default(0),
  })
  .meta({ id: 'RefundTierRule' });

/**
 * What a guest who cancels gets back, the longest notice first; with less notice than any tier asks, and with none at all,
 * nothing. A host who cancels gives everything back.
 */
export const RefundPolicy = z.array(RefundTierRule).max(mostRefundTiers);

/** What guests who cancel get back, in sentences by language. */
export const RefundTexts = z
  .object({ en: z.array(z.string()), vi: z.array(z.string()) })
  .meta({ id: 'RefundTexts' });

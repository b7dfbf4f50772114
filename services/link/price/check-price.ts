import type { Transaction } from '#db/client.ts';
import type { FieldError } from '#domain/errors.ts';
import { chargeProblem, leastChargedMinor, mostChargedMinor, stepMinorOf } from '#domain/money/chargeable.ts';
import {
  mostRefundHours,
  mostRefundTiers,
  type RefundPolicyProblem,
  refundPolicyProblems,
} from '#domain/payment/refund-policy.ts';
import type { Price } from '#domain/payment/types.ts';
import { tenantAccountIn } from '#services/integration/tenant/tenant-account.ts';
import type { LinkFields } from '../present-link.ts';

type Priced = Pick<LinkFields, 'price' | 'refundPolicy'>;

const messageOfTier = {
  too_many: `must have at most ${mostRefundTiers} tiers`,
  out_of_range: `is out of range; hours are at most ${mostRefundHours}, shares 10000 basis points`,
  not_shorter: 'must be fewer hours than in the tier before',
  larger_share: 'must not be more than in the tier before',
  gives_more: 'must not leave more to the guest than the tier before',
  fee_above_price: 'must not be more than the price',
  fee_off_step: 'must be a multiple of 10 in this currency',
} as const satisfies Record<RefundPolicyProblem['rule'], string>;

const amountErrors = (price: Price): FieldError[] => {
  const messages = {
    too_small: `must be at least ${leastChargedMinor[price.currency]} in ${price.currency}`,
    too_large: `must be at most ${mostChargedMinor}`,
    off_step: `must be a multiple of ${stepMinorOf(price.currency)} in ${price.currency}`,
  } as const;
  const problem = chargeProblem(price);
  return problem === null ? [] : [{ pointer: '/price/amountMinor', message: messages[problem] }];
};

const isSamePrice = (one: LinkFields['price'], other: LinkFields['price']): boolean =>
  one?.amountMinor === other?.amountMinor &&
  one?.currency === other?.currency &&
  one?.taxBasisPoints === other?.taxBasisPoints;

/** What is wrong with the price of a link and what guests get back of it, by itself. */
export const priceErrors = ({ price, refundPolicy }: Priced): FieldError[] => {
  if (price === null)
    return refundPolicy.length === 0
      ? []
      : [{ pointer: '/refundPolicy', message: 'only a link with a price has one' }];
  const policy = refundPolicyProblems(refundPolicy, price).map(({ index, field, rule }) => ({
    pointer: field === null ? '/refundPolicy' : `/refundPolicy/${index}/${field}`,
    message: messageOfTier[rule],
  }));
  return [...amountErrors(price), ...policy];
};

/** A price is set and changed only where an account of the organisation can take it; one that was set `before` stays without. */
export const accountErrors = async (
  tx: Transaction,
  tenantId: string,
  { price }: Priced,
  before: LinkFields['price'],
): Promise<FieldError[]> => {
  if (price === null || isSamePrice(price, before)) return [];
  const account = await tenantAccountIn(tx, tenantId, 'payment');
  return account === null
    ? [{ pointer: '/price', message: 'needs an account of the organisation that takes payments' }]
    : [];
};

import type { PaymentClient, TimeRange } from '../port.ts';
import type { Api } from './api.ts';
import { toListedDispute, toListedRefund, toVendorCharge } from './mapper.ts';
import { ChargeList, ListedDisputeList, ListedRefundList } from './shapes.ts';

export const pageSize = 100;

/** What the vendor's lists are asked with: its clock counts seconds. */
export const pageOf = ({ from, to, cursor }: TimeRange) => ({
  created: { gte: Math.floor(from / 1_000), lte: Math.ceil(to / 1_000) },
  limit: pageSize,
  ...(cursor === null ? {} : { starting_after: cursor }),
});

export const nextOf = (page: { data: readonly { id: string }[]; has_more: boolean }): string | null =>
  page.has_more ? (page.data.at(-1)?.id ?? null) : null;

/** Money of the whole account, whoever made it move. */
export const listings = (api: Api): Pick<PaymentClient, 'listCharges' | 'listRefunds' | 'listDisputes'> => ({
  async listCharges(range) {
    const page = await api.call(ChargeList, (stripe) => stripe.charges.list(pageOf(range)));
    // What was declined, or is only set aside, was never taken.
    const taken = page.data.filter(({ captured, amount_captured: amount }) => captured && amount > 0);
    return { items: taken.map(toVendorCharge), next: nextOf(page) };
  },
  async listRefunds(range) {
    const page = await api.call(ListedRefundList, (stripe) => stripe.refunds.list(pageOf(range)));
    return { items: page.data.flatMap(toListedRefund), next: nextOf(page) };
  },
  async listDisputes(range) {
    const page = await api.call(ListedDisputeList, (stripe) => stripe.disputes.list(pageOf(range)));
    return { items: page.data.flatMap(toListedDispute), next: nextOf(page) };
  },
});

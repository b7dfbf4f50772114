import type { Transaction } from '#db/client.ts';
import { addTheirs, type DayTotals, dayOf, isListed, isSuspect } from '#domain/payment/reconciliation.ts';
import type { ListedDispute, ListedRefund, VendorCharge } from '#domain/payment/vendor.ts';
import { type Found, healUnknown, listedMoney, listFindings } from './findings.ts';
import { type KnownPayment, knownPayments, unmetIn } from './known-money.ts';
import type { ReconciliationRow } from './load-reconciliation.ts';

/** What a page of the vendor's adds to a reconciliation. */
export type Taken = { suspects: string[]; totals: DayTotals[]; readDownTo?: number };

type Page<Item> = { items: readonly Item[]; next: string | null };
type Added = Parameters<typeof addTheirs>[1][number];

const unknownOf = (charge: VendorCharge, payment: KnownPayment | undefined): Found => ({
  kind: 'unknown_payment',
  externalId: charge.chargeId,
  paymentId: payment?.id ?? null,
  oursMinor: 0,
  theirsMinor: charge.currency === null ? null : charge.capturedMinor - charge.refundedMinor,
  currency: charge.currency,
  takenAt: charge.createdAt,
});

/** Our payment that a charge is of: by its name, or by our mark while we have not heard of it. */
const matchOf = (known: readonly KnownPayment[], { chargeId, reference }: VendorCharge) => {
  const named = known.find((each) => each.chargeId === chargeId);
  const marked = known.find(({ id }) => id === reference?.paymentId);
  return { own: named ?? (marked?.chargeId === null ? marked : undefined), marked };
};

/**
 * Money that was taken: what says something else than its payment is suspected, as is a payment of ours in that time that is not
 * met; what is nobody's payment is listed. Another organisation's on the same account is none of ours.
 */
export const takeCharges = async (
  tx: Transaction,
  run: ReconciliationRow,
  page: Page<VendorCharge>,
  now: number,
): Promise<Taken> => {
  const charges = page.items.filter(
    ({ reference }) => (reference?.tenantId ?? run.tenantId) === run.tenantId,
  );
  const known = await knownPayments(tx, run, {
    chargeIds: charges.map(({ chargeId }) => chargeId),
    paymentIds: charges.flatMap(({ reference }) => reference?.paymentId ?? []),
  });
  const suspects = new Set<string>();
  const [listed, right]: [Found[], string[]] = [[], []];
  const added: Added[] = [];
  for (const charge of charges) {
    const { own, marked } = matchOf(known, charge);
    const { currency, capturedMinor, refundedMinor } = charge;
    const isUnknown = own === undefined;
    if (own !== undefined && isSuspect(own, charge)) suspects.add(own.id);
    if (isUnknown && isListed(charge)) listed.push(unknownOf(charge, marked));
    else right.push(charge.chargeId);
    // What went back of a payment of ours is read by itself: then it is known how that went.
    if (currency !== null)
      added.push({
        day: dayOf(own?.capturedAt ?? charge.createdAt),
        currency,
        capturedMinor,
        refundedMinor: isUnknown ? refundedMinor : 0,
      });
  }
  await listFindings(tx, run, listed, now);
  await healUnknown(tx, run, right, now);
  const oldest = Math.min(run.readDownTo, ...page.items.map(({ createdAt }) => createdAt));
  const readDownTo = page.next === null ? run.fromAt : oldest;
  const met = page.items.map(({ chargeId }) => chargeId);
  for (const id of await unmetIn(tx, run, { from: readDownTo, to: run.readDownTo, met })) suspects.add(id);
  return { suspects: [...suspects], totals: addTheirs(run.totals, added), readDownTo };
};

type Moved = { chargeId: string; amountMinor: number };

/** Where in the totals something belongs that happened to money: to the day on which that was taken. */
const placed = async (
  tx: Transaction,
  run: ReconciliationRow,
  known: readonly KnownPayment[],
  moved: readonly Moved[],
  name: 'refundedMinor' | 'lostMinor',
): Promise<Added[]> => {
  const listed = await listedMoney(
    tx,
    run,
    moved.map(({ chargeId }) => chargeId),
  );
  return moved.flatMap(({ chargeId, amountMinor }) => {
    const own = known.find((each) => each.chargeId === chargeId);
    const takenAt = own?.capturedAt ?? listed.get(chargeId)?.takenAt ?? null;
    const currency = own?.currency ?? listed.get(chargeId)?.currency ?? null;
    const isCompared = takenAt !== null && takenAt >= run.fromAt && takenAt <= run.toAt;
    return isCompared && currency !== null ? [{ day: dayOf(takenAt), currency, [name]: amountMinor }] : [];
  });
};

const ofCharges = (tx: Transaction, run: ReconciliationRow, items: readonly { chargeId: string }[]) =>
  knownPayments(tx, run, { chargeIds: items.map(({ chargeId }) => chargeId), paymentIds: [] });

/** Refunds: a payment that has another one, or one that stands otherwise, is suspected. */
export const takeRefunds = async (
  tx: Transaction,
  run: ReconciliationRow,
  { items }: Page<ListedRefund>,
): Promise<Taken> => {
  const known = await ofCharges(tx, run, items);
  const suspects = items.flatMap(({ chargeId, refundId, state, amountMinor }) => {
    const own = known.find((each) => each.chargeId === chargeId);
    const refund = own?.refunds.find(({ externalId }) => externalId === refundId);
    const isSame = refund?.state === state && refund.amountMinor === amountMinor;
    return own === undefined || isSame ? [] : [own.id];
  });
  // What was taken by others has its refunds in it.
  const ours = items.filter(
    ({ state, chargeId }) => state === 'succeeded' && known.some((each) => each.chargeId === chargeId),
  );
  const added = await placed(tx, run, known, ours, 'refundedMinor');
  return { suspects: [...new Set(suspects)], totals: addTheirs(run.totals, added) };
};

/** The same of disputes. */
export const takeDisputes = async (
  tx: Transaction,
  run: ReconciliationRow,
  { items }: Page<ListedDispute>,
): Promise<Taken> => {
  const known = await ofCharges(tx, run, items);
  const suspects = items.flatMap(({ chargeId, disputeId, state, amountMinor }) => {
    const own = known.find((each) => each.chargeId === chargeId);
    const dispute = own?.disputes.find(({ externalId }) => externalId === disputeId);
    const isSame = dispute?.state === state && dispute.amountMinor === amountMinor;
    return own === undefined || isSame ? [] : [own.id];
  });
  const lost = items.filter(({ state }) => state === 'lost');
  const added = await placed(tx, run, known, lost, 'lostMinor');
  return { suspects: [...new Set(suspects)], totals: addTheirs(run.totals, added) };
};

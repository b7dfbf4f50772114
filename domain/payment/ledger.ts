import type { DisputeState, LedgerKind, RefundState } from './types.ts';

/** A line of the ledger. Its key names it among those of its payment for ever: written once, however often it is read. */
export type LedgerLine = {
  kind: LedgerKind;
  key: string;
  amountMinor: number;
  /** The vendor's id of what moved. */
  externalId: string;
};

/** What the vendor says of the money, read anew. */
export type MoneySeen = {
  chargeId: string | null;
  capturedMinor: number;
  reservation: { amountMinor: number; state: 'held' | 'taken' | 'released' } | null;
  refunds: readonly { refundId: string; amountMinor: number; state: Exclude<RefundState, 'owed'> }[];
  disputes: readonly { disputeId: string; amountMinor: number; state: DisputeState }[];
};

const line = (kind: LedgerKind, amountMinor: number, externalId: string): LedgerLine => ({
  kind,
  key: `${kind}/${externalId}`,
  amountMinor,
  externalId,
});

/**
 * The lines that what is seen adds to those that are known: what has happened stays, whatever a later or older look says.
 * A refund that comes back after it had succeeded is a line of its own; so is how a dispute ends.
 */
export const linesAdded = (known: ReadonlySet<string>, seen: MoneySeen): LedgerLine[] => {
  const has = (kind: LedgerKind, id: string): boolean => known.has(`${kind}/${id}`);
  const lines: LedgerLine[] = [];
  const add = (kind: LedgerKind, amountMinor: number, id: string): void => {
    if (!has(kind, id)) lines.push(line(kind, amountMinor, id));
  };
  if (seen.chargeId !== null && seen.reservation !== null) {
    const { amountMinor, state } = seen.reservation;
    add('reserved', amountMinor, seen.chargeId);
    if (state === 'released') add('reservation_released', amountMinor, seen.chargeId);
  }
  if (seen.chargeId !== null && seen.capturedMinor > 0) add('captured', seen.capturedMinor, seen.chargeId);
  for (const { refundId, amountMinor, state } of seen.refunds) {
    add('refund_requested', amountMinor, refundId);
    if (state === 'succeeded' && !has('refund_failed', refundId))
      add('refund_succeeded', amountMinor, refundId);
    if (state === 'failed' || state === 'cancelled')
      add(has('refund_succeeded', refundId) ? 'refund_returned' : 'refund_failed', amountMinor, refundId);
  }
  for (const { disputeId, amountMinor, state } of seen.disputes) {
    add('dispute_opened', amountMinor, disputeId);
    if (state === 'won' && !has('dispute_lost', disputeId)) add('dispute_won', amountMinor, disputeId);
    if (state === 'lost' && !has('dispute_won', disputeId)) add('dispute_lost', amountMinor, disputeId);
  }
  return lines;
};

export type Sums = { capturedMinor: number; refundedMinor: number; lostMinor: number; keptMinor: number };

/** What is left at the guest's bank of what was reserved after lines: nothing once it was taken or released. */
export const reservedAfter = (
  payment: { capturedMinor: number; reservedMinor: number },
  lines: readonly Pick<LedgerLine, 'kind' | 'amountMinor'>[],
): number => {
  if (payment.capturedMinor > 0 || lines.some(({ kind }) => kind === 'captured')) return 0;
  const change = { reserved: 1, reservation_released: -1 } as Partial<Record<LedgerKind, number>>;
  return lines.reduce(
    (left, { kind, amountMinor }) => left + (change[kind] ?? 0) * amountMinor,
    payment.reservedMinor,
  );
};

/** What lines do to the sums of their payment: at every moment captured = kept + refunded + lost. */
export const addLines = (sums: Sums, lines: readonly Pick<LedgerLine, 'kind' | 'amountMinor'>[]): Sums => {
  const total = (kind: LedgerKind): number =>
    lines.filter((each) => each.kind === kind).reduce((sum, each) => sum + each.amountMinor, 0);
  const capturedMinor = sums.capturedMinor + total('captured');
  const refundedMinor = sums.refundedMinor + total('refund_succeeded') - total('refund_returned');
  const lostMinor = sums.lostMinor + total('dispute_lost');
  return { capturedMinor, refundedMinor, lostMinor, keptMinor: capturedMinor - refundedMinor - lostMinor };
};

import type { Failure } from '#domain/failure.ts';
import type { Currency } from '#domain/money/currencies.ts';
import type { Sums } from './ledger.ts';
import {
  type DisputeState,
  type FindingKind,
  type ReconciliationPhase,
  type ReconciliationState,
  type RefundState,
  reconciliationPhases,
} from './types.ts';
import type { VendorCharge, VendorPayment } from './vendor.ts';

type Total = { capturedMinor: number; refundedMinor: number; lostMinor: number };

/** Money that was taken on one day (UTC), with what became of it since: by our ledger, and as the vendor says. */
export type DayTotals = { day: string; currency: Currency; ours: Total; theirs: Total };

export const nothing: Total = { capturedMinor: 0, refundedMinor: 0, lostMinor: 0 };

/** What is left of money that was taken. */
export const netOf = ({ capturedMinor, refundedMinor, lostMinor }: Total): number =>
  capturedMinor - refundedMinor - lostMinor;

const dayMs = 24 * 60 * 60_000;

/** So much of the past a reconciliation compares at least; what is older is compared when something happens to it. */
const comparedMs = 35 * dayMs;
/** A vendor that answers nothing for so long ends it; the next one begins anew. */
export const patienceMs = 20 * 60 * 60_000;

export const dayOf = (instant: number): string => new Date(instant).toISOString().slice(0, 10);

/** Vendors count in seconds: within one of them nobody knows what came first. */
const wholeSecond = (instant: number): number => Math.floor(instant / 1_000) * 1_000;

/** The time that is compared: what came last, and what a reconciliation before has not come to. Its ends are included. */
export const comparedTime = (now: number, lastTo: number | null): { fromAt: number; toAt: number } => ({
  fromAt: wholeSecond(Math.min(now - comparedMs, lastTo === null ? now : lastTo - dayMs)),
  toAt: wholeSecond(now),
});

/** The same totals with more money of the vendor's in them, in the order of days. */
export const addTheirs = (
  totals: readonly DayTotals[],
  added: readonly ({ day: string; currency: Currency } & Partial<Total>)[],
): DayTotals[] => {
  const all = new Map(totals.map((each) => [`${each.day}/${each.currency}`, each]));
  for (const { day, currency, capturedMinor = 0, refundedMinor = 0, lostMinor = 0 } of added) {
    const key = `${day}/${currency}`;
    const { ours, theirs } = all.get(key) ?? { ours: nothing, theirs: nothing };
    all.set(key, {
      day,
      currency,
      ours,
      theirs: {
        capturedMinor: theirs.capturedMinor + capturedMinor,
        refundedMinor: theirs.refundedMinor + refundedMinor,
        lostMinor: theirs.lostMinor + lostMinor,
      },
    });
  }
  return [...all.values()].toSorted((a, b) => (`${a.day}/${a.currency}` < `${b.day}/${b.currency}` ? -1 : 1));
};

/** The same totals with ours in them. */
export const withOurs = (
  totals: readonly DayTotals[],
  ours: readonly ({ day: string; currency: Currency } & Total)[],
): DayTotals[] => {
  const empty = addTheirs(
    totals,
    ours.map(({ day, currency }) => ({ day, currency })),
  );
  return empty.map((each) => {
    const own = ours.find(({ day, currency }) => day === each.day && currency === each.currency);
    if (own === undefined) return { ...each, ours: nothing };
    const { capturedMinor, refundedMinor, lostMinor } = own;
    return { ...each, ours: { capturedMinor, refundedMinor, lostMinor } };
  });
};

/** A payment as we have it. */
export type KnownMoney = Sums & {
  currency: Currency;
  refunds: readonly { externalId: string | null; amountMinor: number; state: RefundState }[];
  disputes: readonly { externalId: string; amountMinor: number; state: DisputeState }[];
};

export type Difference = { kind: FindingKind; oursMinor: number; theirsMinor: number | null };

type Moved = { id: string; amountMinor: number; state: string };

const sumOf = (moved: readonly Moved[], state: string): number =>
  moved.filter((each) => each.state === state).reduce((sum, { amountMinor }) => sum + amountMinor, 0);

const areSame = (ours: readonly Moved[], theirs: readonly Moved[]): boolean =>
  ours.length === theirs.length &&
  ours.every((own) =>
    theirs.some(
      ({ id, amountMinor, state }) => id === own.id && amountMinor === own.amountMinor && state === own.state,
    ),
  );

/** What the vendor says of a payment otherwise than we do; nothing once it has been followed. */
export const differencesOf = (ours: KnownMoney, seen: VendorPayment): Difference[] => {
  const found: Difference[] = [];
  const isSameCurrency = ours.currency === seen.currency;
  if (!isSameCurrency || ours.capturedMinor !== seen.capturedMinor)
    found.push({
      kind: 'amount_differs',
      oursMinor: ours.capturedMinor,
      theirsMinor: isSameCurrency ? seen.capturedMinor : null,
    });
  const [ourRefunds, theirRefunds] = [
    // What is only owed the vendor has not heard of.
    ours.refunds.flatMap(({ externalId: id, amountMinor, state }) =>
      id === null ? [] : [{ id, amountMinor, state }],
    ),
    seen.refunds.map(({ refundId, amountMinor, state }) => ({ id: refundId, amountMinor, state })),
  ];
  const refunded = sumOf(theirRefunds, 'succeeded');
  if (ours.refundedMinor !== refunded || !areSame(ourRefunds, theirRefunds))
    found.push({ kind: 'refund_differs', oursMinor: ours.refundedMinor, theirsMinor: refunded });
  const [ourDisputes, theirDisputes] = [
    ours.disputes.map(({ externalId: id, amountMinor, state }) => ({ id, amountMinor, state })),
    seen.disputes.map(({ disputeId, amountMinor, state }) => ({ id: disputeId, amountMinor, state })),
  ];
  const lost = sumOf(theirDisputes, 'lost');
  if (ours.lostMinor !== lost || !areSame(ourDisputes, theirDisputes))
    found.push({ kind: 'dispute_differs', oursMinor: ours.lostMinor, theirsMinor: lost });
  return found;
};

/** Whether a charge says something else than the payment that it belongs to, so that the vendor is asked about that. */
export const isSuspect = (ours: KnownMoney & { chargeId: string | null }, charge: VendorCharge): boolean => {
  const onItsWay = ours.refunds.filter(
    ({ externalId, state }) => externalId !== null && (state === 'pending' || state === 'succeeded'),
  );
  return (
    ours.chargeId !== charge.chargeId ||
    ours.currency !== charge.currency ||
    ours.capturedMinor !== charge.capturedMinor ||
    onItsWay.reduce((sum, { amountMinor }) => sum + amountMinor, 0) !== charge.refundedMinor ||
    ours.disputes.length > 0 !== charge.isDisputed
  );
};

/** Money that is no payment of ours, and has not gone back, is listed. */
export const isListed = ({ currency, capturedMinor, refundedMinor }: VendorCharge): boolean =>
  currency === null || capturedMinor > refundedMinor;

export type ReconciliationView = {
  state: ReconciliationState;
  phase: ReconciliationPhase;
  failure: Failure | null;
  tryAt: number;
};

export type ReconciliationPlan = {
  due: readonly 'compare'[];
  next: { at: number; why: string } | null;
};

/** What the follower of a reconciliation does now and what it waits for. The same view gives the same plan. */
export const planReconciliation = (
  { state, tryAt, failure }: ReconciliationView,
  now: number,
): ReconciliationPlan => {
  if (state !== 'running') return { due: [], next: null };
  if (tryAt <= now) return { due: ['compare'], next: null };
  return { due: [], next: { at: tryAt, why: failure === null ? 'begins' : `next try after ${failure}` } };
};

/** What is read after a phase. */
export const phaseAfter = (phase: ReconciliationPhase): ReconciliationPhase =>
  reconciliationPhases[reconciliationPhases.indexOf(phase) + 1] ?? 'end';

import type { Failure } from '#domain/failure.ts';
import type { PaymentState, ReservationAim } from './types.ts';

/** A payment as its follower sees it: instants in epoch milliseconds, ids and enums, nothing personal. */
export type PaymentView = {
  state: PaymentState;
  bookingId: string;
  /** What is to become of reserved money; null while nothing is decided. */
  aim: ReservationAim | null;
  /** Until when it can be paid. */
  payBy: number;
  /** When the vendor is asked next; null: when it says something. */
  askAt: number | null;
  failure: Failure | null;
  /** Refunds that are still to be asked for. */
  refunds: readonly { id: string; tryAt: number; failure: Failure | null }[];
  notifyAt: number | null;
  notifyFailure: Failure | null;
};

export type PaymentStep =
  | { kind: 'ask' }
  | { kind: ReservationAim }
  | { kind: 'refund'; refundId: string }
  | { kind: 'notify' };

export type PaymentPlan = {
  due: readonly PaymentStep[];
  next: { at: number; why: string } | null;
};

/** Names a step among those under way. What moves money goes one after another. */
export const paymentStepKey = (step: PaymentStep): string => (step.kind === 'notify' ? 'notify' : 'vendor');

const withFailure = (what: string, failure: Failure | null): string =>
  failure === null ? what : `${what}: next try after ${failure}`;

/** What the vendor is asked for when it is asked: what is decided of reserved money, else how the payment stands. */
const askOf = ({ state, aim }: Pick<PaymentView, 'state' | 'aim'>): { step: PaymentStep; why: string } => {
  if (state !== 'reserved' || aim === null) return { step: { kind: 'ask' }, why: 'ask the vendor' };
  return aim === 'capture'
    ? { step: { kind: 'capture' }, why: 'take what is reserved' }
    : { step: { kind: 'release' }, why: 'release what is reserved' };
};

/** What a payment's follower does now and what it waits for. The same view gives the same plan. */
export const planPayment = (view: PaymentView, now: number): PaymentPlan => {
  const due: PaymentStep[] = [];
  const ahead: { at: number; why: string }[] = [];
  const at = (moment: number | null, step: PaymentStep, why: string): void => {
    if (moment === null) return;
    if (moment <= now) due.push(step);
    else ahead.push({ at: moment, why });
  };
  const ask = askOf(view);
  at(view.askAt, ask.step, withFailure(ask.why, view.failure));
  for (const { id, tryAt, failure } of view.refunds)
    at(tryAt, { kind: 'refund', refundId: id }, withFailure('refund', failure));
  at(view.notifyAt, { kind: 'notify' }, withFailure('next notification', view.notifyFailure));
  const [next] = ahead.toSorted((a, b) => a.at - b.at);
  return { due, next: next ?? null };
};

const minuteMs = 60_000;

/** The vendor's word on money that is on its way is asked for again after this long, in case its message was lost. */
const askAgainMs = 15 * minuteMs;

/** When the vendor is asked next although it says nothing; null: nothing of it is on its way. */
export const nextAsk = (
  payment: {
    state: PaymentState;
    payBy: number;
    isOnItsWay: boolean;
    aim: ReservationAim | null;
    captureBefore: number | null;
  },
  now: number,
): number | null => {
  if (payment.state === 'open') return payment.payBy > now ? payment.payBy : now + minuteMs;
  if (payment.state === 'reserved') {
    // What is decided is asked for at once; what is not, once the vendor has let go of it.
    if (payment.aim !== null) return now;
    return Math.max(payment.captureBefore ?? now, now + askAgainMs);
  }
  return payment.isOnItsWay ? now + askAgainMs : null;
};

/**
 * When the vendor was asked for while a look at it was under way, which may not have the answer; null when it was not. Whoever asks
 * at once writes a moment that is due; what is only planned lies ahead of its writing.
 */
export const askedSince = (
  { askAt, updatedAt }: { askAt: number | null; updatedAt: number },
  began: number,
): number | null => (askAt !== null && askAt > began && askAt <= updatedAt ? askAt : null);

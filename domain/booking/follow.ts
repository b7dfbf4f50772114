import type { EffectName } from '#domain/effect/types.ts';
import type { Failure } from '#domain/failure.ts';
import { type Dated, deadlineOf, standing, statusTable } from './status.ts';
import type { BookingStatus } from './types.ts';

/** A booking as its follower sees it: instants in epoch milliseconds, ids and enums, nothing personal. */
export type BookingView = Dated & {
  revision: number;
  /** Until when a move that its guest asks for can be approved. */
  moveBy: number | null;
  hostIds: readonly string[];
  /** Effects that are owed, with their next try and the last failure. */
  effects: readonly { name: EffectName; tryAt: number; failure: Failure | null }[];
  /** When the next notification falls due or is tried again; null when none is left. */
  /** Some payment of it has come to its end, and it has not followed yet. */
  isToSettle: boolean;
  /** Until when it can be paid for; null: it need not be. */
  payBy: number | null;
  notifyAt: number | null;
  notifyFailure: Failure | null;
};

export type FollowStep =
  | { kind: 'end'; as: BookingStatus }
  | { kind: 'settle' }
  | { kind: 'effect'; name: EffectName }
  | { kind: 'notify' };

export type FollowPlan = {
  /** What can be done now, side by side. */
  due: readonly FollowStep[];
  /** The next moment at which something falls due by itself, and what. Null: nothing more is to come. */
  next: { at: number; why: string } | null;
};

const minuteMs = 60_000;

/** Names a step among those under way: the same is never done twice at a time. */
export const stepKey = (step: FollowStep): string =>
  step.kind === 'effect' ? `effect ${step.name}` : step.kind;

const withFailure = (what: string, failure: Failure | null): string =>
  failure === null ? what : `${what}: next try after ${failure}`;

/** When a move that waits for approval is no longer asked for. Views in histories of earlier releases say nothing of one. */
export const moveDeadlineOf = ({ status, moveBy }: Pick<BookingView, 'status' | 'moveBy'>): number | null =>
  statusTable[status].allows.includes('reschedule') ? (moveBy ?? null) : null;

/** What of a booking ends by itself, the next one first. */
const endingsOf = (view: BookingView): { at: number; why: string }[] =>
  [
    { at: deadlineOf(view), why: `${view.status.replaceAll('_', ' ')} ends` },
    { at: moveDeadlineOf(view), why: 'move request ends' },
  ]
    .flatMap(({ at, why }) => (at === null ? [] : [{ at, why }]))
    .toSorted((a, b) => a.at - b.at);

/** What a booking's follower does now and what it waits for. The same view gives the same plan. */
export const planFollow = (view: BookingView, now: number): FollowPlan => {
  const due: FollowStep[] = [];
  const ahead: { at: number; why: string }[] = [];
  const at = (moment: number | null, step: FollowStep, why: string): void => {
    if (moment === null) return;
    if (moment <= now) due.push(step);
    else ahead.push({ at: moment, why });
  };
  const as = standing(view, now);
  const [end] = endingsOf(view);
  at(end?.at ?? null, { kind: 'end', as }, end?.why ?? '');
  if (view.isToSettle) due.push({ kind: 'settle' });
  // What becomes of its payment wakes it; this is for a call that was lost.
  else if (statusTable[view.status].awaitsPayment === true)
    ahead.push({ at: Math.max(view.payBy ?? now, now) + minuteMs, why: 'payment' });
  for (const { name, tryAt, failure } of view.effects)
    at(tryAt, { kind: 'effect', name }, withFailure(name, failure));
  at(view.notifyAt, { kind: 'notify' }, withFailure('next notification', view.notifyFailure));
  const [next] = ahead.toSorted((a, b) => a.at - b.at);
  return { due, next: next ?? null };
};

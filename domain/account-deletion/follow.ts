import type { Failure } from '../failure.ts';
import type { AccountDeletionState } from './types.ts';

export type AccountDeletionView = {
  state: AccountDeletionState;
  failure: Failure | null;
  /** When the account is deleted, and when the next step of that is tried. Epoch milliseconds. */
  dueAt: number;
  tryAt: number;
};

export type AccountDeletionStep = 'leave' | 'erase';
export type AccountDeletionPlanned = {
  due: readonly AccountDeletionStep[];
  next: { at: number; why: string } | null;
};

/** What the follower of an account's deletion does now and what it waits for. The same view gives the same plan. */
export const planAccountDeletion = (
  { state, failure, dueAt, tryAt }: AccountDeletionView,
  now: number,
): AccountDeletionPlanned => {
  if (state === 'erased' || state === 'called_off') return { due: [], next: null };
  if (state === 'grace' && dueAt > now) return { due: [], next: { at: dueAt, why: 'it can be called off' } };
  if (tryAt > now) {
    const why = failure === null ? 'bookings are settled' : `next try after ${failure}`;
    return { due: [], next: { at: tryAt, why } };
  }
  return { due: [state === 'grace' ? 'leave' : 'erase'], next: null };
};

const minuteMs = 60_000;
/** How often it is looked whether bookings are settled and calendars disconnected. */
export const settlingLookMs = minuteMs / 2;
/** When a last owner is looked at again, who has to make somebody else an owner or call it off. */
export const lastOwnerRetryMs = 6 * 60 * minuteMs;
/** After any other failure: soon at first, then every quarter of an hour. */
export const deletionRetryMs = (failures: number): number =>
  Math.min(5_000 * 2 ** Math.min(failures, 10), 15 * minuteMs);

import type { Failure } from '../failure.ts';
import type { GuestErasureState } from './types.ts';

export type GuestErasureView = {
  state: GuestErasureState;
  failure: Failure | null;
  /** When the next step is tried. Epoch milliseconds. */
  tryAt: number;
};

export type GuestErasureStep = 'erase' | 'finish';
export type GuestErasurePlanned = {
  due: readonly GuestErasureStep[];
  next: { at: number; why: string } | null;
};

const waitsFor: Readonly<Record<GuestErasureState, string>> = {
  open: 'cancellations are told',
  telling: 'the last mail is sent',
  erased: '',
};

/** What the follower of an erasure does now and what it waits for. The same view gives the same plan. */
export const planGuestErasure = (
  { state, failure, tryAt }: GuestErasureView,
  now: number,
): GuestErasurePlanned => {
  if (state === 'erased') return { due: [], next: null };
  if (tryAt > now) {
    const why = failure === null ? waitsFor[state] : `next try after ${failure}`;
    return { due: [], next: { at: tryAt, why } };
  }
  return { due: [state === 'open' ? 'erase' : 'finish'], next: null };
};

const minuteMs = 60_000;

/** For so long hosts are to be told what was cancelled before the name goes: an erasure is done within a day even if no mail is sent. */
export const noticesPatienceMs = 24 * 60 * minuteMs;

/** When it is looked again whether mails are sent: soon at first, and later the longer it has taken. */
export const mailLookMs = (waitedMs: number): number =>
  Math.min(Math.max(waitedMs / 2, 5_000), 60 * minuteMs);

/** After a failure: soon at first, then every quarter of an hour. */
export const erasureRetryMs = (failures: number): number =>
  Math.min(5_000 * 2 ** Math.min(failures, 10), 15 * minuteMs);

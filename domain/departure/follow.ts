import type { Failure } from '../failure.ts';
import type { DepartureState } from './types.ts';

export type DepartureView = {
  state: DepartureState;
  total: number;
  settled: number;
  failure: Failure | null;
  /** Epoch milliseconds. */
  tryAt: number;
};

export type DepartureStep = 'settle' | 'finish';
export type DeparturePlanned = {
  due: readonly DepartureStep[];
  next: { at: number; why: string } | null;
};

/** What the follower of a departure does now and what it waits for. The same view gives the same plan. */
export const planDeparture = (
  { state, failure, tryAt }: Pick<DepartureView, 'state' | 'failure' | 'tryAt'>,
  now: number,
): DeparturePlanned => {
  if (state === 'done') return { due: [], next: null };
  if (tryAt > now)
    return {
      due: [],
      next: { at: tryAt, why: failure === null ? 'calendars catch up' : `next try after ${failure}` },
    };
  return { due: [state === 'open' ? 'settle' : 'finish'], next: null };
};

const secondMs = 1_000;
/** A booking that was being made while its host went is found by another look. */
export const lateBookingsMs = 120 * secondMs;
/** For how long calendars of whoever goes are kept connected so that what was cancelled there can be removed. */
export const calendarPatienceMs = 60 * 60 * secondMs;
export const calendarLookMs = 30 * secondMs;

/** When bookings that could not be settled are tried again: soon at first, then every quarter of an hour. */
export const retryDelayMs = (failures: number): number =>
  Math.min(5 * secondMs * 2 ** Math.min(failures, 10), 15 * 60 * secondMs);

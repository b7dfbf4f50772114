import type { TenantDeletionState } from './types.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** For so many days a deletion can be called off. */
export const graceDays = 14;
/** For so long mails to guests and removals in calendars are waited for before rows go all the same. */
export const settlingPatienceMs = dayMs;
/** When a step that has to wait is looked at again. */
export const settlingLookMs = minuteMs;

/** When the rows of a tenant go at the earliest; epoch milliseconds. */
export const dueFrom = (now: number): number => now + graceDays * dayMs;

export type TenantDeletionView = { state: TenantDeletionState; tryAt: number };
export type TenantDeletionStep = 'settle' | 'remove';
export type TenantDeletionPlanned = {
  due: readonly TenantDeletionStep[];
  next: { at: number; why: string } | null;
};

const stepOf: Readonly<Record<TenantDeletionState, TenantDeletionStep>> = {
  waiting: 'settle',
  settling: 'settle',
  removing: 'remove',
};

/** What the follower of a deletion does now and what it waits for. The same view gives the same plan. */
export const planTenantDeletion = (
  { state, tryAt }: TenantDeletionView,
  now: number,
): TenantDeletionPlanned =>
  tryAt > now
    ? { due: [], next: { at: tryAt, why: state === 'waiting' ? 'it can be called off' : 'next look' } }
    : { due: [stepOf[state]], next: null };

import type { SupportEnd } from './types.ts';

export type SupportFollowed = {
  /** Epoch milliseconds. */
  endsAt: number;
  ended: SupportEnd | null;
};
export type SupportPlan = { due: readonly 'end'[]; next: { at: number; why: string } | null };

/** What the follower of a support view does now and what it waits for. The same view gives the same plan. */
export const planSupport = ({ endsAt, ended }: SupportFollowed, now: number): SupportPlan => {
  if (ended !== null) return { due: [], next: null };
  return now >= endsAt
    ? { due: ['end'], next: null }
    : { due: [], next: { at: endsAt, why: 'the support view ends' } };
};

import { describe, expect, test } from 'vitest';
import { type AccountDeletionView, deletionRetryMs, planAccountDeletion } from './follow.ts';

const now = Date.parse('2026-03-31T13:00:00Z');
const view = (change: Partial<AccountDeletionView> = {}): AccountDeletionView => ({
  state: 'grace',
  failure: null,
  dueAt: now,
  tryAt: now,
  ...change,
});

describe('the deletion of an account', () => {
  test('waits until it can no longer be called off', () => {
    expect(planAccountDeletion(view({ dueAt: now + 1 }), now)).toEqual({
      due: [],
      next: { at: now + 1, why: 'it can be called off' },
    });
    expect(planAccountDeletion(view(), now).due).toEqual(['leave']);
  });

  test('erases once the person has left, and tries again what failed', () => {
    expect(planAccountDeletion(view({ state: 'leaving' }), now).due).toEqual(['erase']);
    const failed = view({ failure: 'last_owner', tryAt: now + 5 });
    expect(planAccountDeletion(failed, now).next).toEqual({ at: now + 5, why: 'next try after last_owner' });
    expect([0, 1].map(deletionRetryMs)).toEqual([5_000, 10_000]);
    expect(deletionRetryMs(99)).toBe(15 * 60_000);
  });

  test('does nothing once it was called off or is over', () => {
    for (const state of ['called_off', 'erased'] as const)
      expect(planAccountDeletion(view({ state }), now)).toEqual({ due: [], next: null });
  });
});

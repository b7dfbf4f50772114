import { expect, test } from 'vitest';
import { dueFrom, graceDays, planTenantDeletion } from './follow.ts';

const now = Date.UTC(2027, 2, 1);

test('a deletion waits until its day, then settles, then removes', () => {
  expect(dueFrom(now) - now).toBe(graceDays * 24 * 3_600_000);
  expect(planTenantDeletion({ state: 'waiting', tryAt: dueFrom(now) }, now)).toEqual({
    due: [],
    next: { at: dueFrom(now), why: 'it can be called off' },
  });
  expect(planTenantDeletion({ state: 'waiting', tryAt: now }, now).due).toEqual(['settle']);
  expect(planTenantDeletion({ state: 'settling', tryAt: now }, now).due).toEqual(['settle']);
  expect(planTenantDeletion({ state: 'settling', tryAt: now + 1 }, now).due).toEqual([]);
  expect(planTenantDeletion({ state: 'removing', tryAt: now }, now).due).toEqual(['remove']);
});

import { describe, expect, test } from 'vitest';
import { type DomainView, judgeDomain, planDomain } from './follow.ts';

const now = Date.UTC(2027, 2, 1);
const minute = 60_000;
const day = 24 * 60 * minute;
const pending: DomainView = {
  state: 'pending',
  finding: null,
  askedAt: now,
  failingSince: null,
  unansweredSince: null,
  tryAt: now,
};
const verified: DomainView = { ...pending, state: 'verified' };

describe('a domain', () => {
  test('is looked at when it is due, and not again once it has ended', () => {
    expect(planDomain(pending, now).due).toEqual(['check']);
    expect(planDomain({ ...pending, tryAt: now + 1 }, now)).toEqual({
      due: [],
      next: { at: now + 1, why: 'next look, pending' },
    });
    for (const state of ['given_up', 'released'] as const)
      expect(planDomain({ ...pending, state }, now)).toEqual({ due: [], next: null });
  });

  test('is looked at ever less often until it is proved, and given up after a week', () => {
    const waits = [0, 2 * 60 * minute, 2 * day].map(
      (waited) => judgeDomain(pending, 'proof_missing', now + waited).tryAt - now - waited,
    );
    expect(waits).toEqual([minute, 10 * minute, 60 * minute]);
    expect(judgeDomain(pending, 'proof_missing', now + 7 * day)).toMatchObject({
      state: 'given_up',
      notice: 'domain_given_up',
    });
  });

  test('is told of once when it is proved, and looked at again the next day', () => {
    expect(judgeDomain(pending, 'good', now)).toMatchObject({
      state: 'verified',
      notice: 'domain_verified',
      tryAt: now + day,
    });
    expect(judgeDomain(verified, 'good', now).notice).toBeNull();
  });

  test('whose records are gone is told of once and released three days later', () => {
    const first = judgeDomain(verified, 'points_elsewhere', now);
    expect(first).toMatchObject({ state: 'failing', notice: 'domain_failing', failingSince: now });
    const failing = { ...verified, ...first };
    expect(judgeDomain(failing, 'proof_missing', now + day).notice).toBeNull();
    expect(judgeDomain(failing, 'proof_missing', now + 3 * day)).toMatchObject({
      state: 'released',
      notice: 'domain_released',
    });
    expect(judgeDomain(failing, 'good', now + day)).toMatchObject({ state: 'verified', failingSince: null });
  });

  test('stays as it is while nobody answers for it, a week at most', () => {
    const first = judgeDomain(verified, 'unanswered', now);
    expect(first).toMatchObject({ state: 'verified', finding: 'unanswered', notice: null });
    const silent = { ...verified, ...first };
    expect(judgeDomain(silent, 'unanswered', now + 6 * day).state).toBe('verified');
    expect(judgeDomain(silent, 'unanswered', now + 7 * day).state).toBe('released');
  });
});

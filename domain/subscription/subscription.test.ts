import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { entitlementOf, graceDays, type PaidFor, planDue } from './entitlement.ts';
import { nextAskAt, planSubscription, type SubscriptionView, seatsDue } from './follow.ts';
import { type Known, takeSeen } from './take-seen.ts';
import { subscriptionStates } from './types.ts';
import type { VendorSubscription } from './vendor.ts';

const dayMs = 86_400_000;
const now = Date.UTC(2027, 0, 1);

const paid = (change: Partial<PaidFor> = {}): PaidFor => ({
  plan: 'team',
  state: 'active',
  pastDueSince: null,
  unknownSince: null,
  ...change,
});

describe('what a tenant has by what it pays', () => {
  test.each([
    ['trialing', 'team'],
    ['active', 'team'],
    ['paused', 'free'],
    ['incomplete', 'free'],
    ['ended', 'free'],
    [null, 'free'],
  ] as const)('in the state %s it is %s', (state, plan) => {
    expect(entitlementOf(paid({ state }), now)).toEqual({ plan, until: null });
  });

  test('nothing that is paid for is Free', () => {
    expect(entitlementOf(null, now).plan).toBe('free');
    expect(entitlementOf(paid({ plan: null }), now).plan).toBe('free');
  });

  test('a payment that is owed leaves the plan for seven days from when it became so, to the millisecond', () => {
    const owed = paid({ state: 'past_due', pastDueSince: now });
    const until = now + graceDays * dayMs;
    expect(entitlementOf(owed, until - 1)).toEqual({ plan: 'team', until });
    expect(entitlementOf(owed, until)).toEqual({ plan: 'free', until: null });
  });

  test('a state that nobody knows leaves what was known for the grace, and no longer', () => {
    const unknown = paid({ unknownSince: now });
    expect(entitlementOf(unknown, now + dayMs).plan).toBe('team');
    expect(entitlementOf(unknown, now + graceDays * dayMs).plan).toBe('free');
    const both = paid({ state: 'past_due', pastDueSince: now - 6 * dayMs, unknownSince: now });
    expect(entitlementOf(both, now + 2 * dayMs).plan).toBe('free');
  });
});

describe('the plan that is to be given', () => {
  test.each([
    [{ plan: 'enterprise', planSource: 'operator' }, 'active', null],
    [{ plan: 'free', planSource: 'operator' }, 'active', null],
    [{ plan: 'enterprise', planSource: 'standard' }, 'ended', null],
    [{ plan: 'enterprise', planSource: 'standard' }, 'active', 'team'],
    [{ plan: 'free', planSource: 'standard' }, 'incomplete', null],
    [{ plan: 'team', planSource: 'subscription' }, 'active', null],
    [{ plan: 'team', planSource: 'subscription' }, 'ended', 'free'],
    [{ plan: 'free', planSource: 'subscription' }, 'trialing', 'team'],
  ] as const)('to %j with %s it is %j', (held, state, due) => {
    expect(planDue(held, paid({ state }), now)).toBe(due);
  });
});

const unknownYet: Known = {
  subscriptionId: null,
  customerId: null,
  plan: null,
  interval: null,
  seats: null,
  state: null,
  trialEndsAt: null,
  periodEndsAt: null,
  isCancelled: false,
  pastDueSince: null,
  unknownSince: null,
  trialUsedAt: null,
  seenAt: null,
};

const seenOf = (change: Partial<VendorSubscription> = {}): VendorSubscription => ({
  subscriptionId: 'sub_1',
  tenantId: 'ten_1',
  customerId: 'cus_1',
  offer: { plan: 'pro', interval: 'month' },
  seats: 1,
  state: 'active',
  trialEndsAt: null,
  periodEndsAt: now,
  isCancelled: false,
  pastDueSince: null,
  cardHash: null,
  ...change,
});

const anySeen = fc
  .record({
    state: fc.constantFrom(...subscriptionStates, null),
    seats: fc.integer({ min: 1, max: 9 }),
    offer: fc.constantFrom(
      { plan: 'pro', interval: 'month' } as const,
      { plan: 'team', interval: 'year' } as const,
      null,
    ),
    isCancelled: fc.boolean(),
    pastDueSince: fc.constantFrom(null, now),
  })
  .map((change) => seenOf(change));

/** A subscription as the vendor had it at one moment after another: what has ended stays so. */
const history = fc.array(anySeen, { minLength: 1, maxLength: 8 }).map((all) => {
  const end = all.findIndex(({ state }) => state === 'ended');
  return (end < 0 ? all : all.slice(0, end + 1)).map((seen, index) => ({ seen, at: now + index * dayMs }));
});

describe('looks at the vendor', () => {
  test('lead to the newest of them, in whatever order and however often they arrive', () => {
    fc.assert(
      fc.property(
        history.chain((looks) =>
          fc.tuple(
            fc.constant(looks),
            fc.shuffledSubarray([...looks, ...looks], { minLength: looks.length }),
          ),
        ),
        ([looks, arrived]) => {
          const newest = arrived.toSorted((a, b) => a.at - b.at).at(-1);
          const known = arrived.reduce((before, { seen, at }) => takeSeen(before, seen, at), unknownYet);
          expect(looks).toContainEqual(newest);
          expect(known.seenAt).toBe(newest?.at);
          expect(known.seats).toBe(newest?.seen.seats);
          expect(known.isCancelled).toBe(newest?.seen.isCancelled);
          if (newest?.seen.state !== null) expect(known.state).toBe(newest?.seen.state);
          expect(known.unknownSince === null).toBe(newest?.seen.state !== null);
          expect(known.pastDueSince === null).toBe(known.state !== 'past_due');
        },
      ),
    );
  });

  test('never give more than the vendor has ever said, and never fail', () => {
    fc.assert(
      fc.property(fc.array(anySeen, { maxLength: 8 }), fc.integer({ min: 0, max: 90 }), (all, days) => {
        const known = all.reduce((before, seen, index) => takeSeen(before, seen, now + index), unknownYet);
        const { plan, until } = entitlementOf(known, now + days * dayMs);
        expect(['free', ...all.flatMap(({ offer }) => offer?.plan ?? [])]).toContain(plan);
        if (plan === 'free') expect(until).toBeNull();
      }),
    );
  });

  test('repeated, change nothing', () => {
    const once = takeSeen(unknownYet, seenOf(), now);
    expect(takeSeen(once, seenOf(), now)).toEqual(once);
  });

  test('of one that has ended change nothing, and another takes its place', () => {
    const ended = takeSeen(unknownYet, seenOf({ state: 'ended' }), now);
    expect(takeSeen(ended, seenOf(), now + 1)).toBe(ended);
    expect(takeSeen(ended, seenOf({ subscriptionId: 'sub_2' }), now + 1)).toMatchObject({
      subscriptionId: 'sub_2',
      state: 'active',
    });
  });

  test('remember that there was a trial', () => {
    const tried = takeSeen(unknownYet, seenOf({ state: 'trialing', trialEndsAt: now + dayMs }), now);
    expect(tried.trialUsedAt).toBe(now);
    expect(takeSeen(tried, seenOf({ subscriptionId: 'sub_2' }), now + 1).trialUsedAt).toBe(now);
  });
});

const view = (change: Partial<SubscriptionView> = {}): SubscriptionView => ({
  subscriptionId: 'sub_1',
  plan: 'team',
  interval: 'month',
  state: 'active',
  seats: 3,
  trialEndsAt: null,
  periodEndsAt: now + 30 * dayMs,
  isCancelled: false,
  pastDueSince: null,
  unknownSince: null,
  isPageOpen: false,
  wantedPlan: null,
  wantedInterval: null,
  wantedCancelled: null,
  askAt: now + dayMs,
  failures: 0,
  members: 3,
  isLeaving: false,
  held: { plan: 'team', planSource: 'subscription' },
  ...change,
});

describe('the follower of a subscription', () => {
  test('waits for its next look while all is as it should be', () => {
    expect(planSubscription(view(), now)).toEqual({
      due: [],
      next: { at: now + dayMs, why: 'next look at the vendor' },
    });
  });

  test.each([
    [{ askAt: now }],
    [{ members: 4 }],
    [{ members: 2 }],
    [{ wantedCancelled: true }],
    [{ wantedPlan: 'pro', wantedInterval: 'month' }],
    [{ wantedPlan: 'team', wantedInterval: 'year' }],
    [{ isLeaving: true }],
  ] as const)('asks the vendor with %j', (change) => {
    expect(planSubscription(view(change), now).due).toEqual(['ask']);
  });

  test('does not press what has just failed', () => {
    expect(planSubscription(view({ members: 4, failures: 1 }), now).due).toEqual([]);
    expect(planSubscription(view({ members: 4, failures: 1, askAt: now }), now).due).toEqual(['ask']);
  });

  test('changes no seats of what ends, and needs one at least', () => {
    expect(seatsDue(view({ members: 4, isCancelled: true }))).toBeNull();
    expect(seatsDue(view({ members: 4, state: 'paused' }))).toBeNull();
    expect(seatsDue(view({ members: 0 }))).toBe(1);
  });

  test('takes the plan at the end of the grace, and gives it back once it is paid', () => {
    const owed = view({ state: 'past_due', pastDueSince: now, askAt: now + 30 * dayMs });
    expect(planSubscription(owed, now).next).toEqual({ at: now + 7 * dayMs, why: 'the grace ends' });
    expect(planSubscription(owed, now + 7 * dayMs).due).toEqual(['settle']);
    const after = view({ held: { plan: 'free', planSource: 'subscription' } });
    expect(planSubscription(after, now).due).toEqual(['settle']);
  });

  test('ends with the subscription, unless a page is open on which another begins', () => {
    const ended = view({ state: 'ended', held: { plan: 'free', planSource: 'subscription' }, askAt: now });
    expect(planSubscription(ended, now)).toEqual({ due: [], next: null });
    expect(planSubscription({ ...ended, isPageOpen: true }, now).due).toEqual(['ask']);
  });

  test('asks again when a trial or a period has ended, else once a day, and often while a page is open', () => {
    const known = { trialEndsAt: null, periodEndsAt: now + 30 * dayMs };
    expect(nextAskAt(known, false, now)).toBe(now + dayMs);
    expect(nextAskAt({ ...known, trialEndsAt: now + 1_000 }, false, now)).toBe(now + 301_000);
    expect(nextAskAt({ ...known, periodEndsAt: now - dayMs }, false, now)).toBe(now + dayMs);
    expect(nextAskAt(known, true, now)).toBe(now + 600_000);
  });
});

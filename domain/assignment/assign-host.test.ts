import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignHost } from './assign-host.ts';
import { applyCredits, type Credits, creditChangesOf, creditsAfter, refundCredits } from './credits.ts';
import type { AssignmentCandidate, AssignmentInput } from './model.ts';

type Roster = Record<string, number>;
type Books = {
  credits: Credits;
  counts: Record<string, number>;
  history: AssignmentInput[];
  last: Record<string, number>;
};

const freshBooks = (): Books => ({ credits: {}, counts: {}, history: [], last: {} });

/** Books one meeting with whoever of the roster is free. */
const book = (books: Books, roster: Roster, free: readonly string[], at: number): string => {
  const candidates = free.map(
    (hostId): AssignmentCandidate => ({
      hostId,
      weight: roster[hostId] ?? 1,
      credit: books.credits[hostId] ?? 0,
      ...(books.last[hostId] === undefined ? {} : { lastAssignedAt: books.last[hostId] }),
    }),
  );
  const choice = assignHost({ strategy: 'round_robin', candidates });
  if (choice === undefined) throw new Error('nobody is free');
  books.credits = applyCredits(books.credits, choice.creditChanges);
  books.counts[choice.hostId] = (books.counts[choice.hostId] ?? 0) + 1;
  books.history.push(choice.inputs);
  books.last[choice.hostId] = at;
  return choice.hostId;
};

/** Deterministic numbers in [0, 1). */
const randomNumbers = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
};

const largest = (values: readonly number[]): number => Math.max(...values.map(Math.abs));

describe('round robin', () => {
  it('keeps every host within one and a half bookings of its weighted share over 10,000 bookings', () => {
    const roster: Roster = { ann: 1, bob: 2, cem: 3, dao: 0.5, eve: 1 };
    const total = Object.values(roster).reduce((sum, weight) => sum + weight, 0);
    const books = freshBooks();
    let worst = 0;
    for (let i = 1; i <= 10_000; i += 1) {
      book(books, roster, Object.keys(roster), i);
      const deviations = Object.entries(roster).map(
        ([id, weight]) => (books.counts[id] ?? 0) - (i * weight) / total,
      );
      worst = Math.max(worst, largest(deviations));
    }
    expect(worst).toBeLessThan(1.5);
    expect(books.counts['cem']).toBe(4000);
  });

  it('keeps every host within two bookings of what it was owed when hosts are free at random', () => {
    const roster: Roster = Object.fromEntries(
      Array.from({ length: 12 }, (_, i) => [`host-${i}`, 1 + (i % 3)]),
    );
    const random = randomNumbers(7);
    const books = freshBooks();
    let worst = 0;
    for (let i = 1; i <= 10_000; i += 1) {
      const free = Object.keys(roster).filter(() => random() < 0.4);
      if (free.length === 0) continue;
      book(books, roster, free, i);
      worst = Math.max(worst, largest(Object.values(books.credits)));
    }
    expect(worst).toBeLessThan(2);
  });

  it('stays bounded when somebody is rarely free, and lets nobody catch up by a flood', () => {
    const roster: Roster = { early: 1, late: 1, rare: 1 };
    const books = freshBooks();
    for (let i = 1; i <= 10_000; i += 1) {
      book(books, roster, i % 50 === 0 ? ['early', 'late', 'rare'] : ['early', 'late'], i);
      expect(largest(Object.values(books.credits))).toBeLessThan(2);
    }
    expect(books.counts['rare']).toBeGreaterThan(60);
    expect(books.counts['rare']).toBeLessThan(75);
  });

  it('keeps the history when the roster changes: a newcomer starts even, who returns finds the old account', () => {
    const books = freshBooks();
    const before: Roster = { ann: 1, bob: 1 };
    for (let i = 1; i <= 1001; i += 1) book(books, before, ['ann', 'bob'], i);
    const account = { ...books.credits };
    const during: Roster = { bob: 1, cem: 1 };
    const served: string[] = [];
    for (let i = 1002; i <= 1101; i += 1) served.push(book(books, during, ['bob', 'cem'], i));
    expect(Math.abs(served.filter((id) => id === 'cem').length - 50)).toBeLessThanOrEqual(1);
    expect(books.credits['ann']).toBe(account['ann']);
    const after: Roster = { ann: 1, bob: 1, cem: 1 };
    const counts = { ...books.counts };
    for (let i = 1102; i <= 1401; i += 1) book(books, after, ['ann', 'bob', 'cem'], i);
    for (const id of ['ann', 'bob', 'cem']) {
      expect(Math.abs((books.counts[id] ?? 0) - (counts[id] ?? 0) - 100)).toBeLessThanOrEqual(2);
    }
  });

  it('gives hosts of weight zero a booking only when nobody else is free', () => {
    const books = freshBooks();
    const roster: Roster = { ann: 1, spare: 0 };
    for (let i = 0; i < 100; i += 1) expect(book(books, roster, ['ann', 'spare'], i)).toBe('ann');
    expect(book(books, roster, ['spare'], 101)).toBe('spare');
    expect(book(books, roster, ['ann', 'spare'], 102)).toBe('ann');
  });

  it('forgets a cancelled booking', () => {
    const choice = assignHost({
      strategy: 'round_robin',
      candidates: [{ hostId: 'ann' }, { hostId: 'bob' }],
    });
    const booked = applyCredits({ ann: 0.25, bob: -0.25 }, choice?.creditChanges ?? []);
    expect(applyCredits(booked, refundCredits(choice?.creditChanges ?? []))).toEqual({
      ann: 0.25,
      bob: -0.25,
    });
  });

  it('adds up to the same account when the stored inputs are replayed', () => {
    const books = freshBooks();
    for (let i = 0; i < 500; i += 1)
      book(books, { ann: 1, bob: 2, cem: 4 }, i % 3 === 0 ? ['ann', 'cem'] : ['ann', 'bob', 'cem'], i);
    const stored = JSON.parse(JSON.stringify(books.history)) as AssignmentInput[];
    expect(creditsAfter(stored)).toEqual(books.credits);
  });
});

const candidate: fc.Arbitrary<AssignmentCandidate> = fc.record(
  {
    hostId: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
    weight: fc.constantFrom(0, 0.5, 1, 2, 3),
    credit: fc.integer({ min: -30, max: 30 }).map((tenths) => tenths / 10),
    upcomingBookings: fc.nat(3),
    upcomingMinutes: fc.constantFrom(0, 30, 60),
    priority: fc.nat(2),
    lastAssignedAt: fc.nat(3),
  },
  { requiredKeys: ['hostId'] },
);

const input: fc.Arbitrary<AssignmentInput> = fc.record({
  strategy: fc.constantFrom('round_robin', 'least_busy', 'priority', 'named_host' as const),
  candidates: fc.uniqueArray(candidate, { selector: (each) => each.hostId, maxLength: 6 }),
  namedHostId: fc.constantFrom('a', 'b', 'z'),
});

describe('every strategy', () => {
  it('makes the same choice again from the stored inputs', () => {
    fc.assert(
      fc.property(input, (given) => {
        const choice = assignHost(given);
        if (choice === undefined) return;
        const replayed = assignHost(JSON.parse(JSON.stringify(choice.inputs)) as AssignmentInput);
        expect(replayed).toEqual(choice);
        expect(creditChangesOf(choice.inputs)).toEqual(choice.creditChanges);
      }),
    );
  });

  it('does not depend on the order of the candidates', () => {
    fc.assert(
      fc.property(input, fc.infiniteStream(fc.nat()), (given, keys) => {
        const shuffled = given.candidates
          .map((each) => ({ each, key: keys.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ each }) => each);
        expect(assignHost({ ...given, candidates: shuffled })).toEqual(assignHost(given));
      }),
    );
  });

  it('chooses one of the free hosts, and nobody only when there is no one to choose', () => {
    fc.assert(
      fc.property(input, (given) => {
        const ids = given.candidates.map((each) => each.hostId);
        const possible =
          given.strategy === 'named_host' ? ids.includes(given.namedHostId ?? '') : ids.length > 0;
        const choice = assignHost(given);
        expect(choice !== undefined).toBe(possible);
        if (choice !== undefined) expect(ids).toContain(choice.hostId);
      }),
    );
  });

  it('changes credits by amounts that add up to zero', () => {
    fc.assert(
      fc.property(input, (given) => {
        const changes = assignHost(given)?.creditChanges ?? [];
        expect(changes.reduce((sum, { change }) => sum + change, 0)).toBeCloseTo(0, 9);
      }),
    );
  });
});

describe('the other strategies', () => {
  const choose = (given: AssignmentInput): string | undefined => assignHost(given)?.hostId;

  it('least busy takes the host with the fewest minutes ahead, then the fewest bookings, then the longest rest', () => {
    const strategy = 'least_busy';
    const ann = { hostId: 'ann', upcomingMinutes: 90, upcomingBookings: 1, lastAssignedAt: 5 };
    const bob = { hostId: 'bob', upcomingMinutes: 60, upcomingBookings: 2, lastAssignedAt: 4 };
    const cem = { hostId: 'cem', upcomingMinutes: 60, upcomingBookings: 1, lastAssignedAt: 3 };
    const dao = { hostId: 'dao', upcomingMinutes: 60, upcomingBookings: 1, lastAssignedAt: 2 };
    expect(choose({ strategy, candidates: [ann, bob] })).toBe('bob');
    expect(choose({ strategy, candidates: [ann, bob, cem] })).toBe('cem');
    expect(choose({ strategy, candidates: [ann, bob, cem, dao] })).toBe('dao');
  });

  it('priority takes the lowest number among those free', () => {
    const candidates = [
      { hostId: 'ann', priority: 2 },
      { hostId: 'bob', priority: 1 },
      { hostId: 'cem', priority: 3 },
    ];
    expect(choose({ strategy: 'priority', candidates })).toBe('bob');
    expect(
      choose({ strategy: 'priority', candidates: candidates.filter(({ hostId }) => hostId !== 'bob') }),
    ).toBe('ann');
  });

  it('a named host is taken when free, and nobody in its place', () => {
    const candidates = [{ hostId: 'ann' }, { hostId: 'bob' }];
    expect(choose({ strategy: 'named_host', namedHostId: 'bob', candidates })).toBe('bob');
    expect(choose({ strategy: 'named_host', namedHostId: 'cem', candidates })).toBeUndefined();
  });

  it('refuses weights that mean nothing and a host that stands twice', () => {
    const strategy = 'round_robin';
    expect(() => assignHost({ strategy, candidates: [{ hostId: 'ann', weight: -1 }] })).toThrow(RangeError);
    expect(() => assignHost({ strategy, candidates: [{ hostId: 'ann', weight: Number.NaN }] })).toThrow(
      RangeError,
    );
    expect(() => assignHost({ strategy, candidates: [{ hostId: 'ann' }, { hostId: 'ann' }] })).toThrow(
      RangeError,
    );
  });
});

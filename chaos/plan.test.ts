import { describe, expect, test } from 'vitest';
import { createLeakFinder } from './evidence/leaks.ts';
import { faultKinds, lasts, planFaults } from './faults/plan.ts';
import { foldHistory } from './load/history.ts';
import { createRandom } from './random.ts';

const minuteMs = 60_000;

describe('a plan of faults', () => {
  test.each([2, 20])('of %i minutes has every kind and ends with the load', (minutes) => {
    const plan = planFaults(createRandom(5), minutes * minuteMs);
    expect(new Set(plan.map(({ kind }) => kind))).toEqual(new Set(faultKinds));
    expect(plan.every(({ at }) => at >= 0 && at < minutes * minuteMs)).toBe(true);
    expect(plan.every(({ kind, forMs }) => lasts(kind) === forMs > 0)).toBe(true);
  });

  test('is the same for the same seed and another one for another', () => {
    const plan = (seed: number) => planFaults(createRandom(seed), 5 * minuteMs);
    expect(plan(1)).toEqual(plan(1));
    expect(plan(1)).not.toEqual(plan(2));
  });
});

describe('a history', () => {
  const op = { id: 1, kind: 'book', key: 'k', keyHash: 'h', linkId: 'l' } as const;

  test('leaves an operation open that was never answered', () => {
    const records = foldHistory([
      { at: 1, phase: 'invoke', op },
      { at: 2, phase: 'unknown', id: 1, why: 'TimeoutError', ms: 1 },
    ]);
    expect(records.get(1)).toMatchObject({ outcome: 'unknown', unknowns: 1 });
  });

  test('keeps an acknowledged operation acknowledged whatever a repeat was told', () => {
    const records = foldHistory([
      { at: 1, phase: 'invoke', op },
      { at: 2, phase: 'ok', id: 1, told: { bookingId: 'b' }, ms: 1 },
      { at: 3, phase: 'fail', id: 1, status: 409, code: 'slot_taken', ms: 1 },
    ]);
    expect(records.get(1)?.outcome).toBe('ok');
  });
});

describe('a search for leaks', () => {
  const find = createLeakFinder({ canary: 'zqxyz', values: [['LINK_SECRET', 'a-secret-of-some-length']] });
  const token = `manage.${'0'.repeat(26)}.${'1'.repeat(26)}.t9abc1.${'s'.repeat(43)}`;

  test.each([
    ['a name', 'hello Guest zqxyz 1', 'personal data of a guest'],
    ['a configured secret', 'key=a-secret-of-some-length', 'LINK_SECRET'],
    ["a guest's link", `GET /b/${token}`, 'guest link'],
    ['a calendar token', 'Bearer ya29.0123456789abcdefghijkl', 'calendar access token'],
    ['a password', 'postgres://app:hidden@127.0.0.1/x', 'password in a connection string'],
  ])('finds %s', (_what, text, expected) => {
    expect(find(text, 'a log').map(({ what }) => what)).toContain(expected);
  });

  test('finds nothing in ids, codes and instants', () => {
    expect(find('bkg_01k8zq booked at 2026-11-24T02:00:00Z, code AB3DE-FG5HJ', 'a log')).toEqual([]);
  });
});

import { expect, test } from 'vitest';
import { holds, isToCome, neverBooked, statesListed } from './listing.ts';

test('a list holds the states that stand in it, and those whose time has run out into it', () => {
  expect(statesListed('upcoming')).toEqual([
    { status: 'pending_payment', deadline: null },
    { status: 'confirmed', deadline: { at: 'endsAt', isAhead: true } },
  ]);
  expect(statesListed('needs_approval')).toEqual([
    { status: 'pending_approval', deadline: { at: 'approveBy', isAhead: true } },
  ]);
  expect(statesListed('past')).toEqual([
    { status: 'confirmed', deadline: { at: 'endsAt', isAhead: false } },
    { status: 'completed', deadline: null },
    { status: 'no_show', deadline: null },
  ]);
  expect(statesListed('cancelled').map(({ status }) => status)).toEqual([
    'pending_approval',
    'cancelled',
    'declined',
    'expired',
  ]);
});

test('a hold is in no list, and nothing that was never agreed counts as a booking', () => {
  expect(holds).toEqual(['held']);
  expect(neverBooked).toEqual(['held', 'expired']);
});

test('only what is agreed and not over is worth a reminder', () => {
  expect(isToCome('confirmed')).toBe(true);
  for (const status of ['held', 'pending_approval', 'cancelled', 'completed', 'no_show'] as const)
    expect(isToCome(status), status).toBe(false);
});

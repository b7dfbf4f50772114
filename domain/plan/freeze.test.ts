import fc from 'fast-check';
import { expect, test } from 'vitest';
import { memberRoles } from '../member/types.ts';
import { frozenAmong, frozenBy, type PlacedMember, seatsFor } from './freeze.ts';

const crowd = fc
  .array(fc.record({ role: fc.constantFrom(...memberRoles), isFrozen: fc.boolean() }), { maxLength: 12 })
  .map((all) =>
    all.map(
      ({ role, isFrozen }, index): PlacedMember => ({
        id: `mbr_${String(index).padStart(3, '0')}`,
        role,
        isFrozen: isFrozen && role !== 'owner',
      }),
    ),
  );
const limits = fc.option(fc.integer({ min: 0, max: 14 }), { nil: null });
const after = (all: readonly PlacedMember[], limit: number | null): PlacedMember[] => {
  const frozen = frozenAmong(all, limit);
  return all.map((member) => ({ ...member, isFrozen: frozen.has(member.id) }));
};
const fresh = crowd.map((all) => all.map((member) => ({ ...member, isFrozen: false })));

test('an owner is never frozen, and of the others exactly as many as have to be', () => {
  fc.assert(
    fc.property(crowd, limits, (all, limit) => {
      const frozen = frozenAmong(all, limit);
      const others = all.filter(({ role }) => role !== 'owner');
      expect(all.filter(({ id, role }) => role === 'owner' && frozen.has(id))).toEqual([]);
      const beyond = limit === null ? 0 : Math.max(0, all.length - limit);
      expect(frozen.size).toBe(Math.min(others.length, beyond));
    }),
  );
});

test('asked again it says the same, whatever the order of what it is given', () => {
  fc.assert(
    fc.property(crowd, limits, (all, limit) => {
      const once = after(all, limit);
      expect(after(once, limit)).toEqual(once);
      expect(frozenAmong(all.toReversed(), limit)).toEqual(frozenAmong(all, limit));
    }),
  );
});

test('who joined last is frozen first, and with the limit that was before everybody has their place again', () => {
  fc.assert(
    fc.property(fresh, limits, limits, limits, (all, before, small, other) => {
      const start = after(all, before);
      const active = start.filter(({ role, isFrozen }) => role !== 'owner' && !isFrozen);
      const rested = start.filter(({ isFrozen }) => isFrozen);
      for (const each of active) for (const one of rested) expect(each.id < one.id).toBe(true);
      expect(after(after(start, small), before)).toEqual(start);
      expect(after(after(start, small), other)).toEqual(after(all, other));
    }),
  );
});

test('a choice that was made stays as long as the limit does, and a smaller one takes nobody back in', () => {
  fc.assert(
    fc.property(crowd, limits, limits, (all, limit, smaller) => {
      const chosen = after(all, limit);
      fc.pre(limit !== null && smaller !== null && smaller <= limit);
      const frozen = frozenAmong(chosen, smaller);
      for (const { id, isFrozen } of chosen) if (isFrozen) expect(frozen.has(id)).toBe(true);
    }),
  );
});

test('seats are paid for whom the plan has a place for, and for every owner', () => {
  expect(seatsFor({ active: 7, owners: 1 }, 5)).toBe(5);
  expect(seatsFor({ active: 3, owners: 1 }, 5)).toBe(3);
  expect(seatsFor({ active: 7, owners: 6 }, 5)).toBe(6);
  expect(seatsFor({ active: 7, owners: 1 }, null)).toBe(7);
});

test('whoever is frozen is told by which plan and how many members it allows, everybody else nothing', () => {
  expect(frozenBy({ isFrozen: true, plan: 'pro', limits: { members: 3 } })).toEqual({
    plan: 'pro',
    allowed: 3,
  });
  expect(frozenBy({ isFrozen: false, plan: 'pro', limits: {} })).toBeNull();
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Reason } from '#domain/availability/model.ts';
import { asSeenBy } from './as-seen-by.ts';

const secret = 'Divorce lawyer';
const hostReason = (hostId: string) =>
  fc.record<Reason>(
    {
      rule: fc.constantFrom(
        ...(['busy', 'buffer', 'time_off', 'date_override', 'outside_hours', 'seats_exhausted'] as const),
      ),
      hostId: fc.constant(hostId),
      title: fc.constant(secret),
      busyId: fc.constant(secret),
      busyKind: fc.constantFrom('event', 'external', 'hold', 'booking', 'time_off'),
      date: fc.constant('2027-03-04'),
      buffer: fc.constant({ of: 'item', side: 'after', minutes: 10 }),
    },
    { requiredKeys: ['rule', 'hostId'] },
  );
const linkReason = fc.record<Reason>({ rule: fc.constantFrom('notice', 'grid', 'limit', 'in_the_past') });

test('of another host only a rule is told, of oneself and of the link everything, in the same order', () => {
  const mine = fc.array(fc.oneof(hostReason('me'), linkReason), { maxLength: 6 });
  const others = fc.array(fc.oneof(hostReason('you'), hostReason('she')), { maxLength: 6 });
  fc.assert(
    fc.property(mine, others, (own, foreign) => {
      const seen = asSeenBy('me', [...own, ...foreign]);
      const unique = [...new Map(own.map((reason) => [JSON.stringify(reason), reason])).values()];
      expect(seen.filter(({ hostId }) => hostId === undefined || hostId === 'me')).toEqual(unique);
      const told = seen.filter(({ hostId }) => hostId !== undefined && hostId !== 'me');
      for (const reason of told) {
        expect(Object.keys(reason).toSorted()).toEqual(['hostId', 'rule']);
        expect(['busy', 'date_override', 'outside_hours']).toContain(reason.rule);
      }
      expect(new Set(told.map(({ hostId }) => hostId))).toEqual(new Set(foreign.map(({ hostId }) => hostId)));
    }),
  );
});

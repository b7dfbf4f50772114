import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSlot } from './check-slot.ts';
import { suggestAlternatives } from './suggest-alternatives.ts';
import { at, clock, host, query } from './testing/build.ts';
import { randomQuery } from './testing/random-query.ts';

const zone = 'Europe/Berlin';
const hour = 3_600_000;
const taken = at(zone, '2026-03-25T10:00');
const hosts = [
  host({
    zone,
    daily: ['09:00-12:00', '14:00-16:00'],
    busy: [{ start: taken, end: taken + hour }],
  }),
];

const suggest = (more: Partial<Parameters<typeof suggestAlternatives>[0]> = {}) => {
  const { from: _from, to: _to, ...rest } = query({ hosts, now: at(zone, '2026-03-20T00:00') });
  return suggestAlternatives({ ...rest, start: taken, ...more });
};

const shown = (slots: readonly { start: number }[]) => slots.map((slot) => clock(zone, slot.start));

describe('alternatives for a taken slot', () => {
  it('begin with the nearest, the earlier of two as near first', () => {
    expect(shown(suggest().nearest)).toEqual(['2026-03-25T09:00', '2026-03-25T11:00', '2026-03-25T14:00']);
  });

  it('repeat weekday and time of day on the guest’s clock, across a change of the clocks', () => {
    expect(shown(suggest({ guestZone: zone }).sameWeekdayAndTime)).toEqual([
      '2026-04-01T10:00',
      '2026-04-08T10:00',
      '2026-04-15T10:00',
    ]);
    expect(shown(suggest({ guestZone: 'Asia/Kolkata' }).sameWeekdayAndTime)).toEqual([
      '2026-04-01T11:00',
      '2026-04-08T11:00',
      '2026-04-15T11:00',
    ]);
  });

  it('call best what leaves no new gap, or what the link prefers', () => {
    expect(shown(suggest().best)).toEqual(['2026-03-25T09:00', '2026-03-25T11:00', '2026-03-25T14:00']);
    const { link } = query({ hosts, link: { preference: 'morning' } });
    expect(shown(suggest({ link, count: 4 }).best)).toEqual([
      '2026-03-25T09:00',
      '2026-03-25T11:00',
      '2026-03-24T11:00',
      '2026-03-26T09:00',
    ]);
  });

  it('leave out where the booking that moves already is', () => {
    const here = at(zone, '2026-03-25T11:00');
    const found = suggest({ except: [here] });
    expect(shown(found.nearest)).toEqual(['2026-03-25T09:00', '2026-03-25T14:00', '2026-03-25T15:00']);
    expect(shown(found.best)).not.toContain('2026-03-25T11:00');
  });

  it('are the first and the last there are for a start long past or far beyond the booking window', () => {
    const { link } = query({ hosts, link: { window: { kind: 'rolling', days: 60 } } });
    const past = suggest({ link, start: at(zone, '2025-06-02T10:00') });
    expect(shown(past.nearest)).toEqual(['2026-03-20T09:00', '2026-03-20T10:00', '2026-03-20T11:00']);
    const beyond = suggest({ link, start: at(zone, '2027-06-01T10:00') });
    expect(shown(beyond.nearest)).toEqual(['2026-05-19T15:00', '2026-05-19T14:00', '2026-05-19T11:00']);
    const range = { kind: 'range', from: '2026-09-01', to: '2026-09-03' } as const;
    const later = suggest({ link: { ...link, window: range } });
    expect(shown(later.nearest)).toEqual(['2026-09-01T09:00', '2026-09-01T10:00', '2026-09-01T11:00']);
  });

  it('are offered slots, never the taken start, as many as asked for', () => {
    fc.assert(
      fc.property(
        randomQuery({ window: true }),
        fc.nat({ max: 3000 }),
        fc.integer({ min: 1, max: 6 }),
        (asked, offset, count) => {
          const start = asked.from + offset * 60_000;
          const found = suggestAlternatives({ ...asked, start, count, searchDays: 3 });
          for (const list of [found.nearest, found.sameWeekdayAndTime, found.best]) {
            expect(list.length).toBeLessThanOrEqual(count);
            for (const slot of list) {
              expect(slot.start).not.toBe(start);
              expect(checkSlot({ ...asked, start: slot.start })).toEqual({ offered: true, slot });
            }
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});

import * as fc from 'fast-check';
import { IANAZone } from 'luxon';
import { describe, expect, it } from 'vitest';
import { floatingAt, floatingOf, resolveFloating, wallOfFloating, wallTimeOf } from './time.ts';

const iso = (instant: number): string => new Date(instant).toISOString();

const zones = [
  'UTC',
  'America/New_York',
  'America/St_Johns',
  'America/Santiago',
  'America/Sao_Paulo',
  'Europe/Berlin',
  'Europe/Dublin',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Asia/Beirut',
  'Asia/Kathmandu',
  'Asia/Ho_Chi_Minh',
  'Asia/Tehran',
  'Australia/Lord_Howe',
  'Antarctica/Troll',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Pacific/Auckland',
];

/**
 * The same question put to luxon's offsets. `getPossibleOffsets` will not do: it starts from the offset in force today
 * and misses the truth where a zone has crossed the date line (Apia, 26 September 2010, 01:00).
 */
const byLuxon = (zone: string, floating: number): { instant: number; kind: string } => {
  const rules = IANAZone.create(zone);
  const offsetAt = (instant: number): number => rules.offset(instant) * 60_000;
  const hours = Array.from({ length: 55 }, (_, index) => (index - 27) * 3_600_000);
  const offsets = [...new Set(hours.map((distance) => offsetAt(floating + distance)))];
  const fitting = offsets.filter((offset) => offsetAt(floating - offset) === offset);
  if (fitting.length === 0) return { instant: floating - Math.min(...offsets), kind: 'gap' };
  return { instant: floating - Math.max(...fitting), kind: fitting.length > 1 ? 'fold' : 'normal' };
};

describe('wall times and instants', () => {
  const instants = fc.integer({ min: Date.UTC(1995, 0, 1) / 60_000, max: Date.UTC(2037, 0, 1) / 60_000 });
  const anyZone = fc.constantFrom(...zones);

  it('shows what Intl shows', () => {
    const formats = new Map(
      zones.map((zone) => [
        zone,
        new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }),
      ]),
    );
    fc.assert(
      fc.property(anyZone, instants, (zone, minutes) => {
        const wall = wallTimeOf(minutes * 60_000, zone);
        const two = (value: number) => String(value).padStart(2, '0');
        const text = `${wall.year}-${two(wall.month)}-${two(wall.day)} ${two(wall.hour)}:${two(wall.minute)}:${two(wall.second)}`;
        expect(text).toBe(formats.get(zone)?.format(minutes * 60_000));
      }),
      { numRuns: 2_000 },
    );
  });

  it('comes back to the same instant, or to its twin an hour earlier in a fold', () => {
    fc.assert(
      fc.property(anyZone, instants, (zone, minutes) => {
        const instant = minutes * 60_000;
        const back = resolveFloating(zone, floatingAt(instant, zone));
        if (back.kind === 'fold') {
          expect(back.instant).toBeLessThanOrEqual(instant);
          expect(floatingAt(back.instant, zone)).toBe(floatingAt(instant, zone));
        } else expect(back).toMatchObject({ instant, kind: 'normal' });
      }),
      { numRuns: 2_000 },
    );
  });

  it('agrees with the offsets luxon knows, also close to every change of the clocks', () => {
    const near = zones.flatMap((zone) => {
      const out: { zone: string; change: number }[] = [];
      for (let day = Date.UTC(2005, 0, 1); day < Date.UTC(2030, 0, 1); day += 86_400_000) {
        if (floatingAt(day, zone) - day !== floatingAt(day + 86_400_000, zone) - day - 86_400_000) {
          out.push({ zone, change: day });
        }
      }
      return out;
    });
    const quarter = fc.integer({ min: -160, max: 160 });
    fc.assert(
      fc.property(fc.constantFrom(...near), quarter, ({ zone, change }, quarters) => {
        const floating = floatingOf(wallOfFloating((floatingAt(change, zone) + quarters * 900_000) as never));
        const ours = resolveFloating(zone, floating);
        const theirs = byLuxon(zone, floating);
        expect({ zone, at: iso(floating), instant: iso(ours.instant), kind: ours.kind }).toEqual({
          zone,
          at: iso(floating),
          instant: iso(theirs.instant),
          kind: theirs.kind,
        });
      }),
      { numRuns: 2_000 },
    );
  });
});

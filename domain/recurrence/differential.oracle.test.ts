import * as fc from 'fast-check';
import { IANAZone } from 'luxon';
import { RRuleTemporal } from 'rrule-temporal';
import { describe, expect, it } from 'vitest';
import { expand, type Window } from './expand.ts';
import { weekdays } from './rule.ts';
import { formatUntil, formatWall, type Series } from './series.ts';
import { validateRule } from './validate.ts';

/** Wall-clock times of a rule, by a second engine that shares no code with ours; it is kept on UTC as on a floating clock. */
const floatingBySecondEngine = (series: Series, from: number, to: number): number[] => {
  const dtstart = `${series.start.replace(/[-:]/g, '')}Z`;
  const rule = (series.rule ?? '').replace(/;UNTIL=[^;]*/, '');
  const engine = new RRuleTemporal({
    rruleString: `DTSTART:${dtstart}\nRRULE:${rule}`,
    maxIterations: 200_000,
  });
  return engine.between(new Date(from), new Date(to), true).map(({ epochMilliseconds }) => epochMilliseconds);
};

/** Every three hours of two days and more around: no zone differs from UTC by more, none changes twice in it. */
const distances = Array.from({ length: 19 }, (_, index) => (index - 9) * 3 * 3_600_000);

/** Wall clock → instant by luxon's offsets. */
const instantByLuxon = (zone: string, floating: number): number => {
  const rules = IANAZone.create(zone);
  const offsetAt = (instant: number): number => rules.offset(instant) * 60_000;
  const offsets = [...new Set(distances.map((distance) => offsetAt(floating + distance)))];
  const fitting = offsets.filter((offset) => offsetAt(floating - offset) === offset);
  return floating - (fitting.length > 0 ? Math.max(...fitting) : Math.min(...offsets));
};

const bySecondEngine = (series: Series, { from, to }: Window): number[] => {
  const slack = 3 * 86_400_000;
  const until = /;UNTIL=(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/.exec(series.rule ?? '');
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = (until ?? []).slice(1).map(Number);
  const last =
    until === null ? Number.POSITIVE_INFINITY : Date.UTC(year, month - 1, day, hour, minute, second);
  const instants = floatingBySecondEngine(series, from - slack, to + slack)
    .map((floating) => instantByLuxon(series.zone, floating))
    .filter((instant) => instant <= last && instant >= from && instant < to);
  return [...new Set(instants)].sort((a, b) => a - b);
};

const minute = 60_000;
const day = 86_400_000;

const wallStart = fc
  .integer({ min: Date.UTC(1999, 0, 1) / (15 * minute), max: Date.UTC(2027, 0, 1) / (15 * minute) })
  .map((quarters) => quarters * 15 * minute);

const list = <Value>(one: fc.Arbitrary<Value>, most: number) =>
  fc.uniqueArray(one, { minLength: 1, maxLength: most }).map((values) => values.join(','));

const weekday = fc.constantFrom(...weekdays);
const ordinal = fc.constantFrom(1, 2, 3, 4, 5, -1, -2, -3);
const numberedDay = fc.tuple(ordinal, weekday).map(([nth, name]) => `${nth}${name}`);
/** The second engine looks for a 53rd day before the year when the year has 52. */
const yearOrdinal = fc.integer({ min: -52, max: 52 }).filter((nth) => nth !== 0);
const month = fc.integer({ min: 1, max: 12 });
const monthDay = fc.oneof(fc.integer({ min: 1, max: 31 }), fc.integer({ min: -31, max: -1 }));
const interval = fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 6 }));

const part = (name: string, value: fc.Arbitrary<string>, weight = 2) =>
  fc.option(value, { nil: null, freq: weight }).map((text) => (text === null ? '' : `;${name}=${text}`));

const shapes = [
  fc.tuple(
    fc.constant('FREQ=DAILY'),
    part('BYDAY', list(weekday, 5)),
    part('BYMONTH', list(month, 5), 1),
    part('BYMONTHDAY', list(monthDay, 8), 1),
  ),
  fc.tuple(
    fc.constant('FREQ=WEEKLY'),
    part('BYDAY', list(weekday, 5)),
    part('BYMONTH', list(month, 5), 1),
    part('WKST', weekday),
  ),
  fc.tuple(
    fc.constant('FREQ=MONTHLY'),
    part('BYMONTHDAY', list(monthDay, 6)),
    part('BYMONTH', list(month, 5), 1),
  ),
  fc.tuple(
    fc.constant('FREQ=MONTHLY;BYDAY='),
    list(fc.oneof(numberedDay, weekday), 4),
    part('BYMONTHDAY', list(monthDay, 20), 1),
  ),
  fc.tuple(
    fc.constant('FREQ=MONTHLY;BYDAY='),
    list(weekday, 5),
    fc.constant(';BYSETPOS='),
    list(fc.constantFrom(1, 2, 3, -1, -2), 1),
  ),
  fc.tuple(fc.constant('FREQ=YEARLY;BYMONTH='), list(month, 4), part('BYMONTHDAY', list(monthDay, 4))),
  fc.tuple(
    fc.constant('FREQ=YEARLY;BYMONTH='),
    list(month, 4),
    fc.constant(';BYDAY='),
    list(fc.oneof(numberedDay, weekday), 3),
  ),
  fc.tuple(
    fc.constant('FREQ=YEARLY;BYDAY='),
    list(
      fc.tuple(yearOrdinal, weekday).map(([n, name]) => `${n}${name}`),
      3,
    ),
  ),
  fc.tuple(
    fc.constant('FREQ=YEARLY;BYYEARDAY='),
    list(fc.oneof(fc.integer({ min: 1, max: 366 }), fc.integer({ min: -366, max: -1 })), 5),
  ),
  fc.tuple(
    fc.constant('FREQ=YEARLY;BYWEEKNO='),
    list(fc.integer({ min: 2, max: 51 }), 4),
    fc.constant(';BYDAY='),
    list(weekday, 4),
  ),
].map((shape) => shape.map((texts: string[]) => texts.join('')));

const rule = fc
  .tuple(fc.oneof(...shapes), interval, fc.option(fc.integer({ min: 1, max: 60 }), { nil: null }))
  .map(
    ([text, every, count]) =>
      `${text}${every === 1 ? '' : `;INTERVAL=${every}`}${count === null ? '' : `;COUNT=${count}`}`,
  );

const zone = fc.constantFrom(
  'UTC',
  'America/New_York',
  'America/St_Johns',
  'America/Santiago',
  'Europe/Berlin',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Asia/Beirut',
  'Asia/Kathmandu',
  'Asia/Ho_Chi_Minh',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Pacific/Auckland',
);

const cases = fc
  .record({
    start: wallStart,
    rule,
    zone,
    until: fc.option(fc.integer({ min: 0, max: 5_000 }), { nil: null }),
    // Half of the windows lie near the start, where a series that ends is still alive.
    after: fc.oneof(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 4_000 })),
    days: fc.integer({ min: 1, max: 500 }),
  })
  .map(({ start, rule, zone, until, after, days }) => {
    const ends = until === null || rule.includes('COUNT') ? '' : `;UNTIL=${formatUntil(start + until * day)}`;
    const series: Series = {
      zone,
      start: formatWall(start as never),
      duration: { milliseconds: 30 * minute },
      rule: rule + ends,
      removed: [],
      added: [],
      overrides: [],
      details: {},
    };
    const from = start + after * day;
    return { series, window: { from, to: from + days * day } };
  });

const ours = (series: Series, window: Window): number[] =>
  expand(series, window, { match: 'start' }).instances.map(({ start }) => start);

describe('a second engine', () => {
  it('finds the same instances of any rule in any zone and window', () => {
    let compared = 0;
    fc.assert(
      fc.property(cases, ({ series, window }) => {
        fc.pre(validateRule(series.rule ?? '', series, 'feed').ok);
        const found = ours(series, window);
        compared += found.length;
        expect(found).toEqual(bySecondEngine(series, window));
      }),
      { numRuns: 700 },
    );
    expect(compared).toBeGreaterThan(1_500);
  });
});

describe('windows', () => {
  it('add up: two halves find what the whole finds', () => {
    fc.assert(
      fc.property(cases, fc.double({ min: 0.01, max: 0.99, noNaN: true }), ({ series, window }, share) => {
        const middle = Math.round(window.from + (window.to - window.from) * share);
        const halves = [
          ...ours(series, { from: window.from, to: middle }),
          ...ours(series, { from: middle, to: window.to }),
        ];
        expect(halves).toEqual(ours(series, window));
      }),
      { numRuns: 500 },
    );
  });

  it('show an instance under the same id wherever they lie', () => {
    fc.assert(
      fc.property(cases, ({ series, window }) => {
        for (const instance of expand(series, window).instances.slice(0, 5)) {
          const alone = expand(series, { from: instance.start, to: instance.start + 1 }, { match: 'start' });
          expect(alone.instances).toEqual([instance]);
        }
      }),
      { numRuns: 300 },
    );
  });
});

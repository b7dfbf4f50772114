import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Expansion, expand, type Window } from './expand.ts';
import { nextInstances } from './next-instances.ts';
import type { Series } from './series.ts';

type Details = { title: string; room?: string };

const hour = 3_600_000;

const series = (change: Partial<Series<Details>>): Series<Details> => ({
  zone: 'America/New_York',
  start: '2026-01-05T09:00:00',
  duration: { milliseconds: hour },
  rule: 'FREQ=WEEKLY',
  removed: [],
  added: [],
  overrides: [],
  details: { title: 'Standup' },
  ...change,
});

const window = (from: string, to: string): Window => ({ from: Date.parse(from), to: Date.parse(to) });
const iso = (instant: number): string => new Date(instant).toISOString().slice(0, 16);
const starts = (one: Series<Details>, from: string, to: string): string[] =>
  expand(one, window(from, to)).instances.map(({ start }) => iso(start));

describe('wall-clock time across changes of the clocks', () => {
  it('keeps 9 o’clock at 9 o’clock', () => {
    expect(starts(series({}), '2026-03-01T00:00Z', '2026-03-20T00:00Z')).toEqual([
      '2026-03-02T14:00',
      '2026-03-09T13:00',
      '2026-03-16T13:00',
    ]);
  });

  it('moves an instance whose time is skipped forward by the gap, counts it, and returns to its time the day after', () => {
    const { instances } = expand(
      series({ start: '2026-03-07T02:30:00', rule: 'FREQ=DAILY;COUNT=3' }),
      window('2026-03-01T00:00Z', '2026-04-01T00:00Z'),
    );
    expect(instances.map(({ start, clock, wallStart }) => [iso(start), clock, wallStart])).toEqual([
      ['2026-03-07T07:30', 'normal', '2026-03-07T02:30:00'],
      ['2026-03-08T07:30', 'gap', '2026-03-08T02:30:00'],
      ['2026-03-09T06:30', 'normal', '2026-03-09T02:30:00'],
    ]);
  });

  it('takes the first of two showings of a repeated time', () => {
    const { instances } = expand(
      series({ start: '2024-11-02T01:30:00', rule: 'FREQ=DAILY;COUNT=3' }),
      window('2024-11-01T00:00Z', '2024-12-01T00:00Z'),
    );
    expect(instances.map(({ start, clock }) => [iso(start), clock])).toEqual([
      ['2024-11-02T05:30', 'normal'],
      ['2024-11-03T05:30', 'fold'],
      ['2024-11-04T06:30', 'normal'],
    ]);
  });

  it('follows a half-hour change', () => {
    expect(
      starts(
        series({ zone: 'Australia/Lord_Howe', start: '2026-04-04T01:45:00', rule: 'FREQ=DAILY;COUNT=3' }),
        '2026-04-01T00:00Z',
        '2026-04-10T00:00Z',
      ),
    ).toEqual(['2026-04-03T14:45', '2026-04-04T14:45', '2026-04-05T15:15']);
  });

  it('moves the instance of a day that a zone skipped to the day after', () => {
    expect(
      starts(
        series({ zone: 'Pacific/Apia', start: '2011-12-29T10:00:00', rule: 'FREQ=DAILY;COUNT=3' }),
        '2011-12-20T00:00Z',
        '2012-01-10T00:00Z',
      ),
    ).toEqual(['2011-12-29T20:00', '2011-12-30T20:00']);
  });

  it('keeps every whole day whole around a day that a zone skipped', () => {
    const apia = (count: number) =>
      expand(
        series({
          zone: 'Pacific/Apia',
          start: '2011-12-29T00:00:00',
          duration: { days: 1 },
          rule: `FREQ=DAILY;COUNT=${count}`,
        }),
        window('2011-12-20T00:00Z', '2012-01-10T00:00Z'),
      ).instances.map(({ id, start, end, clock }) => [id.slice(5, 10), (end - start) / hour, clock]);
    expect(apia(4)).toEqual([
      ['12-29', 24, 'normal'],
      ['12-31', 24, 'normal'],
      ['01-01', 24, 'normal'],
    ]);
    expect(apia(2)).toEqual([
      ['12-29', 24, 'normal'],
      ['12-30', 24, 'gap'],
    ]);
  });

  it('collapses a skipped time onto the time it moves to, and keeps the order of instants', () => {
    expect(
      starts(
        series({ start: '2026-03-08T02:45:00', rule: 'FREQ=DAILY;COUNT=5;BYHOUR=2,3;BYMINUTE=15,45' }),
        '2026-03-08T00:00Z',
        '2026-03-10T00:00Z',
      ),
    ).toEqual(['2026-03-08T07:15', '2026-03-08T07:45', '2026-03-09T06:15', '2026-03-09T06:45']);
  });

  it('keeps an exact duration exact on a day of 23 hours and a whole day whole', () => {
    const exact = expand(
      series({ start: '2026-03-08T01:30:00', rule: 'FREQ=DAILY;COUNT=1' }),
      window('2026-03-08T00:00Z', '2026-03-09T00:00Z'),
    ).instances[0];
    expect(exact === undefined ? 0 : exact.end - exact.start).toBe(hour);
    const allDay = expand(
      series({ start: '2026-03-07T00:00:00', duration: { days: 1 }, rule: 'FREQ=DAILY;COUNT=3' }),
      window('2026-03-01T00:00Z', '2026-03-20T00:00Z'),
    ).instances;
    expect(allDay.map(({ start, end }) => (end - start) / hour)).toEqual([24, 23, 24]);
    expect(allDay.map(({ start }) => iso(start))).toEqual([
      '2026-03-07T05:00',
      '2026-03-08T05:00',
      '2026-03-09T04:00',
    ]);
  });

  it('starts an all-day instance where the clock first stands when midnight is skipped', () => {
    expect(
      starts(
        series({
          zone: 'Asia/Beirut',
          start: '2026-03-28T00:00:00',
          duration: { days: 1 },
          rule: 'FREQ=DAILY;COUNT=3',
        }),
        '2026-03-20T00:00Z',
        '2026-04-10T00:00Z',
      ),
    ).toEqual(['2026-03-27T22:00', '2026-03-28T22:00', '2026-03-29T21:00']);
  });
});

describe('the window', () => {
  it('loses nothing at its edges far from UTC', () => {
    const auckland = series({
      zone: 'Pacific/Auckland',
      start: '2026-01-05T08:00:00',
      rule: 'FREQ=WEEKLY;BYDAY=MO',
    });
    expect(starts(auckland, '2026-06-07T20:00Z', '2026-06-07T20:01Z')).toEqual(['2026-06-07T20:00']);
    const losAngeles = series({
      zone: 'America/Los_Angeles',
      start: '2026-01-02T18:00:00',
      rule: 'FREQ=WEEKLY;BYDAY=FR',
    });
    expect(starts(losAngeles, '2026-06-06T01:00Z', '2026-06-06T01:01Z')).toEqual(['2026-06-06T01:00']);
  });

  it('is half-open and shows what is still going on', () => {
    const one = series({ rule: null });
    expect(starts(one, '2026-01-05T14:59Z', '2026-01-05T20:00Z')).toHaveLength(1);
    expect(starts(one, '2026-01-05T15:00Z', '2026-01-05T20:00Z')).toHaveLength(0);
    expect(starts(one, '2026-01-05T10:00Z', '2026-01-05T14:00Z')).toHaveLength(0);
    expect(
      expand(one, window('2026-01-05T14:30Z', '2026-01-05T20:00Z'), { match: 'start' }).instances,
    ).toEqual([]);
  });

  it('finds an instance that began long before the window', () => {
    const trip = series({ duration: { days: 40 }, rule: 'FREQ=YEARLY', start: '2000-12-01T00:00:00' });
    expect(starts(trip, '2026-01-09T00:00Z', '2026-01-09T01:00Z')).toEqual(['2025-12-01T05:00']);
  });

  it('answers for a series from the year 2000 as for the same series begun last week', () => {
    const rules = [
      'FREQ=DAILY',
      'FREQ=DAILY;INTERVAL=3',
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;WKST=SU',
      'FREQ=MONTHLY;BYDAY=-1FR',
    ];
    for (const rule of rules) {
      const old = series({ start: '2000-01-03T09:00:00', rule });
      const near = expand(old, window('2026-04-01T00:00Z', '2026-05-01T00:00Z')).instances;
      const young = series({ start: near[0]?.wallStart ?? '', rule });
      expect(starts(young, '2026-05-01T00:00Z', '2026-06-01T00:00Z')).toEqual(
        starts(old, '2026-05-01T00:00Z', '2026-06-01T00:00Z'),
      );
    }
  });

  it.each([
    ['ends before it starts', { from: 2, to: 1 }],
    ['is empty', { from: 1, to: 1 }],
    ['is not a number', { from: Number.NaN, to: 1 }],
    ['is wider than twenty years', { from: 0, to: Date.UTC(1991, 0, 1) }],
  ])('is refused when it %s', (_, wrong) => {
    expect(() => expand(series({}), wrong)).toThrow(RangeError);
  });
});

describe('the limit', () => {
  const daily = series({ start: '2000-01-03T09:00:00', rule: 'FREQ=DAILY' });
  const ten = window('2016-01-01T00:00Z', '2026-01-01T00:00Z');

  it('holds back what exceeds a thousand and says from when', () => {
    const { instances, truncatedAt } = expand(daily, ten);
    expect(instances).toHaveLength(1_000);
    expect(truncatedAt).toBe(Date.parse('2018-09-27T13:00:00Z'));
    expect(instances.at(-1)?.start).toBe(Date.parse('2018-09-26T13:00:00Z'));
  });

  it('gives every instance once when read page by page', () => {
    const moved = { id: '2016-01-10T09:00:00', start: '2019-05-05T09:00:00' };
    const paged = series({ ...daily, overrides: [moved] });
    const all: number[] = [];
    let from: number | null = ten.from;
    while (from !== null) {
      const page: Expansion<Details> = expand(paged, { from, to: ten.to }, { match: 'start', limit: 400 });
      expect(page.instances.length).toBeLessThanOrEqual(400);
      all.push(...page.instances.map(({ start }) => start));
      from = page.truncatedAt;
    }
    expect(all).toHaveLength(3_653);
    expect(new Set(all).size).toBe(3_652);
    expect(all).toEqual([...all].sort((a, b) => a - b));
  });

  it('keeps the order of instants where a gap turns the order of wall times around', () => {
    const lordHowe = series({
      zone: 'Australia/Lord_Howe',
      start: '2026-10-03T02:15:00',
      rule: 'FREQ=DAILY;BYHOUR=2;BYMINUTE=15,30;COUNT=6',
    });
    const span = window('2026-10-01T00:00Z', '2026-11-01T00:00Z');
    const whole = expand(lordHowe, span).instances;
    expect(whole.slice(2, 4).map(({ start, clock }) => [iso(start), clock])).toEqual([
      ['2026-10-03T15:30', 'normal'],
      ['2026-10-03T15:45', 'gap'],
    ]);
    for (const limit of [1, 2, 3, 4]) {
      const page = expand(lordHowe, span, { limit });
      expect(page.instances).toEqual(whole.slice(0, limit));
      expect(page.truncatedAt).toBe(whole[limit]?.start);
    }
  });

  it('never parts instances that start together', () => {
    const together = series({
      rule: 'FREQ=WEEKLY;COUNT=3',
      overrides: [{ id: '2026-01-19T09:00:00', start: '2026-01-12T09:00:00' }],
    });
    const page = expand(together, window('2026-01-01T00:00Z', '2026-02-01T00:00Z'), { limit: 2 });
    expect(page.instances.map(({ start }) => iso(start))).toEqual(['2026-01-05T14:00']);
    expect(page.truncatedAt).toBe(Date.parse('2026-01-12T14:00Z'));
  });

  it('gives every instance once for any page size, however many start together', () => {
    const day = (number: number): string => `2026-01-${String(number).padStart(2, '0')}T09:00:00`;
    const days = fc.integer({ min: 1, max: 12 });
    const moves = fc.uniqueArray(fc.tuple(days, days), { selector: ([from]) => from, maxLength: 12 });
    const span = window('2026-01-01T00:00Z', '2026-02-01T00:00Z');
    fc.assert(
      fc.property(moves, fc.array(days), fc.integer({ min: 1, max: 9 }), (moved, added, limit) => {
        const one = series({
          start: day(1),
          rule: 'FREQ=DAILY;COUNT=8',
          added: added.map(day),
          overrides: moved.map(([from, to]) => ({ id: day(from), start: day(to) })),
        });
        const whole = expand(one, span).instances;
        const paged: typeof whole = [];
        for (let from: number | null = span.from; from !== null; ) {
          const page: Expansion<Details> = expand(one, { from, to: span.to }, { match: 'start', limit });
          expect(page.truncatedAt ?? span.to).toBeGreaterThan(from);
          const starts = new Set(page.instances.map(({ start }) => start));
          expect(page.instances.length <= limit || starts.size === 1).toBe(true);
          paged.push(...page.instances);
          from = page.truncatedAt;
        }
        expect(paged).toEqual(whole);
      }),
      { numRuns: 500 },
    );
  });

  it.each([0, 1_001, 1.5, Number.NaN])('of %s is refused', (limit) => {
    expect(() => expand(daily, ten, { limit })).toThrow(RangeError);
  });
});

describe('the end of a rule', () => {
  const daily = { start: '2026-06-01T20:00:00' };

  it.each([
    ['an instant includes the instance at it', 'UNTIL=20260604T000000Z', 3],
    ['an instant a second earlier does not', 'UNTIL=20260603T235959Z', 2],
    ['a date means to the end of that day on the clock of the series', 'UNTIL=20260603', 3],
    ['a local time is read on the clock of the series', 'UNTIL=20260603T200000', 3],
    ['a local time a second earlier leaves the instance out', 'UNTIL=20260603T195959', 2],
  ])('%s', (_, until, count) => {
    const one = series({ ...daily, rule: `FREQ=DAILY;${until}` });
    expect(starts(one, '2026-05-01T00:00Z', '2026-07-01T00:00Z')).toHaveLength(count);
  });

  it('counts from the start, wherever the window is', () => {
    const counted = series({ start: '2000-01-03T09:00:00', rule: 'FREQ=WEEKLY;COUNT=10' });
    expect(starts(counted, '2000-03-01T00:00Z', '2010-01-01T00:00Z')).toEqual(['2000-03-06T14:00']);
    expect(starts(counted, '2026-01-01T00:00Z', '2026-02-01T00:00Z')).toEqual([]);
  });
});

describe('removed, added and overridden instances', () => {
  const span = ['2026-01-01T00:00Z', '2026-02-10T00:00Z'] as const;

  it('removes by wall time or by instant, without asking the count for more', () => {
    const one = series({
      rule: 'FREQ=WEEKLY;COUNT=4',
      removed: ['2026-01-12T09:00:00', '2026-01-19T14:00:00Z', '2026-01-20T09:00:00'],
    });
    expect(starts(one, ...span)).toEqual(['2026-01-05T14:00', '2026-01-26T14:00']);
  });

  it('adds without counting, once, and never what is removed', () => {
    const one = series({
      rule: 'FREQ=WEEKLY;COUNT=2',
      added: ['2026-01-07T09:00:00', '2026-01-12T09:00:00', '2026-01-08T14:00:00Z', '2026-01-09T09:00:00'],
      removed: ['2026-01-09T14:00:00Z'],
    });
    const { instances } = expand(one, window(...span));
    expect(instances.map(({ start, source, id }) => [iso(start), source, id])).toEqual([
      ['2026-01-05T14:00', 'rule', '2026-01-05T09:00:00'],
      ['2026-01-07T14:00', 'added', '2026-01-07T09:00:00'],
      ['2026-01-08T14:00', 'added', '2026-01-08T14:00:00Z'],
      ['2026-01-12T14:00', 'rule', '2026-01-12T09:00:00'],
    ]);
  });

  it('can mean the second showing of a repeated time by its instant only', () => {
    const one = series({ start: '2024-11-03T01:30:00', rule: null, added: ['2024-11-03T06:30:00Z'] });
    const { instances } = expand(one, window('2024-11-01T00:00Z', '2024-11-10T00:00Z'));
    expect(instances.map(({ start, wallStart }) => [iso(start), wallStart])).toEqual([
      ['2024-11-03T05:30', '2024-11-03T01:30:00'],
      ['2024-11-03T06:30', '2024-11-03T01:30:00'],
    ]);
  });

  it('moves an instance into and out of the window and keeps its id', () => {
    const one = series({
      overrides: [
        { id: '2026-01-12T09:00:00', start: '2026-03-01T08:00:00', duration: { milliseconds: 2 * hour } },
        { id: '2026-03-30T13:00:00Z', start: '2026-01-13T10:00:00', details: { room: 'B' } },
      ],
    });
    const { instances } = expand(one, window('2026-01-06T00:00Z', '2026-01-20T00:00Z'));
    expect(instances).toEqual([
      {
        id: '2026-03-30T13:00:00Z',
        start: Date.parse('2026-01-13T15:00Z'),
        end: Date.parse('2026-01-13T16:00Z'),
        wallStart: '2026-01-13T10:00:00',
        clock: 'normal',
        source: 'moved',
        details: { title: 'Standup', room: 'B' },
      },
      {
        id: '2026-01-19T09:00:00',
        start: Date.parse('2026-01-19T14:00Z'),
        end: Date.parse('2026-01-19T15:00Z'),
        wallStart: '2026-01-19T09:00:00',
        clock: 'normal',
        source: 'rule',
        details: { title: 'Standup' },
      },
    ]);
    const later = expand(one, window('2026-03-01T00:00Z', '2026-03-02T00:00Z')).instances;
    expect(later.map(({ start, end }) => (end - start) / hour)).toEqual([2]);
  });

  it('drops a cancelled instance, and a removed one whatever its override says', () => {
    const one = series({
      removed: ['2026-01-12T09:00:00'],
      overrides: [
        { id: '2026-01-05T09:00:00', cancelled: true },
        { id: '2026-01-12T09:00:00', start: '2026-01-13T09:00:00' },
      ],
    });
    expect(starts(one, '2026-01-01T00:00Z', '2026-01-20T00:00Z')).toEqual(['2026-01-19T14:00']);
  });

  it('changes details without moving', () => {
    const one = series({ overrides: [{ id: '2026-01-12T09:00:00', details: { title: 'Review' } }] });
    const { instances } = expand(one, window('2026-01-06T00:00Z', '2026-01-20T00:00Z'));
    expect(instances.map(({ source, details }) => [source, details.title])).toEqual([
      ['rule', 'Review'],
      ['rule', 'Standup'],
    ]);
  });
});

describe('parts that rrule alone gets wrong', () => {
  it.each([
    [
      'numbered and plain days together',
      'FREQ=MONTHLY;BYDAY=1MO,WE',
      ['05-04', '05-06', '05-13', '05-20', '05-27'],
    ],
    ['a week number without a day takes the weekday of the start', 'FREQ=YEARLY;BYWEEKNO=20', ['05-11']],
    [
      'positions count from the start of the week',
      'FREQ=WEEKLY;BYDAY=MO,TU,WE;BYSETPOS=2',
      ['05-05', '05-12', '05-19', '05-26'],
    ],
    ['a position named twice is one', 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,-21', ['05-01']],
    ['a position that is not there is none', 'FREQ=MONTHLY;BYDAY=MO;BYSETPOS=5', []],
  ])('%s', (_, rule, days) => {
    const one = series({ zone: 'UTC', rule });
    expect(starts(one, '2026-05-01T00:00Z', '2026-06-01T00:00Z')).toEqual(
      days.map((date) => `2026-${date}T09:00`),
    );
  });

  it('counts positions of a week that began before the start', () => {
    const one = series({
      zone: 'UTC',
      start: '2026-01-07T09:00:00',
      rule: 'FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=1,3;COUNT=3',
    });
    expect(starts(one, '2026-01-01T00:00Z', '2026-03-01T00:00Z')).toEqual([
      '2026-01-09T09:00',
      '2026-01-12T09:00',
      '2026-01-16T09:00',
    ]);
  });
});

describe('rules that were never validated', () => {
  it.each(['FREQ=SECONDLY', 'FREQ=DAILY;INTERVAL=0', 'nonsense', 'FREQ=DAILY;COUNT=2;UNTIL=20260101'])(
    'are refused: %s',
    (rule) => {
      expect(() => expand(series({ rule }), window('2026-01-01T00:00Z', '2026-02-01T00:00Z'))).toThrow(
        RangeError,
      );
    },
  );

  it.each([
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=DAILY;INTERVAL=7;BYDAY=TU',
    'FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6',
    'FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29',
    'FREQ=HOURLY;INTERVAL=2;BYHOUR=8',
    'FREQ=MINUTELY;INTERVAL=2;BYMINUTE=1',
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=10',
  ])('end by themselves when they never match: %s', (rule) => {
    const never = series({ zone: 'UTC', start: '2001-01-01T09:00:00', rule });
    expect(starts(never, '2026-05-01T00:00Z', '2026-05-08T00:00Z')).toEqual([]);
  });

  it('are refused when they cannot be counted to the window', () => {
    const sparse = series({
      start: '1900-01-01T09:00:00',
      rule: 'FREQ=DAILY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=29;COUNT=700',
    });
    expect(starts(sparse, '1908-02-01T00:00Z', '1908-03-08T00:00Z')).toHaveLength(1);
    expect(() => starts(sparse, '2026-05-01T00:00Z', '2026-05-08T00:00Z')).toThrow(RangeError);
  });
});

describe('nextInstances', () => {
  const from = Date.parse('2026-03-02T14:00:00.001Z');

  it.each([
    ['FREQ=DAILY', ['2026-03-03T14:00', '2026-03-04T14:00', '2026-03-05T14:00']],
    ['FREQ=WEEKLY;COUNT=10', ['2026-03-09T13:00']],
    ['FREQ=YEARLY', ['2027-01-05T14:00', '2028-01-05T14:00', '2029-01-05T14:00']],
    ['FREQ=YEARLY;INTERVAL=19', ['2045-01-05T14:00']],
    ['FREQ=DAILY;COUNT=5', []],
  ])('finds what comes next, however far: %s', (rule, expected) => {
    expect(nextInstances(series({ rule }), from, 3).map(({ start }) => iso(start))).toEqual(expected);
  });
});

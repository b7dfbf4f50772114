import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeRule } from './describe-rule.ts';
import { expand } from './expand.ts';
import { type Refusal, refusals } from './rule.ts';
import type { Series } from './series.ts';
import { type RuleSource, type SeriesProblem, validateRule, validateSeries } from './validate.ts';

const monday = { start: '2026-01-05T09:00:00', zone: 'Europe/Berlin' };

const refused = (rule: string, source: RuleSource = 'person'): [Refusal, string | null] | 'accepted' => {
  const result = validateRule(rule, monday, source);
  return result.ok ? 'accepted' : [result.reason, result.part];
};

describe('validateRule', () => {
  it.each<[string, Refusal, string | null]>([
    ['', 'malformed', null],
    ['nonsense', 'malformed', null],
    ['FREQ=DAILY;', 'malformed', null],
    ['FREQ=DAILY\nEXDATE:20260101', 'malformed', 'FREQ'],
    ['RRULE:FREQ=DAILY', 'malformed', null],
    ['FREQ=DAILY;BYDAY=', 'malformed', 'BYDAY'],
    ['FREQ=DAILY ;COUNT=2', 'malformed', 'FREQ'],
    ['FREQ=FORTNIGHTLY', 'malformed', 'FREQ'],
    ['FREQ=WEEKLY;BYDAY=XX', 'malformed', 'BYDAY'],
    ['FREQ=WEEKLY;BYDAY=MO,,TU', 'malformed', 'BYDAY'],
    ['FREQ=DAILY;INTERVAL=1E9', 'malformed', 'INTERVAL'],
    ['FREQ=DAILY;COUNT=99999', 'malformed', 'COUNT'],
    ['FREQ=DAILY;UNTIL=tomorrow', 'malformed', 'UNTIL'],
    ['FREQ=DAILY;UNTIL=2026-05-04', 'malformed', 'UNTIL'],
    ['FREQ=DAILY;UNTIL=20260230', 'out_of_range', 'UNTIL'],
    ['FREQ=DAILY;UNTIL=20260201T250000Z', 'out_of_range', 'UNTIL'],
    [`FREQ=DAILY;BYMONTH=${'1,'.repeat(300)}1`, 'too_long', null],
    ['INTERVAL=2', 'frequency_missing', 'FREQ'],
    ['FREQ=DAILY;FREQ=WEEKLY', 'repeated_part', 'FREQ'],
    ['FREQ=DAILY;COUNT=2;COUNT=3', 'repeated_part', 'COUNT'],
    ['FREQ=DAILY;BYEASTER=0', 'unknown_part', 'BYEASTER'],
    ['FREQ=DAILY;X-NAME=1', 'unknown_part', 'X-NAME'],
    ['FREQ=DAILY;DTSTART=20260101', 'unknown_part', 'DTSTART'],
    ['FREQ=DAILY;TZID=UTC', 'unknown_part', 'TZID'],
    ['FREQ=DAILY;RSCALE=HEBREW', 'unknown_part', 'RSCALE'],
    ['FREQ=DAILY;CONSTRUCTOR=1', 'unknown_part', 'CONSTRUCTOR'],
    ['FREQ=DAILY;__proto__=1', 'malformed', null],
    ['FREQ=DAıLY', 'malformed', 'FREQ'],
    ['FREQ=WEEKLY;BYDAY=ſU', 'malformed', 'BYDAY'],
    ['FREQ=DAILY;COUNT=٣', 'malformed', 'COUNT'],
    ['FREQ=DAILY;COUNT', 'malformed', 'COUNT'],
    ['FREQ=DAILY;COUNT=2=3', 'malformed', 'COUNT'],
    ['FREQ=DAILY;;COUNT=2', 'malformed', null],
    [`FREQ=DAILY;${'X'.repeat(40)}=1`, 'malformed', null],
    ['FREQ=DAILY;'.repeat(100_000), 'too_long', null],
    ['FREQ=SECONDLY', 'frequency_not_supported', 'FREQ'],
    ['FREQ=MINUTELY', 'frequency_not_supported', 'FREQ'],
    ['FREQ=HOURLY;INTERVAL=3', 'frequency_not_supported', 'FREQ'],
    ['FREQ=DAILY;INTERVAL=0', 'out_of_range', 'INTERVAL'],
    ['FREQ=DAILY;INTERVAL=-1', 'out_of_range', 'INTERVAL'],
    ['FREQ=DAILY;INTERVAL=1000', 'out_of_range', 'INTERVAL'],
    ['FREQ=DAILY;COUNT=0', 'out_of_range', 'COUNT'],
    ['FREQ=DAILY;COUNT=731', 'out_of_range', 'COUNT'],
    ['FREQ=MONTHLY;BYMONTHDAY=0', 'out_of_range', 'BYMONTHDAY'],
    ['FREQ=MONTHLY;BYMONTHDAY=32', 'out_of_range', 'BYMONTHDAY'],
    ['FREQ=MONTHLY;BYMONTHDAY=-32', 'out_of_range', 'BYMONTHDAY'],
    ['FREQ=YEARLY;BYMONTH=13', 'out_of_range', 'BYMONTH'],
    ['FREQ=YEARLY;BYMONTH=-1', 'out_of_range', 'BYMONTH'],
    ['FREQ=YEARLY;BYWEEKNO=54;BYDAY=MO', 'out_of_range', 'BYWEEKNO'],
    ['FREQ=YEARLY;BYYEARDAY=367', 'out_of_range', 'BYYEARDAY'],
    ['FREQ=MONTHLY;BYDAY=6MO', 'out_of_range', 'BYDAY'],
    ['FREQ=MONTHLY;BYDAY=0MO', 'out_of_range', 'BYDAY'],
    ['FREQ=YEARLY;BYDAY=54MO', 'out_of_range', 'BYDAY'],
    ['FREQ=YEARLY;BYMONTH=5;BYDAY=6MO', 'out_of_range', 'BYDAY'],
    ['FREQ=MONTHLY;BYDAY=MO;BYSETPOS=367', 'out_of_range', 'BYSETPOS'],
    ['FREQ=MONTHLY;BYDAY=MO;BYSETPOS=0', 'out_of_range', 'BYSETPOS'],
    [`FREQ=MONTHLY;BYMONTHDAY=${'1,'.repeat(31)}1`, 'list_too_long', 'BYMONTHDAY'],
    [`FREQ=YEARLY;BYYEARDAY=${'1,'.repeat(31)}1`, 'list_too_long', 'BYYEARDAY'],
    [`FREQ=WEEKLY;BYDAY=${'MO,'.repeat(35)}MO`, 'list_too_long', 'BYDAY'],
    ['FREQ=DAILY;COUNT=3;UNTIL=20270101T000000Z', 'count_with_until', 'COUNT'],
    ['FREQ=WEEKLY;BYDAY=2TU', 'part_not_allowed', 'BYDAY'],
    ['FREQ=DAILY;BYDAY=1MO', 'part_not_allowed', 'BYDAY'],
    ['FREQ=YEARLY;BYWEEKNO=20;BYDAY=1MO', 'part_not_allowed', 'BYDAY'],
    ['FREQ=WEEKLY;BYMONTHDAY=1', 'part_not_allowed', 'BYMONTHDAY'],
    ['FREQ=MONTHLY;BYYEARDAY=1', 'part_not_allowed', 'BYYEARDAY'],
    ['FREQ=MONTHLY;BYWEEKNO=1', 'part_not_allowed', 'BYWEEKNO'],
    ['FREQ=MONTHLY;BYSETPOS=1', 'part_not_allowed', 'BYSETPOS'],
    ['FREQ=DAILY;BYHOUR=9,10', 'part_not_allowed', 'BYHOUR'],
    ['FREQ=DAILY;BYMINUTE=0', 'part_not_allowed', 'BYMINUTE'],
    ['FREQ=DAILY;BYSECOND=0', 'part_not_allowed', 'BYSECOND'],
    ['FREQ=YEARLY;BYMONTHDAY=13', 'ambiguous', 'BYMONTHDAY'],
    ['FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;BYSETPOS=1', 'ambiguous', 'BYWEEKNO'],
    ['FREQ=YEARLY;BYWEEKNO=20;BYMONTH=5', 'ambiguous', 'BYWEEKNO'],
    ['FREQ=YEARLY;BYYEARDAY=100;BYDAY=MO', 'ambiguous', 'BYYEARDAY'],
    ['FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', 'impossible_date', 'BYMONTHDAY'],
    ['FREQ=YEARLY;BYMONTH=2,4;BYMONTHDAY=31', 'impossible_date', 'BYMONTHDAY'],
    ['FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=-30', 'impossible_date', 'BYMONTHDAY'],
    ['FREQ=DAILY;UNTIL=20260105T075959Z', 'until_before_start', 'UNTIL'],
    ['FREQ=DAILY;UNTIL=20260104', 'until_before_start', 'UNTIL'],
    ['FREQ=WEEKLY;BYDAY=TU;UNTIL=20260105', 'never_occurs', 'UNTIL'],
    ['FREQ=DAILY;INTERVAL=7;BYDAY=TU', 'never_occurs', null],
    ['FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6', 'never_occurs', null],
    ['FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=20', 'never_occurs', null],
    ['FREQ=MONTHLY;INTERVAL=12;BYMONTH=3', 'never_occurs', null],
    ['FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29', 'never_occurs', null],
    ['FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;COUNT=700', 'count_not_reached', 'COUNT'],
    ['FREQ=YEARLY;COUNT=700', 'count_not_reached', 'COUNT'],
  ])('refuses %j', (rule, reason, part) => {
    expect(refused(rule)).toEqual([reason, part]);
  });

  it('answers any text, with a reason or with a rule that can be expanded and said', () => {
    const names =
      'FREQ INTERVAL COUNT UNTIL WKST BYDAY BYMONTH BYMONTHDAY BYYEARDAY BYWEEKNO BYHOUR BYSETPOS'.split(' ');
    const value = fc.oneof(
      fc.integer({ min: -400, max: 400 }).map(String),
      fc.constantFrom(
        'DAILY',
        'WEEKLY',
        'MONTHLY',
        'YEARLY',
        'HOURLY',
        'MO',
        '-1FR',
        '5TU',
        '1,2,3',
        '20260201',
        '20270101T000000Z',
      ),
      fc.string({ unit: 'binary', maxLength: 6 }),
    );
    const parts = fc.array(fc.tuple(fc.constantFrom(...names), value), { maxLength: 5 });
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      parts.map((pairs) => ['FREQ=MONTHLY', ...pairs.map((pair) => pair.join('='))].join(';')),
      fc
        .tuple(
          fc.constantFrom('FREQ=DAILY', 'FREQ=WEEKLY', 'FREQ=YEARLY'),
          fc.constantFrom(...names.slice(1)),
          value,
        )
        .map(([rule, name, one]) => `${rule};${name}=${one}`),
    );
    fc.assert(
      fc.property(text, fc.constantFrom<RuleSource>('person', 'feed'), (rule, source) => {
        const result = validateRule(rule, monday, source);
        if (!result.ok) {
          expect(Object.keys(refusals)).toContain(result.reason);
          expect(result.part ?? 'NONE').toMatch(/^[A-Z-]{1,20}$/);
          return;
        }
        const series: Series = {
          ...monday,
          rule,
          duration: { milliseconds: 1 },
          removed: [],
          added: [],
          overrides: [],
          details: {},
        };
        for (const locale of ['en', 'vi'] as const) {
          expect(describeRule(rule, monday, locale)).not.toMatch(/undefined|NaN|\s\s|^\s|\s$/);
        }
        const from = Date.UTC(2026, 0, 1);
        expect(() => expand(series, { from, to: from + 40 * 86_400_000 })).not.toThrow();
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    'FREQ=DAILY',
    'freq=weekly;byday=mo',
    'FREQ=DAILY;COUNT=730',
    'FREQ=DAILY;INTERVAL=999',
    'FREQ=DAILY;UNTIL=20260105T080000Z',
    'FREQ=DAILY;UNTIL=20260105',
    'FREQ=DAILY;UNTIL=99991231T235959Z',
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,FR;WKST=SU',
    'FREQ=MONTHLY;BYMONTHDAY=31',
    'FREQ=MONTHLY;BYMONTHDAY=-1',
    'FREQ=MONTHLY;BYDAY=-1FR',
    'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29',
    'FREQ=YEARLY;BYMONTH=11;BYDAY=4TH',
    'FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO',
    'FREQ=YEARLY;BYYEARDAY=-1',
    'FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13',
  ])('accepts %s from a person', (rule) => {
    expect(refused(rule)).toBe('accepted');
  });

  it.each([
    'FREQ=HOURLY;INTERVAL=3;COUNT=5',
    'FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10',
    'FREQ=DAILY;BYHOUR=9,12;BYMINUTE=0,30;BYSECOND=0',
    'FREQ=YEARLY;BYMONTHDAY=13',
    'FREQ=YEARLY;BYWEEKNO=20;BYMONTH=5',
  ])('accepts %s from a feed only', (rule) => {
    expect(refused(rule, 'feed')).toBe('accepted');
    expect(refused(rule)).not.toBe('accepted');
  });

  it.each([
    'FREQ=SECONDLY',
    'FREQ=HOURLY;INTERVAL=2;BYHOUR=8',
    'FREQ=MINUTELY;INTERVAL=2;BYMINUTE=1',
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=DAILY;COUNT=5;UNTIL=20270101',
  ])('refuses %s from a feed too', (rule) => {
    expect(refused(rule, 'feed')).not.toBe('accepted');
  });
});

describe('validateSeries', () => {
  const good: Series = {
    ...monday,
    duration: { milliseconds: 3_600_000 },
    rule: 'FREQ=DAILY',
    removed: ['2026-01-06T09:00:00', '2026-01-07T08:00:00Z'],
    added: ['2026-01-06T12:00:00'],
    overrides: [{ id: '2026-01-08T09:00:00', start: '2026-01-08T10:00:00', duration: { days: 1 } }],
    details: {},
  };

  it('finds nothing wrong with a series that can be expanded', () => {
    expect(validateSeries(good)).toEqual([]);
    expect(validateSeries({ ...good, rule: null })).toEqual([]);
  });

  it.each<[string, Partial<Series>, SeriesProblem['field'][]]>([
    ['a zone nobody knows', { zone: 'Mars/Olympus' }, ['zone']],
    ['an empty zone', { zone: '' }, ['zone']],
    ['a start that no calendar has', { start: '2026-02-30T09:00:00' }, ['start']],
    ['an instant as start', { start: '2026-02-03T09:00:00Z' }, ['start']],
    ['a start without a time', { start: '2026-02-03' }, ['start']],
    ['a start in antiquity', { start: '0044-03-15T12:00:00' }, ['start']],
    ['a negative duration', { duration: { milliseconds: -1 } }, ['duration']],
    ['a duration that is no number', { duration: { milliseconds: Number.NaN } }, ['duration']],
    ['a duration of years', { duration: { days: 1_000 } }, ['duration']],
    ['a removed time that is none', { removed: ['yesterday'] }, ['removed']],
    [
      'too many removed',
      { removed: Array.from({ length: 1_001 }, () => '2026-01-06T09:00:00') },
      ['removed'],
    ],
    ['an added date', { added: ['2026-01-06'] }, ['added']],
    ['an override of nothing', { overrides: [{ id: '' }] }, ['overrides']],
    [
      'an override moved to an instant',
      { overrides: [{ id: '2026-01-08T09:00:00', start: '2026-01-08T09:00:00Z' }] },
      ['overrides'],
    ],
    [
      'an override moved beyond all zones',
      { overrides: [{ id: '2026-01-08T09:00:00', start: '9999-01-08T09:00:00' }] },
      ['overrides'],
    ],
    [
      'an override of endless duration',
      { overrides: [{ id: '2026-01-08T09:00:00', duration: { milliseconds: Number.POSITIVE_INFINITY } }] },
      ['overrides'],
    ],
    [
      'several faults at once',
      { rule: 'FREQ=DAILY;COUNT=0', removed: ['x'], added: ['y'] },
      ['removed', 'added', 'rule'],
    ],
  ])('names the field at fault for %s', (_, change, fields) => {
    expect(validateSeries({ ...good, ...change }).map(({ field }) => field)).toEqual(fields);
  });

  it('says why a rule is refused', () => {
    expect(validateSeries({ ...good, rule: 'FREQ=SECONDLY' })).toEqual([
      { field: 'rule', message: 'repeats too often', reason: 'frequency_not_supported' },
    ]);
  });
});

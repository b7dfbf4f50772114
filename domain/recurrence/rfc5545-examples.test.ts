import { describe, expect, it } from 'vitest';
import { expand } from './expand.ts';
import type { Series } from './series.ts';
import { validateRule } from './validate.ts';

const monthNames = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** The RFC's own notation, "1997 9:00 AM EDT: September 2-30; October 1-25", as instants. */
const at =
  (offset: 'EDT' | 'EST', hour = 9, minute = 0) =>
  (year: number, days: string): number[] =>
    days.split('; ').flatMap((month) => {
      const [name = '', list = ''] = month.split(' ');
      return list.split(',').flatMap((item) => {
        const [first = 0, last = first] = item.split('-').map(Number);
        return Array.from({ length: last - first + 1 }, (_, index) =>
          Date.UTC(year, monthNames.indexOf(name), first + index, hour + (offset === 'EDT' ? 4 : 5), minute),
        );
      });
    });

const edt = at('EDT');
const est = at('EST');
const years = (list: number[], one: (year: number) => number[]): number[] => list.flatMap(one);
const workTimes = (day: string): number[] =>
  [9, 10, 11, 12, 13, 14, 15, 16].flatMap((hour) =>
    [0, 20, 40].flatMap((minute) => at('EDT', hour, minute)(1997, day)),
  );

type Example = {
  says: string;
  start?: string;
  removed?: string[];
  rules: string[];
  expected: number[];
  /** The RFC ends the list with "...". */
  endless?: true;
  /** Refused from people, accepted from feeds. */
  feedOnly?: true;
};

const examples: Example[] = [
  { says: 'daily for 10 occurrences', rules: ['FREQ=DAILY;COUNT=10'], expected: edt(1997, 'Sep 2-11') },
  {
    says: 'daily until December 24, 1997',
    rules: ['FREQ=DAILY;UNTIL=19971224T000000Z'],
    expected: [...edt(1997, 'Sep 2-30; Oct 1-25'), ...est(1997, 'Oct 26-31; Nov 1-30; Dec 1-23')],
  },
  {
    says: 'every other day, forever',
    rules: ['FREQ=DAILY;INTERVAL=2'],
    expected: [
      ...edt(1997, 'Sep 2,4,6,8,10,12,14,16,18,20,22,24,26,28,30; Oct 2,4,6,8,10,12,14,16,18,20,22,24'),
      ...est(1997, 'Oct 26,28,30; Nov 1,3,5,7,9,11,13,15,17,19,21,23,25,27,29; Dec 1,3'),
    ],
    endless: true,
  },
  {
    says: 'every 10 days, 5 occurrences',
    rules: ['FREQ=DAILY;INTERVAL=10;COUNT=5'],
    expected: edt(1997, 'Sep 2,12,22; Oct 2,12'),
  },
  {
    says: 'every day in January, for 3 years',
    start: '1998-01-01T09:00:00',
    rules: [
      'FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA',
      'FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1',
    ],
    expected: years([1998, 1999, 2000], (year) => est(year, 'Jan 1-31')),
  },
  {
    says: 'weekly for 10 occurrences',
    rules: ['FREQ=WEEKLY;COUNT=10'],
    expected: [...edt(1997, 'Sep 2,9,16,23,30; Oct 7,14,21'), ...est(1997, 'Oct 28; Nov 4')],
  },
  {
    says: 'weekly until December 24, 1997',
    rules: ['FREQ=WEEKLY;UNTIL=19971224T000000Z'],
    expected: [
      ...edt(1997, 'Sep 2,9,16,23,30; Oct 7,14,21'),
      ...est(1997, 'Oct 28; Nov 4,11,18,25; Dec 2,9,16,23'),
    ],
  },
  {
    says: 'every other week, forever',
    rules: ['FREQ=WEEKLY;INTERVAL=2;WKST=SU'],
    expected: [
      ...edt(1997, 'Sep 2,16,30; Oct 14'),
      ...est(1997, 'Oct 28; Nov 11,25; Dec 9,23'),
      ...est(1998, 'Jan 6,20; Feb 3,17'),
    ],
    endless: true,
  },
  {
    says: 'weekly on Tuesday and Thursday for five weeks',
    rules: [
      'FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH',
      'FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH',
    ],
    expected: edt(1997, 'Sep 2,4,9,11,16,18,23,25,30; Oct 2'),
  },
  {
    says: 'every other week on Monday, Wednesday and Friday until December 24, 1997',
    start: '1997-09-01T09:00:00',
    rules: ['FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR'],
    expected: [
      ...edt(1997, 'Sep 1,3,5,15,17,19,29; Oct 1,3,13,15,17'),
      ...est(1997, 'Oct 27,29,31; Nov 10,12,14,24,26,28; Dec 8,10,12,22'),
    ],
  },
  {
    says: 'every other week on Tuesday and Thursday, for 8 occurrences',
    rules: ['FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH'],
    expected: edt(1997, 'Sep 2,4,16,18,30; Oct 2,14,16'),
  },
  {
    says: 'monthly on the first Friday for 10 occurrences',
    start: '1997-09-05T09:00:00',
    rules: ['FREQ=MONTHLY;COUNT=10;BYDAY=1FR'],
    expected: [
      ...edt(1997, 'Sep 5; Oct 3'),
      ...est(1997, 'Nov 7; Dec 5'),
      ...est(1998, 'Jan 2; Feb 6; Mar 6; Apr 3'),
      ...edt(1998, 'May 1; Jun 5'),
    ],
  },
  {
    says: 'monthly on the first Friday until December 24, 1997',
    start: '1997-09-05T09:00:00',
    rules: ['FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR'],
    expected: [...edt(1997, 'Sep 5; Oct 3'), ...est(1997, 'Nov 7; Dec 5')],
  },
  {
    says: 'every other month on the first and last Sunday for 10 occurrences',
    start: '1997-09-07T09:00:00',
    rules: ['FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU'],
    expected: [
      ...edt(1997, 'Sep 7,28'),
      ...est(1997, 'Nov 2,30'),
      ...est(1998, 'Jan 4,25; Mar 1,29'),
      ...edt(1998, 'May 3,31'),
    ],
  },
  {
    says: 'monthly on the second-to-last Monday for 6 months',
    start: '1997-09-22T09:00:00',
    rules: ['FREQ=MONTHLY;COUNT=6;BYDAY=-2MO'],
    expected: [
      ...edt(1997, 'Sep 22; Oct 20'),
      ...est(1997, 'Nov 17; Dec 22'),
      ...est(1998, 'Jan 19; Feb 16'),
    ],
  },
  {
    says: 'monthly on the third-to-last day, forever',
    start: '1997-09-28T09:00:00',
    rules: ['FREQ=MONTHLY;BYMONTHDAY=-3'],
    expected: [
      ...edt(1997, 'Sep 28'),
      ...est(1997, 'Oct 29; Nov 28; Dec 29'),
      ...est(1998, 'Jan 29; Feb 26'),
    ],
    endless: true,
  },
  {
    says: 'monthly on the 2nd and 15th for 10 occurrences',
    rules: ['FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15'],
    expected: [
      ...edt(1997, 'Sep 2,15; Oct 2,15'),
      ...est(1997, 'Nov 2,15; Dec 2,15'),
      ...est(1998, 'Jan 2,15'),
    ],
  },
  {
    says: 'monthly on the first and last day for 10 occurrences',
    start: '1997-09-30T09:00:00',
    rules: ['FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1'],
    expected: [
      ...edt(1997, 'Sep 30; Oct 1'),
      ...est(1997, 'Oct 31; Nov 1,30; Dec 1,31'),
      ...est(1998, 'Jan 1,31; Feb 1'),
    ],
  },
  {
    says: 'every 18 months on the 10th to 15th for 10 occurrences',
    start: '1997-09-10T09:00:00',
    rules: ['FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15'],
    expected: [...edt(1997, 'Sep 10-15'), ...est(1999, 'Mar 10-13')],
  },
  {
    says: 'every Tuesday, every other month',
    rules: ['FREQ=MONTHLY;INTERVAL=2;BYDAY=TU'],
    expected: [
      ...edt(1997, 'Sep 2,9,16,23,30'),
      ...est(1997, 'Nov 4,11,18,25'),
      ...est(1998, 'Jan 6,13,20,27; Mar 3,10,17,24,31'),
    ],
    endless: true,
  },
  {
    says: 'yearly in June and July for 10 occurrences',
    start: '1997-06-10T09:00:00',
    rules: ['FREQ=YEARLY;COUNT=10;BYMONTH=6,7'],
    expected: years([1997, 1998, 1999, 2000, 2001], (year) => edt(year, 'Jun 10; Jul 10')),
  },
  {
    says: 'every other year in January, February and March for 10 occurrences',
    start: '1997-03-10T09:00:00',
    rules: ['FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3'],
    expected: [
      ...est(1997, 'Mar 10'),
      ...years([1999, 2001, 2003], (year) => est(year, 'Jan 10; Feb 10; Mar 10')),
    ],
  },
  {
    says: 'every third year on the 1st, 100th and 200th day for 10 occurrences',
    start: '1997-01-01T09:00:00',
    rules: ['FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200'],
    expected: [
      ...est(1997, 'Jan 1'),
      ...edt(1997, 'Apr 10; Jul 19'),
      ...est(2000, 'Jan 1'),
      ...edt(2000, 'Apr 9; Jul 18'),
      ...est(2003, 'Jan 1'),
      ...edt(2003, 'Apr 10; Jul 19'),
      ...est(2006, 'Jan 1'),
    ],
  },
  {
    says: 'every 20th Monday of the year, forever',
    start: '1997-05-19T09:00:00',
    rules: ['FREQ=YEARLY;BYDAY=20MO'],
    expected: [...edt(1997, 'May 19'), ...edt(1998, 'May 18'), ...edt(1999, 'May 17')],
    endless: true,
  },
  {
    says: 'Monday of week number 20, forever',
    start: '1997-05-12T09:00:00',
    rules: ['FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO'],
    expected: [...edt(1997, 'May 12'), ...edt(1998, 'May 11'), ...edt(1999, 'May 17')],
    endless: true,
  },
  {
    says: 'every Thursday in March, forever',
    start: '1997-03-13T09:00:00',
    rules: ['FREQ=YEARLY;BYMONTH=3;BYDAY=TH'],
    expected: [...est(1997, 'Mar 13,20,27'), ...est(1998, 'Mar 5,12,19,26'), ...est(1999, 'Mar 4,11,18,25')],
    endless: true,
  },
  {
    says: 'every Thursday, but only during June, July and August, forever',
    start: '1997-06-05T09:00:00',
    rules: ['FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8'],
    expected: [
      ...edt(1997, 'Jun 5,12,19,26; Jul 3,10,17,24,31; Aug 7,14,21,28'),
      ...edt(1998, 'Jun 4,11,18,25; Jul 2,9,16,23,30; Aug 6,13,20,27'),
      ...edt(1999, 'Jun 3,10,17,24; Jul 1,8,15,22,29; Aug 5,12,19,26'),
    ],
    endless: true,
  },
  {
    says: 'every Friday the 13th, forever',
    removed: ['1997-09-02T09:00:00'],
    rules: ['FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13'],
    expected: [...est(1998, 'Feb 13; Mar 13; Nov 13'), ...edt(1999, 'Aug 13'), ...edt(2000, 'Oct 13')],
    endless: true,
  },
  {
    says: 'the first Saturday that follows the first Sunday of the month, forever',
    start: '1997-09-13T09:00:00',
    rules: ['FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13'],
    expected: [
      ...edt(1997, 'Sep 13; Oct 11'),
      ...est(1997, 'Nov 8; Dec 13'),
      ...est(1998, 'Jan 10; Feb 7; Mar 7'),
      ...edt(1998, 'Apr 11; May 9; Jun 13'),
    ],
    endless: true,
  },
  {
    says: 'every four years on the first Tuesday after a Monday in November, forever',
    start: '1996-11-05T09:00:00',
    rules: ['FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8'],
    expected: [...est(1996, 'Nov 5'), ...est(2000, 'Nov 7'), ...est(2004, 'Nov 2')],
    endless: true,
  },
  {
    says: 'the third of Tuesday, Wednesday and Thursday in the month, for the next 3 months',
    start: '1997-09-04T09:00:00',
    rules: ['FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3'],
    expected: [...edt(1997, 'Sep 4; Oct 7'), ...est(1997, 'Nov 6')],
  },
  {
    says: 'the second-to-last weekday of the month',
    start: '1997-09-29T09:00:00',
    rules: ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2'],
    expected: [
      ...edt(1997, 'Sep 29'),
      ...est(1997, 'Oct 30; Nov 27; Dec 30'),
      ...est(1998, 'Jan 29; Feb 26; Mar 30'),
    ],
    endless: true,
  },
  {
    says: 'every 3 hours from 9 AM to 5 PM on one day (with the UNTIL of the erratum, 5 PM in New York)',
    rules: ['FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T210000Z'],
    expected: [...edt(1997, 'Sep 2'), ...at('EDT', 12)(1997, 'Sep 2'), ...at('EDT', 15)(1997, 'Sep 2')],
    feedOnly: true,
  },
  {
    says: 'every 3 hours until 17:00 UTC, as printed',
    rules: ['FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T170000Z'],
    expected: [...edt(1997, 'Sep 2'), ...at('EDT', 12)(1997, 'Sep 2')],
    feedOnly: true,
  },
  {
    says: 'every 15 minutes for 6 occurrences',
    rules: ['FREQ=MINUTELY;INTERVAL=15;COUNT=6'],
    expected: [0, 15, 30, 45, 60, 75].flatMap((minute) => at('EDT', 9, minute)(1997, 'Sep 2')),
    feedOnly: true,
  },
  {
    says: 'every hour and a half for 4 occurrences',
    rules: ['FREQ=MINUTELY;INTERVAL=90;COUNT=4'],
    expected: [0, 90, 180, 270].flatMap((minute) => at('EDT', 9, minute)(1997, 'Sep 2')),
    feedOnly: true,
  },
  {
    says: 'every 20 minutes from 9 AM to 4:40 PM every day',
    rules: [
      'FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40',
      'FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16',
    ],
    expected: [...workTimes('Sep 2'), ...workTimes('Sep 3')],
    endless: true,
    feedOnly: true,
  },
  {
    says: 'weeks that start on Monday',
    start: '1997-08-05T09:00:00',
    rules: ['FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO'],
    expected: edt(1997, 'Aug 5,10,19,24'),
  },
  {
    says: 'weeks that start on Sunday',
    start: '1997-08-05T09:00:00',
    rules: ['FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU'],
    expected: edt(1997, 'Aug 5,17,19,31'),
  },
  {
    says: 'days that a month does not have are passed over',
    start: '2007-01-15T09:00:00',
    rules: ['FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5'],
    expected: [...est(2007, 'Jan 15,30; Feb 15'), ...edt(2007, 'Mar 15,30')],
  },
];

const yearMs = 366 * 86_400_000;

const cases = examples.flatMap(({ rules, ...example }) =>
  rules.map((rule) => [`${example.says}: ${rule}`, { ...example, rule }] as const),
);

const seriesOf = (example: { start?: string; removed?: string[]; rule: string }): Series => ({
  zone: 'America/New_York',
  start: example.start ?? '1997-09-02T09:00:00',
  duration: { milliseconds: 3_600_000 },
  rule: example.rule,
  removed: example.removed ?? [],
  added: [],
  overrides: [],
  details: {},
});

const starts = (series: Series, from: number, to: number): number[] =>
  expand(series, { from, to }, { match: 'start' }).instances.map(({ start }) => start);

describe('the examples of RFC 5545 §3.8.5.3', () => {
  it.each(cases)('%s', (_, example) => {
    const first = example.expected[0] ?? 0;
    const last = example.expected.at(-1) ?? 0;
    const series = seriesOf(example);
    const to = example.endless === true ? last + 1 : last + 5 * yearMs;
    expect(starts(series, first - yearMs, to)).toEqual(example.expected);
  });

  it.each(cases)('seen through any later window: %s', (_, example) => {
    const series = seriesOf(example);
    const last = (example.expected.at(-1) ?? 0) + 60_000;
    for (const [index, from] of example.expected.entries()) {
      if (index % 7 !== 3) continue;
      expect(starts(series, from, last)).toEqual(example.expected.slice(index));
      expect(starts(series, from + 1, last)).toEqual(example.expected.slice(index + 1));
    }
  });

  it.each(cases)('accepted from whom it should be: %s', (_, example) => {
    const series = seriesOf(example);
    expect(validateRule(example.rule, series, 'feed').ok).toBe(true);
    expect(validateRule(example.rule, series, 'person').ok).toBe(example.feedOnly !== true);
  });
});

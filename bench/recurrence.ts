import { cpus } from 'node:os';
// oxlint-disable-next-line import/default -- rrule's main file is CommonJS: Node finds no named exports in it
import rrule from 'rrule';
import { RRuleTemporal } from 'rrule-temporal';
import { type Expansion, expand, type Window } from '#domain/recurrence/expand.ts';
import type { Series } from '#domain/recurrence/series.ts';

const { RRule } = rrule; // oxlint-disable-line import/no-named-as-default-member -- as above

const series = (rule: string, start: string): Series => ({
  zone: 'America/New_York',
  start,
  duration: { milliseconds: 3_600_000 },
  rule,
  removed: [],
  added: [],
  overrides: [],
  details: {},
});

const daily = series('FREQ=DAILY', '2016-01-01T09:00:00');
const tenYears: Window = { from: Date.UTC(2016, 0, 1), to: Date.UTC(2026, 0, 1) };
const month: Window = { from: Date.UTC(2026, 4, 1), to: Date.UTC(2026, 5, 1) };

/** Read in pages of a thousand, as every caller must. */
const allPages = (one: Series, window: Window): number => {
  let count = 0;
  let from: number | null = window.from;
  while (from !== null) {
    const page: Expansion<object> = expand(one, { from, to: window.to }, { match: 'start' });
    count += page.instances.length;
    from = page.truncatedAt;
  }
  return count;
};

/** Parsing included, no zones at all: less than what is asked of `expand`, and rrule's best case. */
const plainRrule = (one: Series, { from, to }: Window): number => {
  const options = { ...RRule.parseString(one.rule ?? ''), dtstart: new Date(`${one.start}Z`) };
  return new RRule(options, true).between(new Date(from), new Date(to), true).length;
};

/** What rrule's own documentation suggests for a zone. */
const rruleWithZone = (one: Series, { from, to }: Window): number => {
  const options = {
    ...RRule.parseString(one.rule ?? ''),
    dtstart: new Date(`${one.start}Z`),
    tzid: one.zone,
  };
  return new RRule(options, true).between(new Date(from), new Date(to), true).length;
};

const secondEngine = (one: Series, { from, to }: Window): number => {
  const start = one.start.replace(/[-:]/g, '');
  const engine = new RRuleTemporal({ rruleString: `DTSTART;TZID=${one.zone}:${start}\nRRULE:${one.rule}` });
  return engine.between(new Date(from), new Date(to), true).length;
};

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const time = (run: () => number, rounds: number): { ms: number; found: number } => {
  let found = 0;
  const warmUps = rounds > 1 ? Math.min(rounds, 50) : 0;
  for (let round = 0; round < warmUps; round += 1) found = run();
  const samples: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    found = run();
    samples.push(performance.now() - start);
  }
  return { ms: median(samples), found };
};

type Row = { what: string; aim: number | null; one: Series; window: Window; rounds: number; zoned: boolean };

const rows: Row[] = [
  { what: 'ten years of a daily series', aim: 60, one: daily, window: tenYears, rounds: 15, zoned: true },
  {
    what: 'a month of a weekly series since 2000',
    aim: 0.1,
    one: series('FREQ=WEEKLY', '2000-01-03T09:00:00'),
    window: month,
    rounds: 400,
    zoned: true,
  },
  {
    what: 'a month of a daily series since 2000',
    aim: null,
    one: series('FREQ=DAILY', '2000-01-03T09:00:00'),
    window: month,
    rounds: 200,
    zoned: true,
  },
  {
    what: 'a month of a daily series since last week',
    aim: null,
    one: series('FREQ=DAILY', '2026-04-24T09:00:00'),
    window: month,
    rounds: 200,
    zoned: true,
  },
  {
    what: 'a month of "last weekday of the month" since 2000',
    aim: null,
    one: series('FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', '2000-01-31T09:00:00'),
    window: month,
    rounds: 200,
    zoned: true,
  },
  {
    what: 'a month of a rule that never matches',
    aim: null,
    one: series('FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', '2000-01-03T09:00:00'),
    window: month,
    rounds: 1,
    zoned: false,
  },
];

const ms = (value: number): string => `${value.toFixed(value < 1 ? 3 : 1)} ms`;

console.log(
  `recurrence on ${cpus()[0]?.model ?? 'unknown'}, Node ${process.versions.node}, tzdata ${process.versions['tz']}`,
);
const cold = performance.now();
allPages(daily, tenYears);
console.log(`first call of the process, ten years of a daily series: ${ms(performance.now() - cold)}`);

let missed = 0;
for (const { what, aim, one, window, rounds, zoned } of rows) {
  const ours = time(() => allPages(one, window), rounds);
  const plain = time(() => plainRrule(one, window), Math.min(rounds, 60));
  const parts = [`plain rrule between ${ms(plain.ms)} (${(plain.ms / ours.ms).toFixed(1)}×)`];
  if (zoned) {
    parts.push(`rrule with tzid ${ms(time(() => rruleWithZone(one, window), Math.min(rounds, 5)).ms)}`);
    parts.push(`rrule-temporal ${ms(time(() => secondEngine(one, window), Math.min(rounds, 60)).ms)}`);
  }
  const verdict = aim === null ? '' : ours.ms <= aim ? ` (aim ${aim} ms: met)` : ` (aim ${aim} ms: MISSED)`;
  if (aim !== null && ours.ms > aim) missed += 1;
  console.log(`${what}, ${ours.found} instances: ${ms(ours.ms)}${verdict}; ${parts.join('; ')}`);
}
process.exitCode = missed === 0 ? 0 : 1;

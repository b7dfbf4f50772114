/*
 * Times the availability engine beside a straightforward luxon implementation in one run, after checking that both
 * give the answer of the brute-force oracle.   node bench/availability.ts
 */
import assert from 'node:assert/strict';
import { cpus } from 'node:os';
import { listSlots } from '#domain/availability/list-slots.ts';
import type { AvailabilityQuery } from '#domain/availability/model.ts';
import { oracle, readWall } from '#domain/availability/testing/oracle.ts';
import { benchCases } from './availability/cases.ts';
import { listSlotsWithLuxon } from './availability/luxon.ts';

type Answer = { start: number; hostIds: readonly string[]; date: string }[];

const engineAnswer = (query: AvailabilityQuery): Answer =>
  listSlots(query).days.flatMap(({ date, slots }) =>
    slots.map(({ start, hostIds }) => ({ start, hostIds, date })),
  );

const oracleAnswer = (query: AvailabilityQuery): Answer =>
  oracle(query)
    .slots()
    .map(({ start, hostIds }) => ({ start, hostIds, date: readWall(query.guestZone, start).date }));

/** Processor time of this thread: what a busy machine makes a call wait does not count. */
const processorMs = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};

/** Median of a call in milliseconds, over batches long enough for the clock to resolve. */
const timePerCall = (call: () => unknown, budgetMs: number): number => {
  const warmFrom = processorMs();
  let calls = 0;
  do {
    call();
    calls += 1;
  } while (processorMs() - warmFrom < budgetMs / 3);
  const estimate = (processorMs() - warmFrom) / calls;
  const batch = Math.max(1, Math.round(10 / estimate));
  const samples: number[] = [];
  const from = processorMs();
  do {
    const start = processorMs();
    for (let i = 0; i < batch; i += 1) call();
    samples.push((processorMs() - start) / batch);
  } while (processorMs() - from < budgetMs || samples.length < 5);
  samples.sort((a, b) => a - b);
  return samples[Math.floor(samples.length / 2)] ?? Number.NaN;
};

const milliseconds = (value: number): string => value.toFixed(value < 1 ? 4 : value < 10 ? 2 : 1);

const rows = benchCases.map(({ name, targetMs, query }) => {
  const expected = oracleAnswer(query);
  assert.deepEqual(engineAnswer(query), expected, `${name}: the engine differs from the oracle`);
  assert.deepEqual(listSlotsWithLuxon(query), expected, `${name}: the baseline differs from the oracle`);
  const engine = timePerCall(() => listSlots(query), 900);
  const baseline = timePerCall(() => listSlotsWithLuxon(query), 1500);
  return {
    case: name,
    slots: expected.length,
    'engine ms': milliseconds(engine),
    'target ms': String(targetMs),
    met: engine <= targetMs ? 'yes' : 'NO',
    'luxon ms': milliseconds(baseline),
    ratio: `${Math.round(baseline / engine)}x`,
  };
});

const columns = Object.keys(rows[0] ?? {}) as (keyof (typeof rows)[number])[];
const widths = columns.map((column) =>
  Math.max(column.length, ...rows.map((row) => String(row[column]).length)),
);
const line = (cells: readonly string[]): string =>
  `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
console.log(
  `Node ${process.version}, tz data ${process.versions['tz']}, ${cpus()[0]?.model ?? 'unknown processor'}`,
);
console.log(line(columns));
console.log(line(widths.map((width) => '-'.repeat(width))));
for (const row of rows) console.log(line(columns.map((column) => String(row[column]))));
console.log('Every answer was compared with the oracle, slot by slot, before it was timed (processor time).');
if (rows.some((row) => row.met === 'NO')) process.exitCode = 1;

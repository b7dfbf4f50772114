import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stateFolder } from '#scripts/project.ts';
import { faultKinds } from './faults/plan.ts';
import { invariants } from './invariants.ts';
import { renderReport } from './report.ts';
import { countFaults, type Outcome, runChaos } from './run.ts';

const seed = Number(process.env['CHAOS_SEED'] ?? 20_261_121);
const stateDir = join(stateFolder, 'prove', 'smoke');
const log: string[] = [];
let outcome: Outcome;

beforeAll(async () => {
  await rm(stateDir, { recursive: true, force: true });
  outcome = await runChaos({
    seed,
    minutes: 2,
    guests: 6,
    size: 'usual',
    stateDir,
    report: (line) => log.push(line),
  }).catch((error: unknown) => {
    throw new Error(`the run could not be carried out; it went: ${log.join(' / ')}`, { cause: error });
  });
  process.stderr.write(`${renderReport(outcome)}\n`);
}, 560_000);

afterAll(async () => {
  if (outcome?.held) await rm(stateDir, { recursive: true, force: true });
});

describe('two minutes of load while everything is killed and disturbed', () => {
  test.each(faultKinds)('include the fault "%s"', (kind) => {
    expect(countFaults(outcome.injected).get(kind) ?? 0).toBeGreaterThan(0);
  });

  test('bring every killed part back by itself', () => {
    const lost = outcome.injected.filter(
      ({ part, recoveryMs }) => part !== undefined && recoveryMs === undefined,
    );
    expect(lost).toEqual([]);
  });

  test('have bookings, moves, cancellations and reminders to judge', () => {
    expect(outcome.totals['bookings']).toBeGreaterThan(30);
    expect(outcome.totals['moves and cancellations']).toBeGreaterThan(5);
    expect(outcome.results.find(({ name }) => name === 'reminders once')?.checked).toBeGreaterThan(0);
  });

  test('have groups to judge in which several guests meet', () => {
    expect(outcome.totals['in groups']).toBeGreaterThan(10);
    expect(outcome.totals['sessions that several shared']).toBeGreaterThan(1);
    expect(outcome.results.find(({ name }) => name === 'session = workflow')?.checked).toBeGreaterThan(5);
  });

  test('have payments, some of which nobody made, and refunds to judge', () => {
    expect(outcome.totals['payments taken']).toBeGreaterThan(10);
    expect(outcome.totals['payments that nobody made']).toBeGreaterThan(0);
    expect(outcome.totals['refunds that arrived']).toBeGreaterThan(3);
  });

  test('answer commands while Temporal or a worker is down, and terminate workflows', () => {
    expect(outcome.results.find(({ name }) => name === 'always answered')?.checked).toBeGreaterThan(10);
    expect(outcome.injected.flatMap(({ terminated }) => terminated ?? []).length).toBeGreaterThan(5);
  });

  test.each(invariants.map(({ name, promise }) => [name, promise] as const))(
    'leave "%s" intact: %s',
    (name) => {
      const result = outcome.results.find((each) => each.name === name);
      expect(result?.violations).toEqual([]);
    },
  );

  test('end at rest', () => {
    expect(outcome.quiesce.left).toEqual({});
  });
});

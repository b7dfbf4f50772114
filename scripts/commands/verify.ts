import { join } from 'node:path';
import { run } from '#scripts/command.ts';
import { projectRoot } from '#scripts/project.ts';
import { runCommand, secondsSince } from '#scripts/report.ts';

type Step = { name: string; command: string; args: readonly string[]; env?: NodeJS.ProcessEnv };
type Outcome = { step: Step; code: number; output: string; seconds: string };

const WIDTH = 2;

/** Longest first, so that two at a time end together. */
const steps: readonly Step[] = [
  {
    name: 'architecture, unit and replay tests',
    command: 'vitest',
    args: ['run', '--project', 'unit', '--project', 'replay', '--reporter', 'dot'],
  },
  {
    name: 'types and lint',
    command: 'oxlint',
    args: ['--type-aware', '--type-check', '--deny-warnings'],
    // The checker is a Go program of one pass: collecting its garbage less often saves a third of its processor time.
    env: { GOGC: '400' },
  },
  { name: 'dead code and dependencies', command: 'knip', args: [] },
  {
    name: 'format',
    command: 'biome',
    args: ['check', '--formatter-enabled=true', '--assist-enabled=true', '.'],
  },
];

async function runStep(step: Step): Promise<Outcome> {
  const started = performance.now();
  const command = join(projectRoot, 'node_modules', '.bin', step.command);
  const env = { ...step.env, ...process.env, FORCE_COLOR: '0', NO_COLOR: '1' };
  const { code, output } = await run(command, step.args, { cwd: projectRoot, env });
  const seconds = secondsSince(started);
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${seconds.padStart(5)} s  ${step.name}`);
  return { step, code, output, seconds };
}

await runCommand(async () => {
  const started = performance.now();
  const waiting = [...steps];
  const outcomes: Outcome[] = [];
  const lane = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) outcomes.push(await runStep(step));
  };
  await Promise.all(Array.from({ length: WIDTH }, lane));
  const failed = outcomes.filter(({ code }) => code !== 0);
  for (const { step, output } of failed) console.log(`\n--- ${step.name}\n${output.trimEnd()}`);
  console.log(`\nverify ${failed.length === 0 ? 'passed' : 'FAILED'} in ${secondsSince(started)} s`);
  return failed.length === 0 ? 0 : 1;
});

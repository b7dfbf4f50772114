/*
 * Kills and disturbs everything under load and then checks that nothing was lost, doubled or leaked.
 *   node chaos/prove.ts [--minutes 20] [--seed 1] [--guests 8] [--keep]
 */
import { randomInt } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { stateFolder } from '#scripts/project.ts';
import { reportToTerminal, runCommand, SetupError } from '#scripts/report.ts';
import { renderReport } from './report.ts';
import { runChaos } from './run.ts';

const numberOf = (name: string, text: string | undefined, fallback: number): number => {
  if (text === undefined) return fallback;
  const value = Number(text);
  if (!(value > 0)) throw new SetupError(`--${name} is "${text}"; give a number above 0.`);
  return value;
};

await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string' },
      seed: { type: 'string' },
      guests: { type: 'string' },
      keep: { type: 'boolean', default: false },
    },
  });
  const seed = numberOf('seed', values.seed, randomInt(1, 2 ** 31));
  const minutes = numberOf('minutes', values.minutes, 20);
  const guests = numberOf('guests', values.guests, 8);
  const folder = join(stateFolder, 'prove');
  const stateDir = join(folder, `seed-${seed}`);
  await rm(stateDir, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const outcome = await runChaos({ seed, minutes, guests, stateDir, report: reportToTerminal });
  const text = renderReport(outcome);
  const file = join(folder, `${new Date().toISOString().slice(0, 16).replaceAll(':', '')}-seed-${seed}.txt`);
  await writeFile(file, `${text}\n`);
  console.log(text);
  if (outcome.held && !values.keep) await rm(stateDir, { recursive: true, force: true });
  reportToTerminal(
    `Written to ${file}${outcome.held ? '' : `; the installation as it ended is in ${stateDir}`}.`,
  );
  return outcome.held ? 0 : 1;
});

/*
 * Kills and disturbs everything under load and then checks that nothing was lost, doubled or leaked, money least of all.
 *   node chaos/prove.ts [--minutes 20] [--seed 1] [--guests 8] [--keep]
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stateFolder } from '#scripts/project.ts';
import { reportToTerminal, runCommand } from '#scripts/report.ts';
import { readOptions } from './options.ts';
import { renderReport } from './report.ts';
import { runChaos } from './run.ts';

await runCommand(async () => {
  const { seed, minutes, guests, keep } = readOptions(process.argv.slice(2));
  const folder = join(stateFolder, 'prove');
  const stateDir = join(folder, `seed-${seed}`);
  await rm(stateDir, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const outcome = await runChaos({
    seed,
    minutes,
    guests,
    size: 'large',
    stateDir,
    report: reportToTerminal,
  });
  const text = renderReport(outcome);
  const file = join(folder, `${new Date().toISOString().slice(0, 16).replaceAll(':', '')}-seed-${seed}.txt`);
  await writeFile(file, `${text}\n`);
  console.log(text);
  if (outcome.held && !keep) await rm(stateDir, { recursive: true, force: true });
  reportToTerminal(
    `Written to ${file}${outcome.held ? '' : `; the installation as it ended is in ${stateDir}`}.`,
  );
  return outcome.held ? 0 : 1;
});

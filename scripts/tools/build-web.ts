import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runScript } from '#scripts/command.ts';
import { withFileLock } from '#scripts/file-lock.mjs';
import { projectRoot, stateFolder } from '#scripts/project.ts';
import { type Report, reportToTerminal, runCommand, SetupError, secondsSince } from '#scripts/report.ts';
import { contentHash } from './content-hash.ts';
import { packFiles } from './pack-files.ts';

const webDist = join(projectRoot, 'dist', 'web');
const stamp = join(webDist, '.sources');

const SOURCES = ['web', 'contracts', 'domain', 'package-lock.json', 'scripts/tools'];

async function isCurrent(sources: string): Promise<boolean> {
  return (await readFile(stamp, 'utf8').catch(() => '')) === sources;
}

/**
 * Builds guest pages and host app into `dist/web`, packed as they are sent, unless the sources are those of the last build; returns the folder. The build runs in a
 * process of its own: it changes the environment it runs in and needs memory that a long-lived caller should not keep.
 */
export async function buildWeb(report: Report = () => undefined): Promise<string> {
  if (await isCurrent(await contentHash(projectRoot, SOURCES))) return webDist;
  const started = performance.now();
  report('Building the web pages …');
  const { code, output } = await runScript(fileURLToPath(import.meta.url), []);
  if (code !== 0) throw new SetupError(`The web pages could not be built:\n${output.trim()}`);
  report(`Web pages built in ${secondsSince(started)} s.`);
  return webDist;
}

async function buildHere(): Promise<void> {
  await withFileLock(join(stateFolder, 'build-web.lock'), async () => {
    const sources = await contentHash(projectRoot, SOURCES);
    if (await isCurrent(sources)) return;
    const { buildGuest } = await import('#web/guest/build.ts');
    const { buildHost } = await import('#web/host/build.ts');
    await buildGuest({ quiet: true });
    await buildHost({ quiet: true });
    await Promise.all([packFiles(join(webDist, 'guest', 'assets')), packFiles(join(webDist, 'host'))]);
    await mkdir(webDist, { recursive: true });
    await writeFile(stamp, sources);
  });
}

if (import.meta.main) {
  await runCommand(async () => {
    await buildHere();
    reportToTerminal(webDist);
    return 0;
  });
}

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runScript } from '#scripts/command.ts';
import { withFileLock } from '#scripts/file-lock.mjs';
import { projectRoot, stateFolder } from '#scripts/project.ts';
import { type Report, reportToTerminal, runCommand, SetupError, secondsSince } from '#scripts/report.ts';
import { contentHash } from './content-hash.ts';
import { packFiles } from './pack-files.ts';
import { isNewest, makeRelease, newestOf } from './release.ts';

const SOURCES = ['web', 'contracts', 'domain', 'package-lock.json', 'scripts/tools'];

/**
 * Builds guest pages and host app into a release of their own, packed as they are sent, unless the newest is of these sources; returns
 * `dist/web`, which leads to it. The build runs in a process of its own: it changes the environment it runs in and needs memory that a
 * long-lived caller should not keep.
 */
export async function buildWeb(report: Report = () => undefined): Promise<string> {
  if (await isNewest('web', await contentHash(projectRoot, SOURCES))) return newestOf('web');
  const started = performance.now();
  report('Building the web pages …');
  const { code, output } = await runScript(fileURLToPath(import.meta.url), []);
  if (code !== 0) throw new SetupError(`The web pages could not be built:\n${output.trim()}`);
  report(`Web pages built in ${secondsSince(started)} s.`);
  return newestOf('web');
}

async function buildHere(): Promise<void> {
  await withFileLock(join(stateFolder, 'build-web.lock'), async () => {
    await makeRelease('web', await contentHash(projectRoot, SOURCES), async (folder) => {
      const { buildGuest } = await import('#web/guest/build.ts');
      const { buildHost } = await import('#web/host/build.ts');
      const [guest, host] = [join(folder, 'guest'), join(folder, 'host')];
      await buildGuest(guest, { quiet: true });
      await buildHost(host, { quiet: true });
      await Promise.all([packFiles(join(guest, 'assets')), packFiles(host)]);
    });
  });
}

if (import.meta.main) {
  await runCommand(async () => {
    await buildHere();
    reportToTerminal(newestOf('web'));
    return 0;
  });
}

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { contentHash } from './content-hash.ts';
import { withFileLock } from './file-lock.mjs';
import { projectRoot, stateFolder } from './project.ts';
import { type Report, reportToTerminal, runCommand, secondsSince } from './report.ts';

/** Folder the API serves the built web from. */
export const webDist = join(projectRoot, 'dist', 'web');

const SOURCES = ['web', 'contracts', 'domain', 'package-lock.json', 'scripts/build-web.ts'];

/** Builds guest pages and host app into `dist/web` unless the sources are those of the last build. */
export async function buildWeb(report: Report = () => undefined): Promise<string> {
  const stamp = join(webDist, '.sources');
  return withFileLock(join(stateFolder, 'build-web.lock'), async () => {
    const sources = await contentHash(projectRoot, SOURCES);
    if ((await readFile(stamp, 'utf8').catch(() => '')) === sources) return webDist;
    const started = performance.now();
    report('Building the web pages …');
    const [{ buildGuest }, { buildHost }] = await Promise.all([
      import('#web/guest/build.ts'),
      import('#web/host/build.ts'),
    ]);
    await buildGuest({ quiet: true });
    await buildHost({ quiet: true });
    await mkdir(dirname(stamp), { recursive: true });
    await writeFile(stamp, sources);
    report(`Web pages built in ${secondsSince(started)} s.`);
    return webDist;
  });
}

if (import.meta.main) {
  await runCommand(async () => {
    await buildWeb(reportToTerminal);
    return 0;
  });
}

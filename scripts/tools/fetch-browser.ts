import { mkdir, readdir, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { findOnPath, run } from '#scripts/command.ts';
import { type Report, secondsSince } from '#scripts/report.ts';
import { buildIntoCache, cacheRoot } from './cache.ts';

const require = createRequire(import.meta.url);

async function findFile(folder: string, names: ReadonlySet<string>): Promise<string | undefined> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const hit = entries.find((entry) => entry.isFile() && names.has(entry.name));
  return hit ? join(hit.parentPath, hit.name) : undefined;
}

const EXECUTABLES = new Set(['headless_shell', 'chrome-headless-shell', 'chrome-headless-shell.exe']);

/** The browser build that playwright-core names as its own. */
export function fetchBrowser(report: Report): Promise<string | undefined> {
  const version: string = require('playwright-core/package.json').version;
  const cli = join(dirname(require.resolve('playwright-core/package.json')), 'cli.js');
  const build = async (folder: string) => {
    const started = performance.now();
    report('Downloading a headless Chromium (playwright-core) …');
    const downloads = join(cacheRoot(), 'chromium', `.browsers-${version}`);
    await mkdir(downloads, { recursive: true });
    const env = {
      ...process.env,
      PLAYWRIGHT_BROWSERS_PATH: downloads,
      PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000',
    };
    const args = [cli, 'install', '--only-shell', 'chromium'];
    const { code } = await run(process.execPath, args, { env, timeoutMs: 600_000, guarded: true });
    if (code !== 0) throw new Error('the browser download is not reachable from here');
    const executable = await findFile(downloads, EXECUTABLES);
    if (!executable) throw new Error('the browser download left no executable');
    const check = await run(executable, ['--version'], { timeoutMs: 15_000 });
    if (check.code !== 0) throw new Error('the downloaded browser lacks system libraries on this machine');
    await symlink(executable, join(folder, 'chromium'));
    report(`Chromium downloaded in ${secondsSince(started)} s.`);
    return { version };
  };
  return buildIntoCache('chromium', 'chromium', build, report);
}

/** Debian's and Ubuntu's package; only root can install it. Tells whether it was installed. */
export async function installBrowserWithApt(report: Report): Promise<boolean> {
  const apt = await findOnPath('apt-get');
  if (!apt || process.getuid?.() !== 0) return false;
  report('Installing chromium with apt-get …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run(apt, ['update', '-qq'], { env, timeoutMs: 300_000 });
  const args = ['install', '-y', '-qq', '--no-install-recommends', 'chromium'];
  const { code, output } = await run(apt, args, { env, timeoutMs: 900_000 });
  if (code !== 0) throw new Error(`apt-get install chromium failed: ${output.trim().split('\n').at(-1)}`);
  return true;
}

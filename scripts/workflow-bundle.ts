import { access, copyFile, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contentHash } from './content-hash.ts';
import { withFileLock } from './file-lock.mjs';
import { projectRoot, stateFolder } from './project.ts';
import { type Report, reportToTerminal, runCommand, secondsSince } from './report.ts';

const SOURCES = ['workflows', 'domain', 'package-lock.json'];
const PREFIX = 'workflow-bundle-';

/**
 * Path of the bundled workflow code, built when the sources changed since the last time. Safe to call from several processes at once.
 * `folder` defaults to the project's cache.
 */
export async function buildWorkflowBundle(
  report: Report = () => undefined,
  folder = join(stateFolder, 'cache'),
): Promise<string> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${PREFIX}${await contentHash(projectRoot, SOURCES)}.js`);
  return withFileLock(join(folder, 'workflow-bundle.lock'), async () => {
    if (await exists(path)) return path;
    const started = performance.now();
    const { bundleWorkflowCode } = await import('@temporalio/worker');
    const { code } = await bundleWorkflowCode({
      workflowsPath: join(projectRoot, 'workflows', 'index.ts'),
      logger: quietLogger,
    });
    await writeFile(`${path}.${process.pid}`, code);
    await rename(`${path}.${process.pid}`, path);
    await removeOld(folder, path);
    report(`Workflow code bundled in ${secondsSince(started)} s.`);
    return path;
  });
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** The newest few stay: another checkout of the same folder may be running an earlier one. */
async function removeOld(folder: string, current: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.startsWith(PREFIX) && !current.endsWith(name));
  for (const name of names.slice(0, Math.max(0, names.length - 3)))
    await rm(join(folder, name), { force: true });
}

const ignore = () => undefined;
const toError = (message: string) => process.stderr.write(`${message}\n`);
const quietLogger = {
  log: ignore,
  trace: ignore,
  debug: ignore,
  info: ignore,
  warn: toError,
  error: toError,
};

// For the container image: node scripts/workflow-bundle.ts <file>
if (import.meta.main) {
  const [target] = process.argv.slice(2);
  await runCommand(async () => {
    const path = await buildWorkflowBundle(reportToTerminal);
    if (target) await copyFile(path, target);
    return 0;
  });
}

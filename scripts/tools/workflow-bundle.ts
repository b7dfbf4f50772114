import { access, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runScript } from '#scripts/command.ts';
import { withFileLock } from '#scripts/file-lock.mjs';
import { projectRoot, stateFolder } from '#scripts/project.ts';
import { type Report, runCommand, SetupError, secondsSince } from '#scripts/report.ts';
import { contentHash } from './content-hash.ts';

const SOURCES = ['workflows', 'domain', 'package-lock.json'];
const PREFIX = 'workflow-bundle-';
const KEPT = 4;
const folder = join(stateFolder, 'cache');

async function bundlePath(): Promise<string> {
  return join(folder, `${PREFIX}${await contentHash(projectRoot, SOURCES)}.js`);
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/**
 * Path of the bundled workflow code, built in a process of its own when the sources changed since the last time. Safe to call from several
 * processes at once. Throws SetupError with the bundler's message.
 */
export async function buildWorkflowBundle(report: Report = () => undefined): Promise<string> {
  const path = await bundlePath();
  if (await exists(path)) return path;
  const started = performance.now();
  const { code, output } = await runScript(fileURLToPath(import.meta.url), []);
  if (code !== 0) throw new SetupError(`The workflow code could not be bundled:\n${output.trim()}`);
  report(`Workflow code bundled in ${secondsSince(started)} s.`);
  return (await exists(path)) ? path : bundlePath();
}

async function bundleHere(): Promise<string> {
  await mkdir(folder, { recursive: true });
  return withFileLock(join(folder, 'workflow-bundle.lock'), async () => {
    const path = await bundlePath();
    if (await exists(path)) return path;
    const { bundleWorkflowCode } = await import('@temporalio/worker');
    const workflowsPath = join(projectRoot, 'workflows', 'index.ts');
    const { code } = await bundleWorkflowCode({ workflowsPath, logger: quietLogger });
    await writeFile(`${path}.${process.pid}`, code);
    await rename(`${path}.${process.pid}`, path);
    await removeOld();
    return path;
  });
}

/** A few stay: a process started before the last change may still read its own. */
async function removeOld(): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.startsWith(PREFIX));
  const dated = await Promise.all(
    names.map(async (name) => ({ name, time: (await stat(join(folder, name))).mtimeMs })),
  );
  const old = dated.sort((a, b) => b.time - a.time).slice(KEPT);
  await Promise.all(old.map(({ name }) => rm(join(folder, name), { force: true })));
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

if (import.meta.main) {
  await runCommand(async () => {
    await bundleHere();
    return 0;
  });
}

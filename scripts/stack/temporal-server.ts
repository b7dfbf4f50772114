import { mkdir, open, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { makeSessionNice } from '#activities/process/give-way.ts';
import { startTimeOf } from '#scripts/file-lock.mjs';
import { type GuardedProcess, killGroup, spawnGuarded, stopProcess } from '#scripts/guard.ts';
import { type Report, SetupError } from '#scripts/report.ts';
import { obtainTemporalCli } from '#scripts/tools/tools.ts';
import { SEARCH_ATTRIBUTES } from '#temporal-config/search-attributes.ts';
import { freePort } from './ports.ts';
import { ensureSearchAttributes, extendRetention, waitForTemporal } from './temporal-connection.ts';

export type TemporalOptions = {
  /** SQLite file that keeps workflows across restarts; in memory when left out. */
  dbFile?: string;
  /** Loopback port of the frontend; a free one when left out. */
  port?: number;
  /** Loopback port of the web interface; a free one when left out. */
  uiPort?: number;
  /** Without web interface. */
  headless?: boolean;
  /** Gives other processes of the machine the right of way: 0 (none) to 19. */
  niceness?: number;
  report?: Report;
};

export type RunningTemporal = {
  /** host:port of the frontend. */
  address: string;
  /** Address of the web interface, '' when headless. */
  uiUrl: string;
  pid: number;
  /** Settles when the server is gone, for whatever reason. */
  exited: Promise<unknown>;
  /** Orderly stop; no process remains. */
  stop(): Promise<void>;
  /** SIGKILL. */
  kill(): Promise<void>;
};

const MAX_LOG_BYTES = 5_000_000;
const dynamicConfigFile = fileURLToPath(
  new URL('../../temporal-config/dynamic-config.yaml', import.meta.url),
);

type DynamicConfig = Record<string, readonly { value: unknown; constraints?: object }[]>;

/** The unconditional entries of a dynamic configuration file, as flags of the development server. */
export function dynamicConfigFlags(yaml: string): string[] {
  const config: DynamicConfig = parse(yaml);
  return Object.entries(config).flatMap(([key, entries]) =>
    entries
      .filter((entry) => entry.constraints === undefined)
      .flatMap((entry) => ['--dynamic-config-value', `${key}=${JSON.stringify(entry.value)}`]),
  );
}

type Ports = { port: number; uiPort: number | undefined };

async function flags({ dbFile }: TemporalOptions, { port, uiPort }: Ports): Promise<string[]> {
  const pragmas = dbFile
    ? ['--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=NORMAL']
    : [];
  const ui = uiPort === undefined ? ['--headless'] : ['--ui-port', String(uiPort)];
  const base = ['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port)];
  return [
    ...base.concat('--namespace', 'default', '--log-level', 'warn', '--log-format', 'json'),
    ...ui,
    ...(dbFile ? ['--db-filename', resolve(dbFile), ...pragmas] : []),
    ...dynamicConfigFlags(await readFile(dynamicConfigFile, 'utf8')),
    ...Object.entries(SEARCH_ATTRIBUTES).flatMap(([name, kind]) => ['--search-attribute', `${name}=${kind}`]),
  ];
}

async function openLog(path: string) {
  await mkdir(dirname(path), { recursive: true });
  const { size } = await stat(path).catch(() => ({ size: 0 }));
  if (size > MAX_LOG_BYTES) await truncate(path);
  return open(path, 'a', 0o600);
}

const pidFileOf = (dbFile: string) => `${resolve(dbFile)}.pid`;

/** A server left by a starter that died together with its watchdog would go on writing to the same database. */
export async function endLeftoverTemporal(dbFile: string): Promise<void> {
  const pidFile = pidFileOf(dbFile);
  const [pid, startTime] = (await readFile(pidFile, 'utf8').catch(() => '')).split(' ');
  if (!pid || !startTime || (await startTimeOf(Number(pid))) !== startTime) return;
  killGroup(Number(pid));
  while ((await startTimeOf(Number(pid))) === startTime) await delay(20);
}

async function launch(
  executable: string,
  args: readonly string[],
  { dbFile, niceness = 0 }: TemporalOptions,
): Promise<GuardedProcess> {
  // The command becomes the server, under the same process id.
  const command = ['nice', '-n', String(niceness), executable, ...args];
  const [file = executable, ...rest] = niceness > 0 ? command : command.slice(3);
  if (!dbFile) return spawnGuarded(file, rest, { stdio: 'ignore', env: serverEnv() });
  const log = await openLog(`${resolve(dbFile)}.log`);
  try {
    await endLeftoverTemporal(dbFile);
    const server = await spawnGuarded(file, rest, {
      stdio: ['ignore', log.fd, log.fd],
      env: serverEnv(),
    });
    await writeFile(pidFileOf(dbFile), `${server.pid} ${await startTimeOf(server.pid)}`);
    void server.exited.then(() => rm(pidFileOf(dbFile), { force: true }));
    return server;
  } finally {
    await log.close();
  }
}

/** Settings meant for clients (TEMPORAL_ADDRESS, a profile) must not reach the server's command line. */
function serverEnv(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('TEMPORAL_')));
}

/**
 * Starts Temporal's development server on loopback and waits until it serves, with the search attributes registered also in a database
 * of an earlier version. Throws SetupError when the server cannot be obtained or does not start.
 */
export async function startTemporal(options: TemporalOptions = {}): Promise<RunningTemporal> {
  const { dbFile, report = () => undefined } = options;
  const executable = await obtainTemporalCli(report);
  const port = options.port || (await freePort());
  const uiPort = options.headless ? undefined : options.uiPort || (await freePort());
  const server = await launch(executable, await flags(options, { port, uiPort }), options);
  if (options.niceness !== undefined) makeSessionNice(server.pid, options.niceness);
  const address = `127.0.0.1:${port}`;
  const alive = () => server.child.exitCode === null && server.child.signalCode === null;
  if (!(await waitForTemporal(address, alive))) {
    await stopProcess(server, 'SIGKILL', 0);
    const where = dbFile
      ? `see ${dbFile}.log; if the file ${dbFile} comes from another Temporal version, move it away to start afresh`
      : `check that port ${port} is free`;
    throw new SetupError(`The Temporal server (${executable}) did not start: ${where}.`);
  }
  await ensureSearchAttributes(address);
  await extendRetention(address);
  return {
    address,
    uiUrl: uiPort === undefined ? '' : `http://127.0.0.1:${uiPort}`,
    pid: server.pid,
    exited: server.exited,
    stop: () => stopProcess(server, 'SIGTERM', 10_000),
    kill: async () => {
      killGroup(server.pid);
      await server.exited;
    },
  };
}

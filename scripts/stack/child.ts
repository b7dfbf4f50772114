import { mkdir, open, readFile, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type GuardedProcess, killGroup, spawnGuarded, stopProcess } from '#scripts/guard.ts';
import { projectRoot } from '#scripts/project.ts';
import { SetupError } from '#scripts/report.ts';
import type { Running } from './supervisor.ts';

export type ChildOptions = {
  /** Names the log file. */
  name: string;
  /** Arguments of Node: the script and what precedes it. */
  args: readonly string[];
  env: Record<string, string>;
  logFolder: string;
  /** How it tells that it can do its work: an address that answers 200, or words that it writes. */
  ready: { url: string } | { words: string };
  readyTimeoutMs?: number;
  stopTimeoutMs?: number;
};

const MAX_LOG_BYTES = 5_000_000;

/** Node's arguments for the two processes of the product. */
export type Programs = { api: readonly string[]; worker: readonly string[] };

/** The sources as they stand. */
export const sourcePrograms: Programs = {
  api: [join(projectRoot, 'api', 'main.ts')],
  worker: [
    '--import',
    join(projectRoot, 'activities', 'jsx.ts'),
    join(projectRoot, 'activities', 'worker.ts'),
  ],
};

/** What `buildServer` made, or a copy of it. */
export const bundledPrograms = (folder: string): Programs => ({
  api: [join(folder, 'api.js')],
  worker: [join(folder, 'worker.js')],
});

/** Variables a child process inherits from the shell; everything else it reads is given to it explicitly. */
const INHERITED = [
  'PATH',
  'HOME',
  'USER',
  'LANG',
  'TMPDIR',
  'XDG_CACHE_HOME',
  'LOG_LEVEL',
  'NODE_OPTIONS',
  'NODE_COMPILE_CACHE',
];

export function inheritedEnv(source: NodeJS.ProcessEnv = process.env): Record<string, string> {
  const pairs = INHERITED.map((name) => [name, source[name]] as const);
  return Object.fromEntries(pairs.filter((pair): pair is [string, string] => pair[1] !== undefined));
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

async function wrote(logFile: string, offset: number, words: string): Promise<boolean> {
  const text = await readFile(logFile);
  return text.subarray(offset).toString('utf8').includes(words);
}

async function waitUntilReady(
  server: GuardedProcess,
  isReady: () => Promise<boolean>,
  timeoutMs: number,
): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  while (server.child.exitCode === null && server.child.signalCode === null && performance.now() < deadline) {
    if (await isReady()) return true;
    await delay(100);
  }
  return false;
}

async function openLog(logFolder: string, name: string) {
  await mkdir(logFolder, { recursive: true });
  const file = join(logFolder, `${name}.log`);
  const { size } = await stat(file).catch(() => ({ size: 0 }));
  if (size > MAX_LOG_BYTES) await truncate(file);
  const log = await open(file, 'a', 0o600);
  return { file, log, offset: size > MAX_LOG_BYTES ? 0 : size };
}

/** Starts one of the project's own processes with its output in a log file, and waits until it is ready. Throws SetupError. */
export async function startChild(options: ChildOptions): Promise<Running> {
  const { name, args, env, ready, readyTimeoutMs = 180_000, stopTimeoutMs = 15_000 } = options;
  const { file, log, offset } = await openLog(options.logFolder, name);
  const server = await spawnGuarded(process.execPath, args, {
    cwd: projectRoot,
    env: { ...inheritedEnv(), TZ: 'UTC', ...env },
    stdio: ['ignore', log.fd, log.fd],
  });
  await log.close();
  const isReady = () => ('url' in ready ? answers(ready.url) : wrote(file, offset, ready.words));
  if (!(await waitUntilReady(server, isReady, readyTimeoutMs))) {
    await stopProcess(server, 'SIGKILL', 0);
    const tail = (await readFile(file, 'utf8')).trim().split('\n').slice(-12).join('\n');
    throw new SetupError(`The ${name} did not become ready; the end of ${file}:\n${tail}\n`);
  }
  return {
    pid: server.pid,
    exited: server.exited,
    stop: () => stopProcess(server, 'SIGTERM', stopTimeoutMs),
    kill: async () => {
      killGroup(server.pid);
      await server.exited;
    },
  };
}

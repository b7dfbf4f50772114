import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { startTimeOf } from './file-lock.mjs';

/** A process to be ended when its starter dies. */
export type Charge = { pid: number; startTime: string; signal: NodeJS.Signals; group: boolean };
export type WatchdogOrder =
  | { do: 'guard'; charge: Charge }
  | { do: 'release'; pid: number }
  | { do: 'remove-later' | 'keep'; path: string };

type Guard = { watchdog: ChildProcess | undefined; standing: Map<string, WatchdogOrder> };

// A test runner may load this file several times into one process, which still needs one watchdog only.
const registry: typeof globalThis & { [key: symbol]: Guard | undefined } = globalThis;
const guard = (registry[Symbol.for('everslot.guard')] ??= { watchdog: undefined, standing: new Map() });
const { standing } = guard;

function startWatchdog(): ChildProcess {
  const script = fileURLToPath(new URL('./watchdog.ts', import.meta.url));
  const child = spawn(process.execPath, [script], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  child.unref();
  const input = child.stdin;
  // A pipe that keeps the event loop alive would keep every short command from ending.
  if (input && 'unref' in input && typeof input.unref === 'function') input.unref();
  input?.on('error', () => undefined);
  child.on('exit', () => {
    if (guard.watchdog === child) guard.watchdog = undefined;
  });
  for (const order of standing.values()) input?.write(`${JSON.stringify(order)}\n`);
  return child;
}

function send(order: WatchdogOrder): void {
  guard.watchdog ??= startWatchdog();
  guard.watchdog.stdin?.write(`${JSON.stringify(order)}\n`);
}

/** Has a running process ended with `signal` when this process dies. Returns the release, to be called once it has exited. */
export async function guardProcess(
  pid: number,
  signal: NodeJS.Signals = 'SIGTERM',
  group = true,
): Promise<() => void> {
  const order: WatchdogOrder = {
    do: 'guard',
    charge: { pid, startTime: await startTimeOf(pid), signal, group },
  };
  send(order);
  standing.set(`process ${pid}`, order);
  return () => {
    if (standing.delete(`process ${pid}`)) send({ do: 'release', pid });
  };
}

/** Has a scratch folder removed when this process dies. Returns the release, to be called once it is removed. */
export function guardFolder(path: string): () => void {
  const order: WatchdogOrder = { do: 'remove-later', path };
  send(order);
  standing.set(path, order);
  return () => {
    if (standing.delete(path)) send({ do: 'keep', path });
  };
}

export type GuardedProcess = {
  child: ChildProcess;
  pid: number;
  /** Settles when the process is gone: its exit code, or the signal that ended it. */
  exited: Promise<number | NodeJS.Signals>;
};

/**
 * Starts a process in a group of its own (a Ctrl-C at the terminal reaches only the starter, which stops things in order) that
 * does not outlive this one.
 */
export async function spawnGuarded(
  command: string,
  args: readonly string[],
  options: SpawnOptions & { stopSignal?: NodeJS.Signals } = {},
): Promise<GuardedProcess> {
  const { stopSignal = 'SIGTERM', ...spawnOptions } = options;
  const child = spawn(command, args, { ...spawnOptions, detached: true });
  const exited = new Promise<number | NodeJS.Signals>((resolve) => {
    child.on('exit', (code, signal) => resolve(code ?? signal ?? 1));
    child.on('error', () => resolve(127));
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${command} could not be started`);
  const release = await guardProcess(pid, stopSignal);
  void exited.then(release);
  return { child, pid, exited };
}

/** Asks a process to end and waits; after `graceMs` it is killed with its group. */
export async function stopProcess(
  { child, pid, exited }: GuardedProcess,
  signal: NodeJS.Signals,
  graceMs: number,
): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  const timer = setTimeout(() => killGroup(pid), graceMs);
  await exited;
  clearTimeout(timer);
}

/** SIGKILL to a process and everything in its group. */
export function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Gone already.
  }
}

import { readdir, readFile, readlink, realpath } from 'node:fs/promises';
import { run } from './command.ts';
import { startTimeOf } from './file-lock.mjs';

async function fromProc(): Promise<[pid: number, parent: number][] | undefined> {
  const entries = await readdir('/proc').catch(() => undefined);
  if (!entries) return undefined;
  const rows = entries
    .filter((name) => /^\d+$/.test(name))
    .map(async (name): Promise<[number, number]> => {
      const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
      return [Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? 0)];
    });
  return Promise.all(rows);
}

async function fromPs(): Promise<[number, number][]> {
  const { output } = await run('ps', ['-A', '-o', 'pid=,ppid=']);
  return output
    .trim()
    .split('\n')
    .map((line): [number, number] => {
      const [pid = '0', parent = '0'] = line.trim().split(/\s+/);
      return [Number(pid), Number(parent)];
    });
}

/** Direct children of a process at this moment. */
export async function childrenOf(pid: number): Promise<number[]> {
  const table = (await fromProc()) ?? (await fromPs());
  return table.filter(([, parent]) => parent === pid).map(([child]) => child);
}

/** Whether a process is alive at this moment; one that ended and was not yet collected by its parent is not. */
export async function isRunning(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  return (await startTimeOf(pid)) !== 'ended';
}

/** File name of a process's executable, or undefined where the system does not tell. */
export async function programOf(pid: number): Promise<string | undefined> {
  const path = await readlink(`/proc/${pid}/exe`).catch(() => undefined);
  if (path !== undefined) return path.split('/').at(-1);
  // Of another account's process only its name may be read.
  return (await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => undefined))?.trim();
}

/** Processes of one program that work in a folder; empty where the system does not tell. */
export async function processesIn(folder: string, program: string): Promise<number[]> {
  const home = await realpath(folder).catch(() => folder);
  const entries = await readdir('/proc').catch(() => []);
  const checks = entries
    .filter((name) => /^\d+$/.test(name))
    .map(async (name) => {
      const cwd = await readlink(`/proc/${name}/cwd`).catch(() => undefined);
      return cwd === home && (await programOf(Number(name))) === program ? [Number(name)] : [];
    });
  return (await Promise.all(checks)).flat();
}

/** Ends a process without grace; no error when it is gone. */
export function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone already.
  }
}

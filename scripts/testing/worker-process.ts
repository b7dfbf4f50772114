import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { projectRoot } from '#scripts/project.ts';
import { sourcePrograms } from '#scripts/stack/child.ts';

export type WorkerProcess = { child: ChildProcess; output: () => string };

/** Starts the worker's real program with nothing in its environment but `env`. */
export const spawnWorker = (
  env: Readonly<Record<string, string>>,
  args: readonly string[] = sourcePrograms.worker,
): WorkerProcess => {
  const child = spawn(process.execPath, args, {
    cwd: projectRoot,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  child.stderr.on('data', (data: Buffer) => (output += data.toString()));
  return { child, output: () => output };
};

/** What it says when it ends by itself, and its exit code. */
export const ended = async ({ child, output }: WorkerProcess): Promise<{ code: number; said: string }> => {
  const [code] = (await once(child, 'close')) as [number];
  return { code, said: output() };
};

/** Resolves when it takes work; rejects with what it said when it ends instead. */
export const ready = async ({ child, output }: WorkerProcess): Promise<void> => {
  const gone = once(child, 'close').then(() => {
    throw new Error(`the worker ended: ${output()}`);
  });
  while (!output().includes('worker ready')) await Promise.race([once(child.stdout ?? child, 'data'), gone]);
  gone.catch(() => undefined);
};

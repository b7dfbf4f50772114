import { spawn } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
import { guardProcess } from './guard.ts';

export type CommandResult = { code: number; output: string };

export type CommandOptions = {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  uid?: number;
  gid?: number;
  /** Milliseconds after which the command is killed and counts as failed. */
  timeoutMs?: number;
  /** For long work: ended when this process dies. */
  guarded?: boolean;
  /** Sees each line of standard output and standard error as it comes. */
  onLine?: (line: string) => void;
};

const KEPT_OUTPUT = 64 * 1024;

/** Runs a command without a shell or standard input. Never rejects: a command that cannot start has code 127. */
export function run(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  const { onLine, timeoutMs, guarded, ...spawnOptions } = options;
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      ...spawnOptions,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(timeoutMs === undefined ? {} : { timeout: timeoutMs, killSignal: 'SIGKILL' as const }),
    });
    const release = guarded && child.pid ? guardProcess(child.pid, 'SIGINT', false) : undefined;
    let output = '';
    let pending = '';
    const take = (chunk: string) => {
      output = (output + chunk).slice(-KEPT_OUTPUT);
      const lines = (pending + chunk).split('\n');
      pending = lines.pop() ?? '';
      for (const line of lines) onLine?.(line);
    };
    child.stdout.setEncoding('utf8').on('data', take);
    child.stderr.setEncoding('utf8').on('data', take);
    child.on('error', (error) => resolve({ code: 127, output: error.message }));
    child.on('close', (code) => {
      void release?.then((done) => done());
      resolve({ code: code ?? 1, output });
    });
  });
}

/** Whether a file exists and may be executed by this user. */
export async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** Absolute path of the first of `names` found on PATH; folders of this project's packages are passed over. */
export async function findOnPath(...names: string[]): Promise<string | undefined> {
  const folders = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => isAbsolute(folder) && !folder.includes('node_modules'));
  for (const name of names) {
    for (const folder of folders) {
      const path = join(folder, name);
      if (await isExecutable(path)) return path;
    }
  }
  return undefined;
}

/** Runs one of the project's own scripts in a process that does not outlive this one. */
export function runScript(script: string, args: readonly string[]): Promise<CommandResult> {
  return run(process.execPath, [script, ...args], { guarded: true });
}

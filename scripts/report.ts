/** Receives one finished line about what is going on. */
export type Report = (line: string) => void;

/** Something about this machine stops the work; the message is one sentence that says what to do. */
export class SetupError extends Error {
  override name = 'SetupError';
}

/** What went wrong, in the words of whoever noticed. */
export function reasonOf(error: unknown): string {
  return error instanceof Error
    ? error.message || ('code' in error ? String(error.code) : error.name)
    : String(error);
}

/** Writes lines to standard error, so that standard output stays free for results. */
export const reportToTerminal: Report = (line) => {
  process.stderr.write(`${line}\n`);
};

/** Seconds since `started` (a `performance.now()` reading) with one digit. */
export function secondsSince(started: number): string {
  return ((performance.now() - started) / 1000).toFixed(1);
}

/** Runs the body of a developer command: a SetupError prints as its sentence, anything else with its stack; both exit 1. */
export async function runCommand(body: () => Promise<number | undefined>): Promise<void> {
  try {
    process.exitCode = (await body()) ?? 0;
  } catch (error) {
    process.stderr.write(
      `${error instanceof SetupError ? error.message : (fileTrouble(error) ?? describe(error))}\n`,
    );
    process.exitCode = 1;
  }
}

const FILE_TROUBLE: Readonly<Record<string, string>> = {
  EACCES:
    'this account may not write there; give it the folder, or run the command as the account that owns it',
  EPERM:
    'this account may not do that there; give it the folder, or run the command as the account that owns it',
  EROFS: 'the file system is read-only; use a clone on one that can be written',
  ENOSPC: 'the disk is full; make room and run the command again',
  EDQUOT: 'the disk quota is used up; make room and run the command again',
};

/** The sentence for a file or folder that cannot be used; undefined for any other error. */
export function fileTrouble(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('path' in error)) return undefined;
  const advice = FILE_TROUBLE[String(error.code)];
  return advice && `${String(error.path)} cannot be used: ${advice}.`;
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

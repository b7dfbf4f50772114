import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const saveAfterMs = 200;

/** A whole state in one file, written in one piece a moment after it was touched. Without a file it is forgotten. */
export function createStateFile<State>(file: string | undefined, state: () => State) {
  let timer: NodeJS.Timeout | null = null;
  const save = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (file === undefined) return;
    mkdirSync(dirname(file), { recursive: true });
    const draft = `${file}.${process.pid}.tmp`;
    writeFileSync(draft, JSON.stringify(state()), { mode: 0o600 });
    renameSync(draft, file);
  };
  return {
    save,
    touch(): void {
      if (file === undefined || timer !== null) return;
      timer = setTimeout(save, saveAfterMs);
      timer.unref();
    },
  };
}

/** The saved state, or `null` when there is none or it cannot be read. */
export function readStateFile<State>(file: string | undefined): State | null {
  if (file === undefined) return null;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as State;
  } catch {
    return null;
  }
}

/**
 * A state as a log of what happened, each line on disk before it is answered. `lines` are those of the run before; half
 * a last line, left by a process that was killed while writing, was never answered and is cut off.
 */
export function openLineFile<Line>(file: string | undefined) {
  const lines = file === undefined ? [] : readLines<Line>(file);
  return {
    lines,
    append(line: Line): void {
      if (file !== undefined) appendFileSync(file, `${JSON.stringify(line)}\n`);
    },
    clear(): void {
      if (file !== undefined) writeFileSync(file, '');
    },
  };
}

function readLines<Line>(file: string): Line[] {
  mkdirSync(dirname(file), { recursive: true });
  if (!existsSync(file)) return [];
  const texts = readFileSync(file, 'utf8')
    .split('\n')
    .filter((text) => text !== '');
  return texts.flatMap((text, index) => {
    try {
      return [JSON.parse(text) as Line];
    } catch (cause) {
      if (index < texts.length - 1)
        throw new Error(`The state file of an emulator is damaged at line ${index + 1}.`, { cause });
      const kept = texts.slice(0, -1).map((line) => `${line}\n`);
      writeFileSync(file, kept.join(''));
      return [];
    }
  });
}

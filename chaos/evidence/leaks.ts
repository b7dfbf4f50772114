import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Leak } from './evidence.ts';

/** What of the things that must stay inside occurs in a text. */
export type LeakFinder = (text: string, where: string) => Leak[];

/** Shapes of secrets that are minted during a run. */
const shapes: readonly [string, RegExp][] = [
  [
    'guest link',
    /\b(?:manage|view|reschedule|cancel|ics|hold)\.[0-9a-z]{26}\.[0-9a-z]{26}\.[0-9a-z]{4,9}\.[\w-]{43}/,
  ],
  ['calendar access token', /\bya29\.[0-9a-v]{20,}/],
  ['calendar refresh token', /\b1\/\/[0-9a-v]{40,}/],
  ['mail key', /\bre_[A-Za-z0-9]\w{8,}/],
  ['webhook secret', /\bwhsec_[A-Za-z0-9+/=]{16,}/],
  ['password in a connection string', /postgres(?:ql)?:\/\/[^\s:/@"]+:[^\s@"<]+@/],
];

/** Looks for the canary of personal data, the values of the installation's secrets and shapes of minted ones. */
export function createLeakFinder(secrets: {
  canary: string;
  values: readonly (readonly [string, string])[];
}): LeakFinder {
  const values = secrets.values.filter(([, value]) => value.length >= 12);
  return (text, where) => {
    const leaks: Leak[] = [];
    const add = (what: string, at: number): void => {
      const line = text.slice(Math.max(0, at - 80), at + 40).replaceAll(/\s+/g, ' ');
      leaks.push({ where, what, excerpt: line });
    };
    const personal = text.indexOf(secrets.canary);
    if (personal >= 0) add('personal data of a guest', personal);
    for (const [name, value] of values) {
      const index = text.indexOf(value);
      if (index >= 0) add(name, index);
    }
    for (const [name, shape] of shapes) {
      const index = text.search(shape);
      if (index >= 0) add(name, index);
    }
    return leaks;
  };
}

const chunkBytes = 4_000_000;

/** Searches a file line by line in pieces, so that a long log does not fill the memory. */
async function searchFile(
  path: string,
  where: string,
  find: LeakFinder,
): Promise<{ leaks: Leak[]; bytes: number }> {
  const file = await open(path);
  const leaks: Leak[] = [];
  let rest = '';
  let bytes = 0;
  try {
    const buffer = Buffer.alloc(chunkBytes);
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, chunkBytes);
      if (bytesRead === 0) break;
      bytes += bytesRead;
      const text = rest + buffer.subarray(0, bytesRead).toString('utf8');
      const lines = text.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) leaks.push(...find(line, where));
    }
    leaks.push(...find(rest, where));
    return { leaks, bytes };
  } finally {
    await file.close();
  }
}

/** Searches what API, worker, Temporal and Postgres wrote. */
export async function searchLogs(
  stateDir: string,
  find: LeakFinder,
): Promise<{ leaks: Leak[]; bytes: number }> {
  const folder = join(stateDir, 'logs');
  const own = (await readdir(folder))
    .filter((name) => name !== 'emulators.log')
    .map((name) => [join(folder, name), name] as const);
  const servers = (await readdir(stateDir))
    .filter((name) => name.endsWith('.log'))
    .map((name) => [join(stateDir, name), name] as const);
  const found = { leaks: [] as Leak[], bytes: 0 };
  for (const [path, name] of [...own, ...servers]) {
    const { leaks, bytes } = await searchFile(path, name, find);
    found.leaks.push(...leaks);
    found.bytes += bytes;
  }
  return found;
}

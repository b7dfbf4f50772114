import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';

export type OperationKind =
  | 'book'
  | 'hold'
  | 'complete'
  | 'release'
  | 'reschedule'
  | 'cancel'
  | 'approve'
  | 'decline'
  | 'refund';

/** What a client asked for, known before anything was sent. */
export type Operation = {
  id: number;
  kind: OperationKind;
  key: string;
  /** Under which the product records how it ended. */
  keyHash: string;
  linkId: string;
  /** Instant asked for, in milliseconds; absent where the operation names none. */
  start?: number;
  /** Only this operation and its repeats use this address. */
  email?: string;
  name?: string;
  /** A payment of which so many minor units are to go back. */
  paymentId?: string;
  amountMinor?: number;
  /** The booking it is about; absent before there is one. */
  bookingId?: string;
};

/** What the client was told about a booking. */
export type Told = {
  bookingId: string;
  code?: string;
  status?: string;
  start?: number;
  email?: string;
  revision?: number;
};

/**
 * `ok` and `fail` are answers; `unknown` is no answer in time or one that says nothing about the outcome, and is never taken for
 * a failure. `repeat` is a further `ok` under the same key.
 */
export type Entry =
  | { at: number; phase: 'invoke'; op: Operation }
  | { at: number; phase: 'ok' | 'repeat'; id: number; told: Told; ms: number }
  | { at: number; phase: 'fail'; id: number; status: number; code: string; ms: number }
  | { at: number; phase: 'unknown'; id: number; why: string; ms: number };

type Draft = Entry extends infer Each ? (Each extends Entry ? Omit<Each, 'at'> : never) : never;

export type History = { append(entry: Draft): void; close(): void; file: string };

/** An append-only file outside the victims: every entry is on disk before the client goes on. */
export function openHistory(file: string): History {
  const handle = openSync(file, 'a', 0o600);
  return {
    file,
    append(entry) {
      writeSync(handle, `${JSON.stringify({ at: Date.now(), ...entry })}\n`);
      fsyncSync(handle);
    },
    close: () => closeSync(handle),
  };
}

export function readHistory(file: string): Entry[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Entry);
}

/** One operation with everything its client learned. */
export type Record = {
  op: Operation;
  invokedAt: number;
  /** Answers that confirm it, in order. */
  oks: readonly { at: number; told: Told }[];
  fails: readonly { at: number; status: number; code: string }[];
  unknowns: number;
  /** What the client may rely on: `unknown` when every answer was lost. */
  outcome: 'ok' | 'fail' | 'unknown';
};

/** Entries folded by operation. A refusal that follows an `ok` under the same key leaves the operation `ok`. */
export function foldHistory(entries: readonly Entry[]): Map<number, Record> {
  const records = new Map<number, Record>();
  for (const entry of entries) {
    if (entry.phase === 'invoke') {
      const { op, at } = entry;
      records.set(op.id, { op, invokedAt: at, oks: [], fails: [], unknowns: 0, outcome: 'unknown' });
      continue;
    }
    const record = records.get(entry.id);
    if (record === undefined) throw new Error(`operation ${entry.id} ended before it began`);
    const next = { ...record };
    if (entry.phase === 'unknown') next.unknowns += 1;
    else if (entry.phase === 'fail')
      next.fails = [...record.fails, { at: entry.at, status: entry.status, code: entry.code }];
    else next.oks = [...record.oks, { at: entry.at, told: entry.told }];
    next.outcome = next.oks.length > 0 ? 'ok' : next.fails.length > 0 ? 'fail' : 'unknown';
    records.set(entry.id, next);
  }
  return records;
}

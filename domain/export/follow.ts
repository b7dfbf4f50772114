import type { Failure } from '../failure.ts';
import type { ExportState } from './types.ts';

export type ExportView = {
  state: ExportState;
  failure: Failure | null;
  /** Epoch milliseconds. */
  tryAt: number;
  /** Null until it is ready. */
  expiresAt: number | null;
};

export type ExportStep = 'write' | 'remove';
export type ExportPlanned = { due: readonly ExportStep[]; next: { at: number; why: string } | null };

/** What the follower of an export does now and what it waits for. The same view gives the same plan. */
export const planExport = ({ failure, tryAt, expiresAt }: ExportView, now: number): ExportPlanned => {
  if (expiresAt !== null)
    return expiresAt <= now
      ? { due: ['remove'], next: null }
      : { due: [], next: { at: expiresAt, why: 'the file expires' } };
  if (tryAt <= now) return { due: ['write'], next: null };
  return { due: [], next: { at: tryAt, why: failure === null ? 'begins' : `next try after ${failure}` } };
};

/** When a file that could not be made is begun again: soon at first, then every quarter of an hour. */
export const exportRetryMs = (failures: number): number =>
  Math.min(5_000 * 2 ** Math.min(failures, 10), 15 * 60_000);

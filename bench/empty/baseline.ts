import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { startChild } from '#scripts/stack/child.ts';
import { freePort } from '#scripts/stack/ports.ts';
import type { BenchLab } from '../lab.ts';

export type Baseline = {
  /** Of its worker. */
  pid: number;
  /** Starts one; resolves with the milliseconds until Temporal has taken it. */
  start: () => Promise<number>;
  /** How many have been started, and how many of those have done their activity. */
  count: () => Promise<{ started: number; done: number }>;
  stop: () => Promise<void>;
};

/** Starts the baseline's worker on the same Temporal server. */
export async function openBaseline(lab: BenchLab): Promise<Baseline> {
  const port = await freePort();
  const worker = await startChild({
    name: 'empty-worker',
    args: [join(import.meta.dirname, 'worker.ts')],
    env: { TEMPORAL_ADDRESS: lab.stack.temporalAddress, PORT: String(port) },
    logFolder: join(lab.folder, 'logs'),
    ready: { words: 'worker ready' },
  });
  const connection = await Connection.connect({ address: lab.stack.temporalAddress });
  const client = new Client({ connection });
  let started = 0;
  return {
    pid: worker.pid,
    start: async () => {
      const bookingId = `bkg_${randomUUID()}`;
      const input = { tenantId: `ten_${randomUUID()}`, bookingId };
      const began = performance.now();
      await client.workflow.signalWithStart('emptyFollower', {
        workflowId: `empty/${bookingId}`,
        taskQueue: 'bench-bookings',
        args: [input],
        signal: 'wake',
        signalArgs: [],
        priority: { priorityKey: 2, fairnessKey: input.tenantId },
        staticSummary: 'The baseline of a follower',
      });
      started += 1;
      return performance.now() - began;
    },
    count: async () => {
      const answer = await fetch(`http://127.0.0.1:${port}`);
      return { started, done: Number(await answer.text()) };
    },
    stop: async () => {
      await connection.close();
      await worker.stop();
    },
  };
}

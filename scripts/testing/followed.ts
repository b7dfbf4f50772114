import { Client, Connection } from '@temporalio/client';
import { expect, inject } from 'vitest';
import type { openWorkers } from './bundled-worker.ts';
import { createNamespace } from './namespace.ts';
import { ended, type WorkerProcess } from './worker-process.ts';

export type Followed = {
  start: () => Promise<void>;
  /** As a power cut would: nothing is said, nothing is ended. */
  kill: () => Promise<void>;
  /** Kills the worker each time that `progressOf` has moved on, and starts another; none is left out because it went too fast. */
  killAndReplace: (progressOf: () => Promise<number>, times: number) => Promise<void>;
  wake: () => Promise<void>;
  close: () => Promise<void>;
};

/** One workflow in a namespace of its own, for workers as in production that are killed. */
export const follow = async (
  workers: Awaited<ReturnType<typeof openWorkers>>,
  workflow: { type: string; id: string; input: Readonly<Record<string, string>> },
): Promise<Followed> => {
  const address = inject('temporalAddress');
  const namespace = await createNamespace(address, true);
  const client = new Client({ connection: await Connection.connect({ address }), namespace });
  const handle = await client.workflow.start(workflow.type, {
    workflowId: workflow.id,
    taskQueue: 'bookings',
    args: [workflow.input],
  });
  let worker: WorkerProcess | undefined;
  const start = async (): Promise<void> => {
    worker = await workers.start(namespace);
  };
  const kill = async (): Promise<void> => {
    if (worker === undefined) throw new Error('no worker is there to be killed');
    worker.child.kill('SIGKILL');
    await ended(worker);
  };
  return {
    start,
    kill,
    killAndReplace: async (progressOf, times) => {
      for (let kills = 0; kills < times; kills += 1) {
        const before = await progressOf();
        await expect.poll(progressOf, { timeout: 60_000, interval: 50 }).toBeGreaterThan(before);
        await kill();
        await start();
      }
    },
    wake: () => handle.signal('wake'),
    close: () => client.connection.close(),
  };
};

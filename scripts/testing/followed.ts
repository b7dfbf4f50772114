import { setTimeout } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { inject } from 'vitest';
import type { openWorkers } from './bundled-worker.ts';
import { createNamespace } from './namespace.ts';
import { ended, type WorkerProcess } from './worker-process.ts';

export type Work = {
  /** How far it is. */
  progressOf: () => Promise<number>;
  /** Locks what each of its steps writes; resolves once that is locked, with what releases it. */
  lock: () => Promise<() => Promise<void>>;
};

/** How long (50 ms) a lock lasts at the least: without a worker at work there is nobody else to wait for it. */
const lockedMs = 50;

/** A round that was lost with its worker is begun again once its time is over (`settlePolicy`), on a busy machine later. */
const patienceMs = 180_000;

export type Followed = {
  start: () => Promise<void>;
  /** As a power cut would: nothing is said, nothing is ended. */
  kill: () => Promise<void>;
  /**
   * Starts a worker, kills it each time that the work has moved on, and starts another. It goes on only while the test does not lock
   * what it has to write, so none is left out because the work went too fast.
   */
  killAndReplace: (work: Work, times: number) => Promise<void>;
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
    killAndReplace: async ({ progressOf, lock }, times) => {
      let release = await lock();
      try {
        await start();
        for (let kills = 0; kills < times; kills += 1) {
          const before = await progressOf();
          const until = Date.now() + patienceMs;
          while ((await progressOf()) <= before) {
            if (worker?.child.exitCode !== null || Date.now() > until)
              throw new Error(`the work stands at ${before}: ${worker?.output()}`);
            await setTimeout(lockedMs);
            // Asked for before the other is released: the worker that waits comes first, and we are next.
            const next = lock();
            await release();
            release = await next;
          }
          await kill();
          await start();
        }
      } finally {
        await release();
      }
    },
    wake: () => handle.signal('wake'),
    close: () => client.connection.close(),
  };
};

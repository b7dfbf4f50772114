import { inject } from 'vitest';
import { bundledPrograms } from '#scripts/stack/child.ts';
import { buildServer } from '#scripts/tools/build-server.ts';
import { testDatabase } from './database.ts';
import { ready, spawnWorker, type WorkerProcess } from './worker-process.ts';

/** Workers as in production that take what is done about bookings, to be killed; `killAll` ends those that are left. */
export const openWorkers = async (): Promise<{
  start: (namespace: string) => Promise<WorkerProcess>;
  killAll: () => void;
}> => {
  const program = bundledPrograms(await buildServer()).worker;
  const started: WorkerProcess[] = [];
  return {
    start: async (namespace) => {
      const worker = spawnWorker(
        {
          NODE_ENV: 'test',
          PUBLIC_URL: 'http://localhost:3000',
          DATABASE_URL: testDatabase().appUrl,
          LINK_SECRET: 'l'.repeat(40),
          ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
          TEMPORAL_ADDRESS: inject('temporalAddress'),
          TEMPORAL_NAMESPACE: namespace,
          WORKFLOW_BUNDLE: inject('workflowBundlePath'),
          WORKER_TASK_QUEUES: 'bookings',
        },
        program,
      );
      started.push(worker);
      await ready(worker);
      return worker;
    },
    killAll: () => {
      for (const { child } of started.splice(0)) child.kill('SIGKILL');
    },
  };
};

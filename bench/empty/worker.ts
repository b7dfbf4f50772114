/* Serves the baseline workflow in a process of its own, as the product's worker is one. */
import { fileURLToPath } from 'node:url';
import {
  DefaultLogger,
  makeTelemetryFilterString,
  NativeConnection,
  Runtime,
  Worker,
} from '@temporalio/worker';
import { emptyActivities } from './activities.ts';

Runtime.install({
  logger: new DefaultLogger('ERROR'),
  telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' }) } },
});
const connection = await NativeConnection.connect({ address: process.env['TEMPORAL_ADDRESS'] ?? '' });
const common = { connection, activities: emptyActivities, shutdownGraceTime: '5 seconds' } as const;
const workers = await Promise.all([
  Worker.create({
    ...common,
    taskQueue: 'bench-bookings',
    workflowsPath: fileURLToPath(new URL('./workflow.ts', import.meta.url)),
    maxCachedWorkflows: 400,
  }),
  Worker.create({ ...common, taskQueue: 'bench-mail', maxConcurrentActivityTaskExecutions: 20 }),
]);
const running = Promise.all(workers.map((worker) => worker.run()));
console.log('worker ready');
await running;
await connection.close();

/* Serves the baseline workflow in a process of its own, as the product's worker is one, and says how many activities it has done. */
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import {
  DefaultLogger,
  makeTelemetryFilterString,
  NativeConnection,
  Runtime,
  Worker,
} from '@temporalio/worker';
import { createEmptyActivities } from './activities.ts';

Runtime.install({
  logger: new DefaultLogger('ERROR'),
  telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' }) } },
});
let done = 0;
const activities = createEmptyActivities(() => {
  done += 1;
});
const counter = createServer((_request, response) => response.end(String(done)));
counter.listen(Number(process.env['PORT']), '127.0.0.1');
const connection = await NativeConnection.connect({ address: process.env['TEMPORAL_ADDRESS'] ?? '' });
const common = { connection, activities, shutdownGraceTime: '5 seconds' } as const;
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
counter.close();
await connection.close();

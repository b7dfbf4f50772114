import { Client, Connection } from '@temporalio/client';
import proto from '@temporalio/proto';
import { connectionOptions, type TemporalConfig } from '#temporal-config/env.ts';
import { taskQueues } from '#workflows/policies.ts';
import { type CallFollower, createFollowerCall } from './followers.ts';
import { ensureSchedules } from './schedules.ts';

export type TemporalClients = {
  callFollower: CallFollower;
  /** Rejects when the server does not answer. */
  checkServer: () => Promise<void>;
  /** Rejects when no worker asks for bookings. */
  checkWorkers: () => Promise<void>;
  /** Makes what Temporal does by itself from time to time; rejects when the server does not take it. */
  ensureSchedules: () => Promise<void>;
  close: () => Promise<void>;
};

/** Connects at the first call, and again after the server was away: whoever reads only Postgres never waits for it. */
export const openTemporal = (config: TemporalConfig, options: { deadlineMs: number }): TemporalClients => {
  // Relay and checks try again by themselves; the SDK's own retries would go on after the connection is closed.
  const connection = Connection.lazy({ ...connectionOptions(config), interceptors: [] });
  const namespace = config.TEMPORAL_NAMESPACE;
  const client = new Client({ connection, namespace });
  const soon = <Result>(call: () => Promise<Result>): Promise<Result> =>
    connection.withDeadline(Date.now() + 1_500, call);
  return {
    callFollower: createFollowerCall(client, options),
    checkServer: async () => {
      await soon(() => connection.workflowService.getSystemInfo({}));
    },
    checkWorkers: async () => {
      const queue = await soon(() =>
        connection.workflowService.describeTaskQueue({
          namespace,
          taskQueue: { name: taskQueues.bookings },
          taskQueueType: proto.temporal.api.enums.v1.TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
        }),
      );
      if ((queue.pollers ?? []).length === 0) throw new Error('no worker polls for bookings');
    },
    ensureSchedules: () => connection.withDeadline(Date.now() + 10_000, () => ensureSchedules(client)),
    close: () => connection.close(),
  };
};

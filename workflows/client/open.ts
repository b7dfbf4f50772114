import { Client, Connection } from '@temporalio/client';
import proto from '@temporalio/proto';
import { checkNamespace } from '#temporal-config/check-namespace.ts';
import { connectionOptions, type TemporalConfig } from '#temporal-config/env.ts';
import { taskQueues } from '#workflows/policies.ts';
import { type CallFollower, createFollowerCall } from './followers.ts';
import { ensureSchedules } from './schedules.ts';

export type TemporalClients = {
  callFollower: CallFollower;
  /** Null when the server has what we need, else a sentence for the operator; rejects when it does not answer. */
  checkServer: () => Promise<string | null>;
  /** Null when a worker asks for bookings, else that none does; rejects when the server does not answer. */
  checkWorkers: () => Promise<string | null>;
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
    checkServer: async () => (await soon(() => checkNamespace(config, connection))).problem,
    checkWorkers: async () => {
      const queue = await soon(() =>
        connection.workflowService.describeTaskQueue({
          namespace,
          taskQueue: { name: taskQueues.bookings },
          taskQueueType: proto.temporal.api.enums.v1.TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
        }),
      );
      return (queue.pollers ?? []).length === 0 ? 'no worker asks for bookings' : null;
    },
    ensureSchedules: () => connection.withDeadline(Date.now() + 10_000, () => ensureSchedules(client)),
    close: () => connection.close(),
  };
};

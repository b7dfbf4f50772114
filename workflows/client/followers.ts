import type { Client } from '@temporalio/client';
import type { FollowerKind, Wakeup } from '#domain/follower.ts';
import { taskQueues } from '#workflows/policies.ts';
import { workflowIdOf } from './ids.ts';

type Start = {
  workflowType: string;
  taskQueue: string;
  argsOf: (wakeup: Wakeup) => Record<string, string>;
  priorityKey: number;
  summary: string;
};

const starts: Readonly<Record<FollowerKind, Start>> = {
  booking: {
    workflowType: 'bookingLifecycle',
    taskQueue: taskQueues.bookings,
    argsOf: ({ tenantId, subjectId }) => ({ tenantId, bookingId: subjectId }),
    priorityKey: 2,
    summary: 'A booking, from its hold to its last reminder',
  },
  payment: {
    workflowType: 'paymentLifecycle',
    taskQueue: taskQueues.bookings,
    argsOf: ({ tenantId, subjectId }) => ({ tenantId, paymentId: subjectId }),
    priorityKey: 2,
    summary: 'A payment: taken, given back, disputed',
  },
  reconciliation: {
    workflowType: 'reconciliation',
    taskQueue: taskQueues.bookings,
    argsOf: ({ tenantId, subjectId }) => ({ tenantId, reconciliationId: subjectId }),
    priorityKey: 5,
    summary: 'Compares the payments of an account with what its vendor says',
  },
  session: {
    workflowType: 'sessionLifecycle',
    taskQueue: taskQueues.bookings,
    argsOf: ({ tenantId, subjectId }) => ({ tenantId, sessionId: subjectId }),
    priorityKey: 3,
    summary: 'A session that guests share: its event in the calendars of its hosts',
  },
  notify: {
    workflowType: 'notify',
    taskQueue: taskQueues.bookings,
    argsOf: ({ tenantId, subjectId }) => ({ tenantId, subjectId }),
    priorityKey: 3,
    summary: 'Tells what is due',
  },
  departure: {
    workflowType: 'memberDeparture',
    taskQueue: taskQueues.bookings,
    argsOf: ({ tenantId, subjectId }) => ({ tenantId, departureId: subjectId }),
    priorityKey: 3,
    summary: 'A member who goes: what becomes of their bookings',
  },
  export: {
    workflowType: 'dataExport',
    taskQueue: taskQueues.bookings,
    argsOf: ({ tenantId, subjectId }) => ({ tenantId, exportId: subjectId }),
    priorityKey: 5,
    summary: "A file of somebody's data: made, kept for a week, removed",
  },
  account_deletion: {
    workflowType: 'accountDeletion',
    taskQueue: taskQueues.bookings,
    argsOf: ({ tenantId, subjectId }) => ({ tenantId, deletionId: subjectId }),
    priorityKey: 4,
    summary: 'An account that is to be deleted: can be called off at first, then leaves and is erased',
  },
  support: {
    workflowType: 'supportView',
    taskQueue: taskQueues.bookings,
    argsOf: ({ tenantId, subjectId }) => ({ tenantId, supportViewId: subjectId }),
    priorityKey: 4,
    summary: 'An operator who looks at an organisation',
  },
  domain: {
    workflowType: 'domainVerification',
    taskQueue: taskQueues.bookings,
    argsOf: ({ tenantId, subjectId }) => ({ tenantId, domainId: subjectId }),
    priorityKey: 4,
    summary: 'A domain of an organisation: its proof, and whether it still holds',
  },
  'tenant-deletion': {
    workflowType: 'tenantDeletion',
    taskQueue: taskQueues.bookings,
    argsOf: ({ tenantId, subjectId }) => ({ tenantId, deletionId: subjectId }),
    priorityKey: 4,
    summary: 'An organisation that is deleted, after a time in which that can be called off',
  },
  'guest-erasure': {
    workflowType: 'guestErasure',
    taskQueue: taskQueues.bookings,
    argsOf: ({ tenantId, subjectId }) => ({ tenantId, erasureId: subjectId }),
    priorityKey: 4,
    summary: 'A guest who is erased: what is ahead is cancelled, then nothing names them',
  },
  subscription: {
    workflowType: 'subscriptionLifecycle',
    taskQueue: taskQueues.bookings,
    argsOf: ({ tenantId }) => ({ tenantId }),
    priorityKey: 3,
    summary: 'What an organisation pays for its plan',
  },
  calendar: {
    workflowType: 'calendarSync',
    taskQueue: taskQueues.sync,
    argsOf: ({ tenantId, subjectId }) => ({ tenantId, calendarId: subjectId }),
    priorityKey: 3,
    summary: 'Keeps one connected calendar in step',
  },
};

export type CallFollower = (wakeup: Wakeup) => Promise<void>;

/** Wakes a follower, or starts it: signal-with-start. Rejects when Temporal does not take it within `deadlineMs`. */
export const createFollowerCall =
  (client: Client, options: { deadlineMs: number }): CallFollower =>
  async (wakeup) => {
    const start = starts[wakeup.kind];
    await client.connection.withDeadline(Date.now() + options.deadlineMs, () =>
      client.workflow.signalWithStart(start.workflowType, {
        workflowId: workflowIdOf(wakeup.kind, wakeup.subjectId),
        taskQueue: start.taskQueue,
        args: [start.argsOf(wakeup)],
        signal: 'wake',
        signalArgs: [],
        priority: { priorityKey: start.priorityKey, fairnessKey: wakeup.tenantId },
        staticSummary: start.summary,
      }),
    );
  };

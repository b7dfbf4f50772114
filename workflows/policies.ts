import type { ActivityOptions, LocalActivityOptions } from '@temporalio/workflow';

/** One preset per class of work (docs/operations.md explains each figure). */
export const taskQueues = { bookings: 'bookings', sync: 'sync', notifications: 'notifications' } as const;
export type TaskQueue = keyof typeof taskQueues;

/** The claim: one transaction in the first workflow task. Given up after two minutes without a database. */
export const claimPolicy: LocalActivityOptions = {
  startToCloseTimeout: '5 seconds',
  scheduleToCloseTimeout: '2 minutes',
  retry: { initialInterval: '50 milliseconds', backoffCoefficient: 2, maximumInterval: '2 seconds' },
};

/** Other transactions: repeated until the database answers; they are recorded with their request and happen once. */
export const databasePolicy: LocalActivityOptions = {
  startToCloseTimeout: '5 seconds',
  retry: { initialInterval: '50 milliseconds', backoffCoefficient: 2, maximumInterval: '5 seconds' },
  localRetryThreshold: '10 seconds',
};

/**
 * A change that somebody asks a running booking for: an ordinary activity, so that the request is in the history before
 * anything is done. A local one would be done first, and a server that dies then knows nothing of the request.
 */
export const changePolicy: ActivityOptions = {
  startToCloseTimeout: '5 seconds',
  retry: { initialInterval: '50 milliseconds', backoffCoefficient: 2, maximumInterval: '5 seconds' },
  priority: { priorityKey: 1 },
};

/** Like `databasePolicy`, on the server: for what must survive the worker that began it. */
export const durableDatabasePolicy: ActivityOptions = {
  startToCloseTimeout: '10 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '30 seconds' },
};

/** A booking's write to a calendar: a few quick tries; the workflow then waits and tries again for days. */
export const calendarWritePolicy: ActivityOptions = {
  taskQueue: taskQueues.sync,
  startToCloseTimeout: '40 seconds',
  retry: {
    initialInterval: '1 second',
    backoffCoefficient: 2,
    maximumInterval: '20 seconds',
    maximumAttempts: 4,
  },
  priority: { priorityKey: 2 },
};

/** Mails: a few quick tries; the workflow then waits and tries again for days under the same key. */
export const mailPolicy: ActivityOptions = {
  taskQueue: taskQueues.notifications,
  startToCloseTimeout: '40 seconds',
  retry: {
    initialInterval: '1 second',
    backoffCoefficient: 2,
    maximumInterval: '20 seconds',
    maximumAttempts: 4,
  },
  priority: { priorityKey: 3 },
};

/** Reading a calendar's changes, page by page, with the page as heartbeat. */
export const calendarReadPolicy: ActivityOptions = {
  taskQueue: taskQueues.sync,
  startToCloseTimeout: '5 minutes',
  heartbeatTimeout: '30 seconds',
  retry: {
    initialInterval: '1 second',
    backoffCoefficient: 2,
    maximumInterval: '1 minute',
    maximumAttempts: 5,
  },
  priority: { priorityKey: 3 },
};

/** Waits between the tries of a provider that keeps failing, in milliseconds; the last one repeats. */
export const providerBackoffMs = [30_000, 60_000, 5 * 60_000, 15 * 60_000, 60 * 60_000] as const;

/** After this long without success a provider is no longer tried by itself; `retrySync` still does. */
export const providerPatienceMs = 7 * 24 * 60 * 60_000;

import type { ActivityOptions, LocalActivityOptions } from '@temporalio/workflow';

/** One preset per class of work (docs/operations.md explains each figure). */
export const taskQueues = { bookings: 'bookings', sync: 'sync', notifications: 'notifications' } as const;
export type TaskQueue = keyof typeof taskQueues;

/** A look or a transaction that is safe to repeat: repeated until the database answers. */
export const databasePolicy: LocalActivityOptions = {
  startToCloseTimeout: '5 seconds',
  retry: { initialInterval: '50 milliseconds', backoffCoefficient: 2, maximumInterval: '5 seconds' },
  localRetryThreshold: '10 seconds',
};

/** Like `databasePolicy`, on the server: for what must survive the worker that began it. */
export const durableDatabasePolicy: ActivityOptions = {
  startToCloseTimeout: '10 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '30 seconds' },
};

/**
 * What is owed to a vendor: one try. What came of it and when the next one is stands in Postgres, and the follower waits
 * for that moment by a timer that says why.
 */
export const effectPolicy: ActivityOptions = {
  taskQueue: taskQueues.sync,
  startToCloseTimeout: '40 seconds',
  retry: { maximumAttempts: 1 },
  priority: { priorityKey: 2 },
};

/**
 * A call to the vendor that takes payments: one try, like `effectPolicy`, with room for the few requests it is made of. What
 * moves money is on a queue that no reading of calendars fills.
 */
export const paymentPolicy: ActivityOptions = {
  taskQueue: taskQueues.bookings,
  startToCloseTimeout: '60 seconds',
  retry: { maximumAttempts: 1 },
  priority: { priorityKey: 1 },
};

/** Comparing an account with its vendor, page by page, with the page as heartbeat; nobody waits for it. */
export const reconciliationPolicy: ActivityOptions = {
  taskQueue: taskQueues.bookings,
  startToCloseTimeout: '5 minutes',
  heartbeatTimeout: '90 seconds',
  // What came of it stands in Postgres, with the next try; one that was lost with its worker is begun again by then.
  retry: { maximumAttempts: 1 },
  priority: { priorityKey: 5 },
};

/** Settling the bookings of a member who has gone: a round ends by itself, and the next one goes on where it ended. */
export const settlePolicy: ActivityOptions = {
  startToCloseTimeout: '12 seconds',
  // A round that was lost with its worker is begun again at once.
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumAttempts: 3 },
  priority: { priorityKey: 3 },
};

/** Making a file of somebody's data, page by page, with the page as heartbeat; nobody waits for it. */
export const exportPolicy: ActivityOptions = {
  startToCloseTimeout: '1 hour',
  heartbeatTimeout: '30 seconds',
  // One that was lost with its worker is begun again at once.
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumAttempts: 3 },
  priority: { priorityKey: 5 },
};

/** Erasing somebody: transactions that are safe to repeat, over all organisations they were a member of. */
export const erasePolicy: ActivityOptions = {
  startToCloseTimeout: '2 minutes',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumAttempts: 3 },
  priority: { priorityKey: 4 },
};

/** A look at the records of a domain: each question ends by itself, and what nobody answers is asked again later. */
export const domainPolicy: ActivityOptions = {
  taskQueue: taskQueues.sync,
  startToCloseTimeout: '90 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumAttempts: 3 },
  priority: { priorityKey: 4 },
};

/** Mails: one try, like `effectPolicy`. */
export const notificationPolicy: ActivityOptions = {
  taskQueue: taskQueues.notifications,
  startToCloseTimeout: '40 seconds',
  retry: { maximumAttempts: 1 },
  priority: { priorityKey: 3 },
};

/** A calendar's channel: a few quick tries; the workflow then waits and tries again. */
export const channelPolicy: ActivityOptions = {
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

/** Going over the whole installation: nobody waits for it, and what fails is done by the next sweep. */
export const sweepPolicy: ActivityOptions = {
  startToCloseTimeout: '5 minutes',
  retry: {
    initialInterval: '1 second',
    backoffCoefficient: 2,
    maximumInterval: '30 seconds',
    maximumAttempts: 5,
  },
  priority: { priorityKey: 5 },
};

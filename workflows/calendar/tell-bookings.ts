import { getExternalWorkflowHandle, proxyActivities } from '@temporalio/workflow';
import type { Activities } from '#activities/index.ts';
import { calendarsBackSignal } from '../booking/messages.ts';
import { durableDatabasePolicy, taskQueues } from '../policies.ts';
import type { CalendarSyncInput } from './messages.ts';
import { isPatient } from './patches.ts';

const { listBookingsBehind } = proxyActivities<Activities>({
  ...durableDatabasePolicy,
  taskQueue: taskQueues.sync,
  summary: 'which bookings lag behind',
});

/** Bookings that wait for this calendar, or were made before it was connected, are told to bring it up to date. */
export const tellBookings = async (input: CalendarSyncInput): Promise<void> => {
  if (!isPatient()) return;
  const ids = await listBookingsBehind({
    tenantId: input.tenantId,
    calendarId: input.calendarId,
    now: Date.now(),
  });
  // A booking whose workflow has ended needs nothing any more.
  await Promise.allSettled(
    ids.map((id) => getExternalWorkflowHandle(`booking/${id}`).signal(calendarsBackSignal)),
  );
};

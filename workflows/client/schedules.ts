import { type Client, ScheduleAlreadyRunning, ScheduleOverlapPolicy } from '@temporalio/client';
import { taskQueues } from '#workflows/policies.ts';

/** Where the sweep of what is kept no longer is found in Temporal. */
export const retentionScheduleId = 'retention';

const retentionSchedule = {
  spec: { intervals: [{ every: '1 hour' as const }] },
  action: {
    type: 'startWorkflow' as const,
    workflowType: 'retentionSweep',
    workflowId: 'retention/sweep',
    taskQueue: taskQueues.bookings,
    args: [{}],
    priority: { priorityKey: 5 },
    staticSummary: 'Removes what is kept no longer',
  },
  // One at a time; a sweep that was missed is made up for by the next.
  policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '10 minutes' as const },
};

/** Makes the schedules of this version, or brings those that are there to it; whoever paused one finds it paused. */
export const ensureSchedules = async (client: Client): Promise<void> => {
  try {
    await client.schedule.create({ scheduleId: retentionScheduleId, ...retentionSchedule });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    await client.schedule
      .getHandle(retentionScheduleId)
      .update(({ state }) => ({ ...retentionSchedule, state }));
  }
};

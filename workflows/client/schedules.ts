import { type Client, ScheduleAlreadyRunning, ScheduleOverlapPolicy } from '@temporalio/client';
import { taskQueues } from '#workflows/policies.ts';

/** Where the sweep of what is kept no longer is found in Temporal. */
export const retentionScheduleId = 'retention';

type Sweep = {
  scheduleId: string;
  every: '1 hour' | '15 minutes';
  workflowType: string;
  workflowId: string;
  args: readonly unknown[];
  summary: string;
};

const sweeps: readonly Sweep[] = [
  {
    scheduleId: retentionScheduleId,
    every: '1 hour',
    workflowType: 'retentionSweep',
    workflowId: 'retention/sweep',
    args: [{}],
    summary: 'Removes what is kept no longer',
  },
  {
    scheduleId: 'payment-sweep',
    every: '15 minutes',
    workflowType: 'paymentSweep',
    workflowId: 'payment/sweep',
    args: [],
    summary: 'Asks about payments of which nothing was heard',
  },
  {
    scheduleId: 'reconciliation',
    every: '15 minutes',
    workflowType: 'reconciliationStart',
    workflowId: 'reconciliation/start',
    args: [],
    summary: 'Begins the nightly comparisons with payment vendors, spread over the night',
  },
];

const scheduleOf = ({ every, workflowType, workflowId, args, summary }: Sweep) => ({
  spec: { intervals: [{ every }] },
  action: {
    type: 'startWorkflow' as const,
    workflowType,
    workflowId,
    taskQueue: taskQueues.bookings,
    args: [...args],
    priority: { priorityKey: 5 },
    staticSummary: summary,
  },
  // One at a time; a sweep that was missed is made up for by the next.
  policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '10 minutes' as const },
});

/** Makes the schedules of this version, or brings those that are there to it; whoever paused one finds it paused. */
export const ensureSchedules = async (client: Client): Promise<void> => {
  for (const sweep of sweeps) {
    const schedule = scheduleOf(sweep);
    try {
      await client.schedule.create({ scheduleId: sweep.scheduleId, ...schedule });
    } catch (error) {
      if (!(error instanceof ScheduleAlreadyRunning)) throw error;
      await client.schedule.getHandle(sweep.scheduleId).update(({ state }) => ({ ...schedule, state }));
    }
  }
};

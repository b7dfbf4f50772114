import { proxyActivities, proxyLocalActivities, setCurrentDetails } from '@temporalio/workflow';
import type { Activities } from '#activities/index.ts';
import { createFollower, type Plan } from '../follow.ts';
import { databasePolicy, notificationPolicy } from '../policies.ts';

const { lookAtNotifications } = proxyLocalActivities<Activities>({ ...databasePolicy, summary: 'look' });
const { deliverNotifications } = proxyActivities<Activities>({
  ...notificationPolicy,
  summary: 'tell what is due',
});

export type NotifyInput = { tenantId: string; subjectId: string };

/** Tells what is due about a subject that has no workflow of its own, and ends when nothing more is. */
export async function notify(input: NotifyInput): Promise<void> {
  const follower = createFollower<'notify'>();
  const look = async (): Promise<Plan<'notify'>> => {
    const seen = await lookAtNotifications(input);
    if (seen === null) return { due: [], next: null };
    const { notifyAt, failure } = seen;
    setCurrentDetails(
      `next notification ${new Date(notifyAt).toISOString()}${failure === null ? '' : `: ${failure}`}`,
    );
    if (notifyAt <= Date.now()) return { due: ['notify'], next: null };
    return { due: [], next: { at: notifyAt, why: `next try after ${failure ?? 'nothing'}` } };
  };
  await follower.follow({
    look,
    keyOf: (step) => step,
    run: () => deliverNotifications({ ...input, now: Date.now() }),
  });
}

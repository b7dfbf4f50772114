import { proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import type { Activities } from '#activities/index.ts';
import { sweepPolicy } from '../policies.ts';

const { sweepPayments } = proxyActivities<Activities>({
  ...sweepPolicy,
  heartbeatTimeout: '1 minute',
  summary: 'ask about quiet payments',
});

/** More than one sweep comes to is done by the next. */
const mostBatches = 200;

/**
 * Has every payment asked about whose money is on its way and of which nothing was heard for a while, whatever was lost: a message of
 * the vendor's, a timer, a whole follower.
 */
export async function paymentSweep(): Promise<{ asked: number }> {
  let asked = 0;
  for (let batch = 0; batch < mostBatches; batch += 1) {
    const swept = await sweepPayments({ now: Date.now() });
    asked += swept.asked;
    setCurrentDetails(`**${asked}** asked about`);
    if (swept.isDone) break;
  }
  return { asked };
}

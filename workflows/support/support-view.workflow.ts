import { proxyActivities, proxyLocalActivities, setCurrentDetails, setHandler } from '@temporalio/workflow';
import type { Activities } from '#activities/index.ts';
import { planSupport, type SupportFollowed } from '#domain/support/follow.ts';
import { createFollower } from '../follow.ts';
import { databasePolicy, durableDatabasePolicy } from '../policies.ts';
import { type SupportViewInput, supportStateQuery } from './signals.ts';

const { lookAtSupportView } = proxyLocalActivities<Activities>({ ...databasePolicy, summary: 'look' });
const { endSupportView } = proxyActivities<Activities>({ ...durableDatabasePolicy, summary: 'end' });

/**
 * Follows an operator who looks at an organisation, until they leave or their time is over. What they see ends by the clock of
 * each request; this only writes down that it has.
 */
export async function supportView(input: SupportViewInput): Promise<void> {
  const follower = createFollower<'end'>();
  let view: SupportFollowed | null = null;
  setHandler(supportStateQuery, () => ({ view, underWay: follower.underWay() }));
  await follower.follow({
    look: async () => {
      const seen = await lookAtSupportView({ ...input, now: Date.now() });
      if (seen === null) return { due: [], next: null };
      view = seen;
      setCurrentDetails(`**${seen.ended ?? 'open'}**`);
      return planSupport(seen, Date.now());
    },
    keyOf: (step) => step,
    run: () => endSupportView({ ...input, now: Date.now() }),
  });
}

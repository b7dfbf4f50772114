import { proxyActivities, proxyLocalActivities, setCurrentDetails, setHandler } from '@temporalio/workflow';
import type { Activities } from '#activities/index.ts';
import {
  planTenantDeletion,
  type TenantDeletionStep,
  type TenantDeletionView,
} from '#domain/tenant-deletion/follow.ts';
import { createFollower } from '../follow.ts';
import { databasePolicy, settlePolicy } from '../policies.ts';
import { type TenantDeletionWorkflowInput, tenantDeletionStateQuery } from './signals.ts';

const { lookAtTenantDeletion } = proxyLocalActivities<Activities>({ ...databasePolicy, summary: 'look' });
const { settleTenantDeletion, removeTenant } = proxyActivities<Activities>(settlePolicy);

/**
 * Follows the deletion of an organisation: waits while it can be called off, then has bookings cancelled and accounts disconnected,
 * then everything removed, in rounds. Losing it loses nothing: it is started again and finds what is left.
 */
export async function tenantDeletion(input: TenantDeletionWorkflowInput): Promise<void> {
  const follower = createFollower<TenantDeletionStep>();
  let view: TenantDeletionView | null = null;
  setHandler(tenantDeletionStateQuery, () => ({ view, underWay: follower.underWay() }));
  await follower.follow({
    look: async () => {
      view = await lookAtTenantDeletion({ ...input, now: Date.now() });
      if (view === null) return { due: [], next: null };
      setCurrentDetails(`**${view.state}**`);
      return planTenantDeletion(view, Date.now());
    },
    keyOf: (step) => step,
    run: (step) => {
      const perform = step === 'settle' ? settleTenantDeletion : removeTenant;
      return perform.executeWithOptions({ summary: step }, [{ ...input, now: Date.now() }]);
    },
  });
}

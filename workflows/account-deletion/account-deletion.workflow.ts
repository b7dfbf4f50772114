import { proxyActivities, proxyLocalActivities, setCurrentDetails, setHandler } from '@temporalio/workflow';
import type { Activities } from '#activities/index.ts';
import {
  type AccountDeletionStep,
  type AccountDeletionView,
  planAccountDeletion,
} from '#domain/account-deletion/follow.ts';
import { createFollower } from '../follow.ts';
import { databasePolicy, erasePolicy } from '../policies.ts';
import { type AccountDeletionWorkflowInput, accountDeletionStateQuery } from './signals.ts';

const { lookAtAccountDeletion } = proxyLocalActivities<Activities>({ ...databasePolicy, summary: 'look' });
const { leaveOrganisations, eraseAccount } = proxyActivities<Activities>(erasePolicy);

const describe = ({ state, failure }: AccountDeletionView): string =>
  `**${state}**${failure === null ? '' : `, last try failed: ${failure}`}`;

/**
 * Follows an account that is to be deleted: waits as long as it can be called off, leaves every organisation, and once bookings
 * and calendars are settled takes away who it was. Losing it loses nothing: it is started again and finds what is left.
 */
export async function accountDeletion(input: AccountDeletionWorkflowInput): Promise<void> {
  const follower = createFollower<AccountDeletionStep>();
  let view: AccountDeletionView | null = null;
  setHandler(accountDeletionStateQuery, () => ({ view, underWay: follower.underWay() }));
  const look = async () => {
    const seen = await lookAtAccountDeletion({ ...input, now: Date.now() });
    if (seen === null) return { due: [], next: null };
    view = seen;
    setCurrentDetails(describe(seen));
    return planAccountDeletion(seen, Date.now());
  };
  await follower.follow({
    look,
    keyOf: (step) => step,
    run: (step) => {
      const perform = step === 'leave' ? leaveOrganisations : eraseAccount;
      return perform.executeWithOptions({ summary: step }, [{ ...input, now: Date.now() }]);
    },
  });
}

import {
  continueAsNew,
  proxyActivities,
  proxyLocalActivities,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '#activities/index.ts';
import { type DomainView, planDomain } from '#domain/domain/follow.ts';
import { createFollower } from '../follow.ts';
import { databasePolicy, domainPolicy } from '../policies.ts';
import { type DomainVerificationInput, domainStateQuery } from './signals.ts';

const { lookAtDomain } = proxyLocalActivities<Activities>({ ...databasePolicy, summary: 'look' });
const { checkDomain } = proxyActivities<Activities>(domainPolicy);

const describe = ({ state, finding }: DomainView): string =>
  `**${state}**${finding === null ? '' : `, ${finding}`}`;

/**
 * Follows a domain of an organisation for as long as it is on its list: waits for its proof, then looks once a day whether it still
 * holds. Losing it loses nothing: it is started again and finds what is due.
 */
export async function domainVerification(input: DomainVerificationInput): Promise<void> {
  const follower = createFollower<'check'>();
  let view: DomainView | null = null;
  setHandler(domainStateQuery, () => ({ view, underWay: follower.underWay() }));
  const isLong = (): boolean => workflowInfo().continueAsNewSuggested && follower.underWay().length === 0;
  await follower.follow({
    look: async () => {
      view = await lookAtDomain({ ...input, now: Date.now() });
      if (view === null || isLong()) return { due: [], next: null };
      setCurrentDetails(describe(view));
      return planDomain(view, Date.now());
    },
    keyOf: (step) => step,
    run: (step) => checkDomain.executeWithOptions({ summary: step }, [{ ...input, now: Date.now() }]),
  });
  // A domain is looked at every day for years.
  if (view !== null && isLong()) await continueAsNew<typeof domainVerification>(input);
}

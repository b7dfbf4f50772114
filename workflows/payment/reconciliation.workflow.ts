import { proxyActivities, proxyLocalActivities, setCurrentDetails, setHandler } from '@temporalio/workflow';
import type { Activities } from '#activities/index.ts';
import { planReconciliation, type ReconciliationView } from '#domain/payment/reconciliation.ts';
import { createFollower } from '../follow.ts';
import { databasePolicy, reconciliationPolicy } from '../policies.ts';
import { type ReconciliationInput, type ReconciliationResult, reconciliationStateQuery } from './signals.ts';

const { lookAtReconciliation } = proxyLocalActivities<Activities>({ ...databasePolicy, summary: 'look' });
const { compareWithVendor } = proxyActivities<Activities>({
  ...reconciliationPolicy,
  summary: 'compare with the vendor',
});

const describe = ({ state, phase, failure }: ReconciliationView): string =>
  [`**${state}**: ${phase}`, ...(failure === null ? [] : [`- needs attention: ${failure}`])].join('\n');

/**
 * Compares the payments of one account with what its vendor says, page by page. Losing it loses nothing: it is started again and
 * goes on at its cursor.
 */
export async function reconciliation(input: ReconciliationInput): Promise<ReconciliationResult> {
  const follower = createFollower<'compare'>();
  let view: ReconciliationView | null = null;
  setHandler(reconciliationStateQuery, () => view);
  await follower.follow({
    look: async () => {
      const seen = await lookAtReconciliation({ ...input, now: Date.now() });
      if (seen === null) return { due: [], next: null };
      view = seen;
      setCurrentDetails(describe(seen));
      return planReconciliation(seen, Date.now());
    },
    keyOf: (step) => step,
    run: () => compareWithVendor({ ...input, now: Date.now() }),
  });
  return { state: (view as ReconciliationView | null)?.state ?? 'unknown' };
}

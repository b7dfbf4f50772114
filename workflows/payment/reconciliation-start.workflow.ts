import { proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import type { Activities } from '#activities/index.ts';
import { sweepPolicy } from '../policies.ts';

const { startReconciliations } = proxyActivities<Activities>({
  ...sweepPolicy,
  summary: 'begin what is due',
});

/** More than one round begins is begun by the next. */
const mostBatches = 200;

/** Begins the reconciliations whose moment of the night has come; each is followed by itself. */
export async function reconciliationStart(): Promise<{ started: number }> {
  let started = 0;
  let after: string | null = '';
  for (let batch = 0; batch < mostBatches && after !== null; batch += 1) {
    const begun: { started: number; after: string | null } = await startReconciliations({
      now: Date.now(),
      after,
    });
    started += begun.started;
    after = begun.after;
    setCurrentDetails(`**${started}** begun`);
  }
  return { started };
}

import { proxyActivities, proxyLocalActivities, setCurrentDetails, setHandler } from '@temporalio/workflow';
import type { Activities } from '#activities/index.ts';
import { type ExportStep, type ExportView, planExport } from '#domain/export/follow.ts';
import { createFollower } from '../follow.ts';
import { databasePolicy, exportPolicy } from '../policies.ts';
import { type DataExportInput, exportStateQuery } from './signals.ts';

const { lookAtExport } = proxyLocalActivities<Activities>({ ...databasePolicy, summary: 'look' });
const { writeExport, removeExport } = proxyActivities<Activities>(exportPolicy);

const describe = ({ state, failure }: ExportView): string =>
  `**${state}**${failure === null ? '' : `, last try failed: ${failure}`}`;

/**
 * Follows an export of somebody's data: makes the file, keeps it for a week, removes it. Losing it loses nothing: it is started
 * again, and a file that was not finished is begun anew.
 */
export async function dataExport(input: DataExportInput): Promise<void> {
  const follower = createFollower<ExportStep>();
  let view: ExportView | null = null;
  setHandler(exportStateQuery, () => ({ view, underWay: follower.underWay() }));
  const look = async () => {
    const seen = await lookAtExport({ ...input, now: Date.now() });
    if (seen === null) return { due: [], next: null };
    view = seen;
    setCurrentDetails(describe(seen));
    return planExport(seen, Date.now());
  };
  await follower.follow({
    look,
    keyOf: (step) => step,
    run: (step) => {
      const perform = step === 'write' ? writeExport : removeExport;
      return perform.executeWithOptions({ summary: step }, [{ ...input, now: Date.now() }]);
    },
  });
}

import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Client, Connection, WithStartWorkflowOperation } from '@temporalio/client';
import { startChild } from '#scripts/child.ts';
import type { BenchLab } from '../lab.ts';
import type { emptyBooking } from './workflow.ts';

export type Baseline = { claim: () => Promise<number>; stop: () => Promise<void> };

/** Starts the baseline's worker on the same Temporal server; `claim` makes one and answers with its milliseconds. */
export async function openBaseline(lab: BenchLab): Promise<Baseline> {
  const worker = await startChild({
    name: 'empty-worker',
    args: [join(import.meta.dirname, 'worker.ts')],
    env: { TEMPORAL_ADDRESS: lab.stack.temporalAddress },
    logFolder: join(lab.folder, 'logs'),
    ready: { line: 'worker ready' },
  });
  const connection = await Connection.connect({ address: lab.stack.temporalAddress });
  const client = new Client({ connection });
  return {
    claim: async () => {
      const bookingId = `bkg_${randomUUID()}`;
      const claimRequestId = `brq_${randomUUID()}`;
      const input = { tenantId: `ten_${randomUUID()}`, bookingId, claimRequestId };
      const started = performance.now();
      const start = new WithStartWorkflowOperation<typeof emptyBooking>('emptyBooking', {
        workflowId: `empty/${bookingId}`,
        taskQueue: 'bench-bookings',
        args: [input],
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
        priority: { priorityKey: 1, fairnessKey: input.tenantId },
        staticSummary: 'The baseline of a booking',
      });
      await client.workflow.executeUpdateWithStart<typeof emptyBooking, { ok: boolean }, []>('claim', {
        startWorkflowOperation: start,
        updateId: claimRequestId,
      });
      return performance.now() - started;
    },
    stop: async () => {
      await connection.close();
      await worker.stop();
    },
  };
}

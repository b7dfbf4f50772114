import { randomBytes } from 'node:crypto';
import { Connection } from '@temporalio/client';
import { vi } from 'vitest';
import { ensureSearchAttributes, isTemporalReady } from '#scripts/stack/temporal-connection.ts';

/** A namespace of its own on the run's server, for a real worker that would take the tasks of other suites otherwise. */
export const createNamespace = async (address: string, withAttributes: boolean): Promise<string> => {
  const namespace = `worker-${randomBytes(4).toString('hex')}`;
  const connection = await Connection.connect({ address });
  await connection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: { seconds: 86_400 as never },
  });
  await connection.close();
  const isThere = async (): Promise<void> => {
    if (!(await isTemporalReady(address, namespace)))
      throw new Error(`namespace ${namespace} is not visible`);
  };
  await vi.waitFor(isThere, { timeout: 30_000 });
  if (withAttributes) await ensureSearchAttributes(address, namespace);
  return namespace;
};

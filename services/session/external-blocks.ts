import { and, eq, inArray, type SQLWrapper } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { timeBlocks } from '#db/schema/session.ts';

export type ExternalBlock = {
  tenantId: string;
  memberId: string;
  eventId: string;
  start: number;
  end: number;
  tentative: boolean;
};

/**
 * The statement that removes the blocks of imported events, named by their ids or by a query for them; `tx` may carry the
 * parts that the query reads.
 */
export const removeExternalBlocks = (
  tx: Pick<Transaction, 'delete'>,
  tenantId: string,
  eventIds: string[] | SQLWrapper,
) =>
  tx.delete(timeBlocks).where(and(eq(timeBlocks.tenantId, tenantId), inArray(timeBlocks.eventId, eventIds)));

/** Blocks members while imported events take their time; such blocks exclude nothing and claim nothing. */
export const insertExternalBlocks = async (
  tx: Transaction,
  blocks: readonly ExternalBlock[],
): Promise<void> => {
  if (blocks.length === 0) return;
  await tx.insert(timeBlocks).values(
    blocks.map(({ start, end, ...block }) => ({
      ...block,
      id: newId('timeBlock'),
      during: { start, end },
      kind: 'external' as const,
      exclusive: false,
    })),
  );
};

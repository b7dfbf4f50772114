import { withOperators, withTenant } from '#db/tenant.ts';
import { retriedAtOnce } from '#domain/stuck/types.ts';
import { requireOperator } from '#services/authorize.ts';
import type { OperatorContext } from '#services/context.ts';
import { decodeCursor, pageOfRows } from '#services/oldest-first.ts';
import { findStuck, type StuckFilter } from './find-stuck.ts';
import { retryItem } from './retry-item.ts';

/**
 * Has what stands still tried again: the longest first, as many as one request does, each in a transaction of its own in its
 * tenant. What is settled meanwhile is left alone, so a repeat does nothing twice. Answers how many, and where to go on.
 */
export const retryStuck = async (
  ctx: OperatorContext,
  input: StuckFilter & { reason: string; cursor?: string | undefined },
): Promise<{ retried: number; nextCursor: string | null }> => {
  requireOperator(ctx);
  const { reason, cursor, ...filter } = input;
  const after = decodeCursor(cursor, '/cursor');
  const now = ctx.now();
  const rows = await withOperators(ctx.ops, (tx) =>
    findStuck(tx, filter, { now, limit: retriedAtOnce + 1, after }),
  );
  const { shown, nextCursor } = pageOfRows(rows, retriedAtOnce);
  let retried = 0;
  for (const row of shown) {
    const there = { ...ctx, tenantId: row.tenantId };
    if (await withTenant(ctx.db, row.tenantId, (tx) => retryItem(tx, there, row, reason))) retried += 1;
  }
  return { retried, nextCursor };
};

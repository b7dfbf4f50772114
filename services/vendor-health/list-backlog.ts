import { withOperators } from '#db/tenant.ts';
import { requireOperator } from '#services/authorize.ts';
import type { OperatorContext } from '#services/context.ts';
import { decodeCursor, pageOfRows } from '#services/oldest-first.ts';
import { type BacklogFilter, countBacklog, findBacklog } from './find-backlog.ts';

const iso = (moment: string): string => new Date(moment).toISOString();

/** What waits at vendors over all organisations, the longest first; one statement a page. (contract `VendorBacklogPage`) */
export const listBacklog = async (
  ctx: OperatorContext,
  input: BacklogFilter & { cursor?: string | undefined; limit: number },
) => {
  requireOperator(ctx);
  const after = decodeCursor(input.cursor, '#query/cursor');
  const rows = await withOperators(ctx.ops, (tx) =>
    findBacklog(tx, input, { now: ctx.now(), limit: input.limit + 1, after }),
  );
  const { shown, nextCursor } = pageOfRows(rows, input.limit);
  const items = shown.map(({ tenantId, tenantName, since, ...row }) => ({
    ...row,
    tenant: { id: tenantId, name: tenantName },
    since: iso(since),
  }));
  return { items, nextCursor };
};

/** How much of it there is, by kind and vendor, and since when. (contract `VendorBacklogFigures`) */
export const readBacklogFigures = async (ctx: OperatorContext) => {
  requireOperator(ctx);
  const items = await withOperators(ctx.ops, (tx) => countBacklog(tx, ctx.now()));
  return { items: items.map((item) => ({ ...item, since: iso(item.since) })) };
};

import { withOperators } from '#db/tenant.ts';
import type { Wakeup } from '#domain/follower.ts';
import { requireOperator } from '#services/authorize.ts';
import type { OperatorContext } from '#services/context.ts';
import { decodeCursor, pageOfRows } from '#services/oldest-first.ts';
import { countStuck, findStuck, type StuckFilter, type StuckRow } from './find-stuck.ts';
import { followerOfRow } from './stuck-row.ts';

/** Where a follower is shown, or null for installations without the UI. */
export type FollowerUrl = (follower: Pick<Wakeup, 'kind' | 'subjectId'>) => string | null;

const iso = (moment: string): string => new Date(moment).toISOString();

const present = (row: StuckRow, urlOf: FollowerUrl) => ({
  id: row.id,
  kind: row.kind,
  tenant: row.tenantName === null ? null : { id: row.tenantId, name: row.tenantName },
  what: row.what,
  subject: { kind: row.subjectKind, id: row.subjectId },
  failure: row.failure,
  since: iso(row.since),
  tries: row.tries,
  nextTryAt: row.nextTryAt === null ? null : iso(row.nextTryAt),
  workflowUrl: urlOf(followerOfRow(row)),
});

/** What stands still over all organisations, the longest first; one statement a page. (contract `StuckPage`) */
export const listStuck = async (
  ctx: OperatorContext,
  input: StuckFilter & { cursor?: string | undefined; limit: number; urlOf: FollowerUrl },
) => {
  requireOperator(ctx);
  const after = decodeCursor(input.cursor, '#query/cursor');
  const rows = await withOperators(ctx.ops, (tx) =>
    findStuck(tx, input, { now: ctx.now(), limit: input.limit + 1, after }),
  );
  const { shown, nextCursor } = pageOfRows(rows, input.limit);
  return { items: shown.map((row) => present(row, input.urlOf)), nextCursor };
};

/** How much of it there is, by kind and failure. (contract `StuckFigures`) */
export const readStuckFigures = async (ctx: OperatorContext, filter: StuckFilter) => {
  requireOperator(ctx);
  const items = await withOperators(ctx.ops, (tx) => countStuck(tx, filter, ctx.now()));
  return { items: items.map((item) => ({ ...item, since: iso(item.since) })) };
};

import { and, desc, eq, lt, sql } from 'drizzle-orm';
import { exports } from '#db/schema/person.ts';
import { withRoutingKey, withTenantList } from '#db/tenant.ts';
import { personOf } from '#services/account/person-of.ts';
import { requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { idAfter, type PageRequest, pageFrom } from '#services/page.ts';

export type ExportRow = typeof exports.$inferSelect;

const textOf = (instant: number | null): string | null =>
  instant === null ? null : new Date(instant).toISOString();

/** One export. (contract `Export`) */
export const presentExport = ({ id, state, bytes, failure, createdAt, readyAt, expiresAt }: ExportRow) => ({
  id,
  state,
  bytes,
  failure,
  createdAt: new Date(createdAt).toISOString(),
  readyAt: textOf(readyAt),
  expiresAt: textOf(expiresAt),
});

/** What the caller has asked for and has not expired, in whichever of their organisations they asked; the latest first. */
export const listExports = async (ctx: ServiceContext, input: PageRequest) => {
  const { memberId } = requirePermission(ctx, 'account.read');
  const after = idAfter(input.cursor);
  const personId = await withTenantList(ctx.db, ctx.tenantId, (tx) => personOf(tx, ctx.tenantId, memberId));
  const rows = await withRoutingKey(ctx.db, personId, (tx) =>
    tx
      .select()
      .from(exports)
      .where(
        and(
          eq(exports.personId, personId),
          sql`coalesce(${exports.expiresAt} > ${new Date(ctx.now()).toISOString()}::timestamptz, true)`,
          after === null ? undefined : lt(exports.id, after),
        ),
      )
      .orderBy(desc(exports.id))
      .limit(input.limit + 1),
  );
  return pageFrom(rows, input.limit, presentExport);
};

import { and, desc, eq, gte, lt, or, type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { auditLog } from '#db/schema/audit.ts';
import type { ActorKind } from '#domain/audit/types.ts';
import { idPattern } from '#domain/ids.ts';
import { cursorTo, type PageRequest, placeAfter } from '#services/page.ts';

export type EntryFilter = {
  tenantId?: string | undefined;
  actorKind?: ActorKind | undefined;
  actorId?: string | undefined;
  action?: string | undefined;
  targetId?: string | undefined;
  /** Epoch milliseconds; half-open. */
  from?: number | undefined;
  to?: number | undefined;
};

const after = (cursor: string | undefined): SQL | undefined => {
  if (cursor === undefined) return undefined;
  const { at, id } = placeAfter(cursor, idPattern('audit'));
  return or(lt(auditLog.at, at), and(eq(auditLog.at, at), lt(auditLog.id, id)));
};

const filtered = ({ tenantId, actorKind, actorId, action, targetId, from, to }: EntryFilter) =>
  and(
    tenantId === undefined ? undefined : eq(auditLog.tenantId, tenantId),
    actorKind === undefined ? undefined : eq(auditLog.actorKind, actorKind),
    actorId === undefined ? undefined : eq(auditLog.actorId, actorId),
    action === undefined ? undefined : eq(auditLog.action, action),
    targetId === undefined ? undefined : eq(auditLog.targetId, targetId),
    from === undefined ? undefined : gte(auditLog.at, from),
    to === undefined ? undefined : lt(auditLog.at, to),
  );

/** The name of the member who acted, where the reader may see members. */
export const memberName = sql<string | null>`(select p.name from member_profiles p
  where p.tenant_id = "audit_log"."tenant_id" and p.id = "audit_log"."actor_id")`;
export const noName = sql<null>`null`;

/** A page of what is recorded, the newest first; one statement. */
export const findEntries = async (
  tx: Transaction,
  filter: EntryFilter,
  page: PageRequest & { name: SQL<string | null> },
) => {
  const rows = await tx
    .select({ entry: auditLog, actorName: page.name })
    .from(auditLog)
    .where(and(filtered(filter), after(page.cursor)))
    .orderBy(desc(auditLog.at), desc(auditLog.id))
    .limit(page.limit + 1);
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1)?.entry;
  return {
    items: shown.map(({ entry, actorName }) => ({
      id: entry.id,
      tenantId: entry.tenantId,
      at: new Date(entry.at).toISOString(),
      actor: { kind: entry.actorKind, id: entry.actorId, name: actorName },
      action: entry.action,
      target: { kind: entry.targetKind, id: entry.targetId },
      before: entry.before,
      after: entry.after,
      reason: entry.reason,
      requestId: entry.requestId,
      addressPrefix: entry.addressPrefix,
    })),
    nextCursor: rows.length > page.limit && last !== undefined ? cursorTo(last) : null,
  };
};

export type EntryPage = Awaited<ReturnType<typeof findEntries>>;

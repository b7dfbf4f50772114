import { sql } from 'drizzle-orm';
import { index, jsonb, pgPolicy, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { type ActorKind, installationId } from '#domain/audit/types.ts';
import { instant, opsRole, readByOperators, tenantId, tenantIsolation } from '../columns.ts';

/** Append-only: who did what to what, when, from where. Personal values stay out of before/after. */
export const auditLog = pgTable(
  'audit_log',
  {
    tenantId: tenantId(),
    id: text().notNull(),
    at: instant().notNull(),
    actorKind: text().$type<ActorKind>().notNull(),
    /** Of a member, an operator or an API key. */
    actorId: text(),
    /** The member that an API key acts as. */
    onBehalfOf: text(),
    action: text().notNull(),
    targetKind: text().notNull(),
    targetId: text().notNull(),
    before: jsonb().$type<Record<string, unknown>>(),
    after: jsonb().$type<Record<string, unknown>>(),
    /** Why an operator did it, in their words. */
    reason: text(),
    requestId: text(),
    addressPrefix: text(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index('audit_log_target_idx').on(t.tenantId, t.targetKind, t.targetId),
    index('audit_log_at_idx').on(t.tenantId, t.at),
    index('audit_log_all_at_idx').on(t.at, t.id),
    tenantIsolation('audit_log'),
    readByOperators('audit_log'),
    /** What operators do that concerns no tenant. */
    pgPolicy('audit_log_installation', {
      for: 'insert',
      to: opsRole,
      withCheck: sql.raw(`tenant_id = '${installationId}'`),
    }),
  ],
);

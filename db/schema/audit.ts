import { index, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant, tenantId, tenantIsolation } from '../columns.ts';

/** Append-only: who did what to what, when, from where. Personal values stay out of before/after. */
export const auditLog = pgTable(
  'audit_log',
  {
    tenantId: tenantId(),
    id: text().notNull(),
    at: instant().notNull(),
    actorKind: text().$type<'guest' | 'member' | 'key' | 'system'>().notNull(),
    /** Of a member or an API key. */
    actorId: text(),
    /** The member that an API key acts as. */
    onBehalfOf: text(),
    action: text().notNull(),
    targetKind: text().notNull(),
    targetId: text().notNull(),
    before: jsonb().$type<Record<string, unknown>>(),
    after: jsonb().$type<Record<string, unknown>>(),
    requestId: text(),
    addressPrefix: text(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index('audit_log_target_idx').on(t.tenantId, t.targetKind, t.targetId),
    index('audit_log_at_idx').on(t.tenantId, t.at),
    tenantIsolation('audit_log'),
  ],
);

import { sql } from 'drizzle-orm';
import { index, integer, pgPolicy, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { FollowerKind } from '#domain/follower.ts';
import { appRole, instant, tenantId, tenantIsolation } from '../columns.ts';

/**
 * When each follower has to look next: at once after a change, at its next due moment otherwise. A platform table of ids:
 * a tenant writes its own rows, the relay sees all.
 */
export const wakeups = pgTable(
  'wakeups',
  {
    tenantId: tenantId(),
    kind: text().$type<FollowerKind>().notNull(),
    subjectId: text().notNull(),
    dueAt: instant().notNull(),
    /** When the follower is called if it has not looked by then. */
    callAt: instant().notNull(),
    /** Calls since it last looked: each waits longer for an answer than the one before. */
    calls: integer().notNull().default(0),
    /** Counts changes: a follower that has not seen the newest leaves the row as it is. */
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.kind, t.subjectId] }),
    index('wakeups_call_at_idx').on(t.callAt),
    index('wakeups_due_at_idx').on(t.dueAt),
    tenantIsolation('wakeups'),
    pgPolicy('wakeups_relay', {
      as: 'permissive',
      for: 'all',
      to: appRole,
      using: sql.raw(`(select current_setting('app.relay', true)) = 'on'`),
      withCheck: sql.raw(`(select current_setting('app.relay', true)) = 'on'`),
    }),
  ],
);

import { sql } from 'drizzle-orm';
import { index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { EffectName, EffectState } from '#domain/effect/types.ts';
import type { SubjectKind } from '#domain/notification/types.ts';
import { createdAt, instant, tenantId, tenantIsolation, updatedAt } from './columns.ts';

/** What is owed to vendors on behalf of a subject: one row for each effect, counted up with every change it must follow. */
export const effects = pgTable(
  'effects',
  {
    tenantId: tenantId(),
    subjectKind: text().$type<SubjectKind>().notNull(),
    subjectId: text().notNull(),
    name: text().$type<EffectName>().notNull(),
    state: text().$type<EffectState>().notNull(),
    /** The version the subject has now, and the one the vendor was brought to. */
    wanted: integer().notNull(),
    done: integer().notNull().default(0),
    tryAt: instant().notNull(),
    failures: integer().notNull().default(0),
    /** The last failure in our words; null once it worked. */
    failure: text(),
    failingSince: instant(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.subjectKind, t.subjectId, t.name] }),
    index('effects_attention_idx')
      .on(t.tenantId, t.subjectKind, t.subjectId)
      .where(sql`failure is not null and state in ('owed', 'given_up')`),
    tenantIsolation('effects'),
  ],
);

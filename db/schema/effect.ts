import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { type EffectName, type EffectState, effectStates } from '#domain/effect/types.ts';
import { type Failure, failures } from '#domain/failure.ts';
import type { SubjectKind } from '#domain/notification/types.ts';
import {
  createdAt,
  instant,
  isOneOf,
  readByOperators,
  tenantId,
  tenantIsolation,
  updatedAt,
} from '../columns.ts';

/** What is owed to vendors on behalf of a subject: one row for each effect, counted up with every change it must follow. */
export const effects = pgTable(
  'effects',
  {
    tenantId: tenantId(),
    /** Names it to people; its key is what it is and of what. */
    id: text().notNull(),
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
    failure: text().$type<Failure>(),
    failingSince: instant(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.subjectKind, t.subjectId, t.name] }),
    uniqueIndex('effects_id_key').on(t.tenantId, t.id),
    index('effects_attention_idx')
      .on(t.tenantId, t.failingSince, t.id)
      .where(sql`failure is not null and state in ('owed', 'given_up')`),
    index('effects_owed_idx').on(t.tryAt).where(sql`state = 'owed'`),
    check('effects_state_check', isOneOf('state', effectStates)),
    check('effects_failure_check', isOneOf('failure', failures)),
    check('effects_failing_check', sql`(failure is null) = (failing_since is null)`),
    tenantIsolation('effects'),
    readByOperators('effects'),
  ],
);

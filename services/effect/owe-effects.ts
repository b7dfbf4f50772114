import { sql } from 'drizzle-orm';
import type { PgInsertValue } from 'drizzle-orm/pg-core';
import type { Transaction } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { effects } from '#db/schema/effect.ts';

type OwedEffect = Pick<typeof effects.$inferInsert, 'tenantId' | 'subjectKind' | 'subjectId' | 'name'>;

/**
 * The statement that owes effects at once, in the caller's transaction: one already standing is owed anew, and what it
 * failed before no longer counts. `now` is epoch milliseconds; the caller wakes the subjects.
 */
export const oweEffects = (tx: Transaction, owed: readonly OwedEffect[], now: number) =>
  insertEffects(
    tx,
    owed.map((one) => effectRow(one, now)),
  );

/** An effect as it stands once it is owed; `now` is epoch milliseconds. */
export const effectRow = (owed: OwedEffect, now: number) => ({
  ...owed,
  id: newId('effect'),
  state: 'owed' as const,
  wanted: 1,
  tryAt: now,
  createdAt: now,
  updatedAt: now,
});

/** The same for rows that are made. */
export const insertEffects = (tx: Transaction, rows: PgInsertValue<typeof effects>[]) =>
  tx
    .insert(effects)
    .values(rows)
    .onConflictDoUpdate({
      target: [effects.tenantId, effects.subjectKind, effects.subjectId, effects.name],
      set: {
        state: 'owed',
        wanted: sql`${effects.wanted} + 1`,
        tryAt: sql`excluded.try_at`,
        failures: 0,
        failure: null,
        failingSince: null,
        updatedAt: sql`excluded.updated_at`,
      },
    })
    .returning({ id: effects.subjectId });

import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { bookings } from '#db/schema/booking.ts';
import { effects } from '#db/schema/effect.ts';
import { notifications } from '#db/schema/notification.ts';
import { withTenant } from '#db/tenant.ts';
import { wake } from '#db/wakeups.ts';
import { nextTryAt } from '#domain/effect/patience.ts';
import type { EffectName } from '#domain/effect/types.ts';
import type { Failure } from '#domain/failure.ts';
import type { Subject } from '#domain/notification/types.ts';

export type EffectKey = { subject: Subject; name: EffectName };

const is = ({ subject, name }: EffectKey) =>
  and(
    eq(effects.tenantId, subject.tenantId),
    eq(effects.subjectKind, subject.kind),
    eq(effects.subjectId, subject.id),
    eq(effects.name, name),
  );

/** The version of an effect that is owed, read before the vendor is brought to it; null when nothing is owed. */
export const wantedVersion = async (db: Database, key: EffectKey): Promise<number | null> =>
  withTenant(db, key.subject.tenantId, async (tx) => {
    const [row] = await tx
      .select({ wanted: effects.wanted })
      .from(effects)
      .where(and(is(key), eq(effects.state, 'owed')));
    return row?.wanted ?? null;
  });

/** Has the bookings of a shared session look whose guests are told once one of its effects is done or has failed. */
const wakeWaiting = async (tx: Transaction, { subject, name }: EffectKey): Promise<void> => {
  if (subject.kind !== 'session') return;
  const waiting = await tx
    .selectDistinct({ id: bookings.id })
    .from(bookings)
    .innerJoin(
      notifications,
      and(
        eq(notifications.tenantId, bookings.tenantId),
        eq(notifications.subjectKind, 'booking'),
        eq(notifications.subjectId, bookings.id),
      ),
    )
    .where(
      and(
        eq(bookings.tenantId, subject.tenantId),
        eq(bookings.sessionId, subject.id),
        eq(notifications.state, 'due'),
        eq(notifications.waitsFor, name),
      ),
    )
    .orderBy(bookings.id);
  wake(
    tx,
    ...waiting.map(({ id }) => ({ tenantId: subject.tenantId, kind: 'booking' as const, subjectId: id })),
  );
};

/** The vendor has been brought to a version; a newer one is still owed, at once. */
export const recordEffectDone = async (
  db: Database,
  key: EffectKey & { version: number; now: number },
): Promise<void> => {
  await withTenant(db, key.subject.tenantId, async (tx) => {
    await tx
      .update(effects)
      .set({
        done: sql`greatest(${effects.done}, ${key.version})`,
        state: sql`case when ${effects.wanted} <= ${key.version} then 'done' else 'owed' end`,
        tryAt: key.now,
        failures: 0,
        failure: null,
        failingSince: null,
        updatedAt: key.now,
      })
      .where(is(key));
    await wakeWaiting(tx, key);
  });
};

/** A try has failed: when the next one is, or that patience has ended. */
export const recordEffectFailure = async (
  db: Database,
  key: EffectKey & { failure: Failure; retryAfterSeconds?: number | undefined; now: number },
): Promise<void> =>
  withTenant(db, key.subject.tenantId, async (tx) => {
    const [row] = await tx.select().from(effects).where(is(key)).for('update');
    if (row === undefined || row.state !== 'owed') return;
    const failures = row.failures + 1;
    const failingSince = row.failingSince ?? key.now;
    const tryAt = nextTryAt({
      now: key.now,
      failures,
      failingSince,
      retryAfterSeconds: key.retryAfterSeconds,
    });
    await tx
      .update(effects)
      .set({
        failures,
        failingSince,
        failure: key.failure,
        ...(tryAt === null ? { state: 'given_up' as const } : { tryAt }),
        updatedAt: key.now,
      })
      .where(is(key));
    if (row.failure === null) await wakeWaiting(tx, key);
  });

/** Everything a subject's vendors are behind with is tried again now, also what was given up. */
export const retryEffects = async (tx: Transaction, subject: Subject, now: number): Promise<void> => {
  await tx
    .update(effects)
    .set({ state: 'owed', tryAt: now, failures: 0, failure: null, failingSince: null, updatedAt: now })
    .where(
      and(
        eq(effects.tenantId, subject.tenantId),
        eq(effects.subjectKind, subject.kind),
        eq(effects.subjectId, subject.id),
        inArray(effects.state, ['owed', 'given_up']),
      ),
    );
};

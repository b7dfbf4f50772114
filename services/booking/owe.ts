import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { notifications } from '#db/schema/notification.ts';
import { sessions } from '#db/schema/session.ts';
import { wake } from '#db/wakeups.ts';
import type { Owed, OwedNotification } from '#domain/booking/owed.ts';
import { oweEffects } from '../effect/owe-effects.ts';

const ofBooking = { subjectKind: 'booking' as const };

const notificationRow = (tenantId: string, bookingId: string, owed: OwedNotification, now: number) => ({
  tenantId,
  id: newId('notification'),
  ...ofBooking,
  subjectId: bookingId,
  template: owed.template,
  key: owed.key,
  revision: owed.revision,
  minutesBefore: owed.minutesBefore,
  dueAt: owed.dueAt,
  waitsFor: owed.waitsFor,
  createdAt: now,
});

/** Reminders of a booking that have not fallen due are never sent. */
const dropReminders = (tx: Transaction, tenantId: string, bookingId: string, now: number) =>
  tx
    .update(notifications)
    .set({ state: 'dropped', doneAt: now, failure: null })
    .where(
      and(
        eq(notifications.tenantId, tenantId),
        eq(notifications.subjectKind, ofBooking.subjectKind),
        eq(notifications.subjectId, bookingId),
        eq(notifications.state, 'due'),
        eq(notifications.template, 'booking_reminder'),
      ),
    )
    .returning({ id: notifications.id });

export type Carrier = { kind: 'booking' | 'session'; id: string };

/**
 * Who carries what vendors are owed because of a booking: the booking itself while it is alone in its session, and the
 * session where guests share it, so that several bookings write one event. A booking that goes from one session to another
 * concerns both.
 */
export const carriersOf = (
  before: { id: string; sessionId: string; capacity: number },
  after: { sessionId: string } = before,
): Carrier[] =>
  before.capacity === 1 && after.sessionId === before.sessionId
    ? [{ kind: 'booking', id: before.id }]
    : [...new Set([before.sessionId, after.sessionId])].map((id) => ({ kind: 'session', id }));

/** What a shared session's event shows has changed. */
const revise = (tx: Transaction, tenantId: string, sessionIds: readonly string[]) =>
  tx
    .update(sessions)
    .set({ revision: sql`${sessions.revision} + 1` })
    .where(and(eq(sessions.tenantId, tenantId), inArray(sessions.id, [...sessionIds])))
    .returning({ id: sessions.id });

export type Owing = {
  tenantId: string;
  bookingId: string;
  carriers: readonly Carrier[];
  owed: Owed;
  now: number;
};

/** The parts of one statement that write down what a change of a booking causes. */
export const owing = (tx: Transaction, { tenantId, bookingId, carriers, owed, now }: Owing) => {
  const shared = carriers.filter(({ kind }) => kind === 'session').map(({ id }) => id);
  const effects = carriers.flatMap(({ kind, id }) =>
    owed.effects.map((name) => ({ tenantId, subjectKind: kind, subjectId: id, name })),
  );
  return [
    ...(owed.dropsReminders ? [tx.$with('dropped').as(dropReminders(tx, tenantId, bookingId, now))] : []),
    ...(owed.notifications.length === 0
      ? []
      : [
          tx.$with('told').as(
            tx
              .insert(notifications)
              .values(owed.notifications.map((one) => notificationRow(tenantId, bookingId, one, now)))
              .onConflictDoNothing()
              .returning({ id: notifications.id }),
          ),
        ]),
    ...(effects.length === 0 ? [] : [tx.$with('owed').as(oweEffects(tx, effects, now))]),
    ...(effects.length === 0 || shared.length === 0
      ? []
      : [tx.$with('revised').as(revise(tx, tenantId, shared))]),
  ];
};

/** Has a booking's follower look, and those of the sessions that carry something for it. */
export const wakeFollowers = (
  tx: Transaction,
  tenantId: string,
  bookingId: string,
  carriers: readonly Carrier[],
): Promise<void> =>
  wake(
    tx,
    { tenantId, kind: 'booking', subjectId: bookingId },
    ...carriers.flatMap(({ kind, id }) => (kind === 'session' ? [{ tenantId, kind, subjectId: id }] : [])),
  );

import { and, eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { notifications } from '#db/schema/notification.ts';
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

/** The parts of one statement that write down what a change of a booking causes. */
export const owing = (tx: Transaction, tenantId: string, bookingId: string, owed: Owed, now: number) => [
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
  ...(owed.effects.length === 0
    ? []
    : [
        tx.$with('owed').as(
          oweEffects(
            tx,
            owed.effects.map((name) => ({ tenantId, ...ofBooking, subjectId: bookingId, name })),
            now,
          ),
        ),
      ]),
];

import { sql } from 'drizzle-orm';
import type { PgInsertValue } from 'drizzle-orm/pg-core';
import type { Transaction } from '#db/client.ts';
import { timestampAt } from '#db/columns.ts';
import { newId } from '#db/new-id.ts';
import type { effects } from '#db/schema/effect.ts';
import { notifications } from '#db/schema/notification.ts';
import { wake } from '#db/wakeups.ts';
import type { Owed, OwedNotification } from '#domain/booking/owed.ts';
import type { NotificationTemplate } from '#domain/notification/types.ts';
import { effectRow, insertEffects } from '#services/effect/owe-effects.ts';
import { dropDue, insertNotifications } from '#services/notification/owe-notifications.ts';
import { reviseSessions } from '#services/session/revise-sessions.ts';

/** The moment of the one that nobody was told yet: changes that follow each other do not put each other off. */
const withEarlier = (tenantId: string, bookingId: string, { template, dueAt }: OwedNotification) =>
  sql<number>`coalesce((
    select min(n.due_at) from ${notifications} n
    where n.tenant_id = ${tenantId} and n.subject_kind = 'booking' and n.subject_id = ${bookingId}
      and n.template = ${template} and n.state = 'due'), ${timestampAt(dueAt)})`;

const notificationRow = (tenantId: string, bookingId: string, owed: OwedNotification, now: number) => ({
  id: newId('notification'),
  tenantId,
  subjectKind: 'booking' as const,
  subjectId: bookingId,
  template: owed.template,
  key: owed.key,
  revision: owed.revision,
  minutesBefore: owed.minutesBefore,
  dueAt: owed.dueAt,
  waitsFor: owed.waitsFor,
  createdAt: now,
});

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

export type Owing = {
  tenantId: string;
  bookingId: string;
  carriers: readonly Carrier[];
  owed: Owed;
  now: number;
  /** Sessions whose events show something else by now though they have not moved. */
  revises?: readonly string[];
};

/** The rows that say what a change of a booking causes, and the shared sessions whose events it touches. */
export const owedRows = ({ tenantId, bookingId, carriers, owed, now, revises = [] }: Owing) => {
  const shared = carriers.filter(({ kind }) => kind === 'session').map(({ id }) => id);
  const effects = carriers.flatMap(({ kind, id }) =>
    owed.effects.map((name) => effectRow({ tenantId, subjectKind: kind, subjectId: id, name }, now)),
  );
  return {
    notifications: owed.notifications.map((one) => notificationRow(tenantId, bookingId, one, now)),
    effects,
    revised: effects.length === 0 ? [] : [...new Set([...shared, ...revises])],
  };
};

/** The parts of one statement that write down what a change of a booking causes. */
export const owing = (tx: Transaction, asked: Owing) => {
  const { tenantId, bookingId, owed, now } = asked;
  const subject = { tenantId, kind: 'booking' as const, id: bookingId };
  const drop = (template: NotificationTemplate) => dropDue(tx, subject, { template, now });
  const { notifications: told, effects, revised } = owedRows(asked);
  const rows = told.map((row, index) => {
    const one = owed.notifications[index];
    return one?.gathers === true ? { ...row, dueAt: withEarlier(tenantId, bookingId, one) } : row;
  });
  return [
    ...(owed.dropsReminders ? [tx.$with('dropped').as(drop('booking_reminder'))] : []),
    ...(owed.dropsMoveRequests ? [tx.$with('overtaken').as(drop('booking_move_requested'))] : []),
    ...owedParts(tx, { notifications: rows, effects }),
    ...(revised.length === 0 ? [] : [tx.$with('revised').as(reviseSessions(tx, tenantId, revised))]),
  ];
};

/** The parts that say who is told what, and what vendors are owed. */
export const owedParts = (
  tx: Transaction,
  rows: {
    notifications: PgInsertValue<typeof notifications>[];
    effects: PgInsertValue<typeof effects>[];
  },
) => [
  ...(rows.notifications.length === 0
    ? []
    : [tx.$with('told').as(insertNotifications(tx, rows.notifications))]),
  ...(rows.effects.length === 0 ? [] : [tx.$with('owed').as(insertEffects(tx, rows.effects))]),
];

/** Has a booking's follower look, and those of the sessions that carry something for it. */
export const wakeFollowers = (
  tx: Transaction,
  tenantId: string,
  bookingId: string,
  carriers: readonly Carrier[],
): void =>
  wake(
    tx,
    { tenantId, kind: 'booking', subjectId: bookingId },
    ...carriers.flatMap(({ kind, id }) => (kind === 'session' ? [{ tenantId, kind, subjectId: id }] : [])),
  );

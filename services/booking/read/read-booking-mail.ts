import { and, desc, eq, inArray, isNull, max, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { bookingTimeline } from '#db/schema/booking.ts';
import { deliveries, notifications } from '#db/schema/notification.ts';
import { persons } from '#db/schema/person.ts';
import { memberProfiles } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import type { NotificationTemplate } from '#domain/notification/types.ts';
import type { PresentedHost } from '#services/session/hosts.ts';
import { hostsWritten } from './hosts-written.ts';
import { type BookingRow, type LoadedBooking, loadBooking } from './load-booking.ts';

/** What mails about a booking are made of. */
export type BookingMailData = LoadedBooking & {
  /** The time before the moves that nobody was told yet; null when it never moved. */
  previous: { start: number; end: number } | null;
  /** A host made it for the guest. */
  isBookedByHost: boolean;
  /** Whether guest and hosts were ever sent the time for their calendars. */
  wasConfirmed: boolean;
  /** The guest was told of the booking and of no link to its meeting, which is there by now. */
  lacksMeetingLink: boolean;
  /** Ids of the hosts whose calendars show it because we write them. */
  writtenFor: readonly string[];
  /** Recipients who were sent an invitation. */
  invited: readonly string[];
  /** Members who hosted it before others took it over. */
  formerHosts: readonly PresentedHost[];
};

const telling = ['confirmed', 'approved', 'rescheduled', 'reassigned'];
const changesHost = 'reassigned';
/** Mails from which guests learn where to join, beside the one that only says that. */
const inviting: NotificationTemplate[] = ['booking_confirmed', 'booking_rescheduled', 'booking_reminder'];

/** Whether the guest was sent mails about the booking, and none of them had this link. */
const wasToldWithout = async (
  tx: Transaction,
  { tenantId, id }: BookingRow,
  meetingUrl: string | null,
): Promise<boolean> => {
  if (meetingUrl === null) return false;
  const [row] = await tx
    .select({
      lacks: sql<boolean | null>`bool_and(position(${meetingUrl} in ${deliveries.content}->>'text') = 0)`,
    })
    .from(deliveries)
    .innerJoin(
      notifications,
      and(eq(notifications.tenantId, deliveries.tenantId), eq(notifications.id, deliveries.notificationId)),
    )
    .where(
      and(
        eq(deliveries.tenantId, tenantId),
        eq(deliveries.recipient, 'guest'),
        eq(notifications.subjectKind, 'booking'),
        eq(notifications.subjectId, id),
        inArray(notifications.template, inviting),
      ),
    );
  return row?.lacks === true;
};

/** The first of a booking's moves (the last one first) that is younger than the last one that was told. */
const firstUntold = async <Move>(
  tx: Transaction,
  { tenantId, id }: BookingRow,
  moves: readonly Move[],
): Promise<Move | undefined> => {
  const [told] = await tx
    .select({ revision: max(notifications.revision) })
    .from(notifications)
    .where(
      and(
        eq(notifications.tenantId, tenantId),
        eq(notifications.subjectKind, 'booking'),
        eq(notifications.subjectId, id),
        eq(notifications.template, 'booking_rescheduled'),
        eq(notifications.state, 'done'),
      ),
    );
  // Each move is a revision.
  const untold = moves.length - (told?.revision ?? 0);
  return moves[Math.max(untold, 1) - 1];
};

const findInvited = async (tx: Transaction, { tenantId, id }: BookingRow): Promise<string[]> => {
  const rows = await tx
    .selectDistinct({ recipient: deliveries.recipient })
    .from(deliveries)
    .innerJoin(
      notifications,
      and(eq(notifications.tenantId, deliveries.tenantId), eq(notifications.id, deliveries.notificationId)),
    )
    .where(
      and(
        eq(deliveries.tenantId, tenantId),
        eq(notifications.subjectKind, 'booking'),
        eq(notifications.subjectId, id),
        sql`${deliveries.content}->'ics'->>'method' = 'REQUEST'`,
        // Whom it did not reach knows of nothing.
        isNull(deliveries.failedAt),
      ),
    );
  return rows.map(({ recipient }) => recipient);
};

const findMembers = async (
  tx: Transaction,
  tenantId: string,
  ids: readonly string[],
): Promise<PresentedHost[]> =>
  ids.length === 0
    ? []
    : tx
        .select({
          id: memberProfiles.id,
          name: memberProfiles.name,
          email: memberProfiles.email,
          locale: memberProfiles.locale,
          timeZone: memberProfiles.timeZone,
          clock: persons.clock,
        })
        .from(memberProfiles)
        .innerJoin(persons, eq(persons.id, memberProfiles.personId))
        .where(
          and(
            eq(memberProfiles.tenantId, tenantId),
            inArray(memberProfiles.id, [...ids]),
            eq(memberProfiles.isActive, true),
          ),
        );

/** A booking with what its history says in mails; `not_found` otherwise. */
export const readBookingMail = async (
  db: Database,
  tenantId: string,
  bookingId: string,
): Promise<BookingMailData> =>
  withTenant(db, tenantId, async (tx) => {
    const loaded = await loadBooking(tx, tenantId, bookingId);
    const entries = await tx
      .select({
        kind: bookingTimeline.kind,
        actor: bookingTimeline.actor,
        details: bookingTimeline.details,
      })
      .from(bookingTimeline)
      .where(
        and(
          eq(bookingTimeline.tenantId, tenantId),
          eq(bookingTimeline.bookingId, bookingId),
          inArray(bookingTimeline.kind, telling),
        ),
      )
      .orderBy(desc(bookingTimeline.sequence))
      .limit(100);
    const move = await firstUntold(
      tx,
      loaded.booking,
      entries.filter(({ kind }) => kind === 'rescheduled'),
    );
    const hosting = new Set(loaded.hosts.map(({ id }) => id));
    const formerIds = entries
      .filter(({ kind }) => kind === changesHost)
      .map(({ details }) => String(details['from']))
      .filter((id) => !hosting.has(id));
    const start = Date.parse(String(move?.details['from']));
    const { startsAt, endsAt } = loaded.booking;
    return {
      ...loaded,
      previous: Number.isNaN(start) ? null : { start, end: start + endsAt - startsAt },
      isBookedByHost: entries.some(({ kind, actor }) => kind === 'confirmed' && actor === 'host'),
      wasConfirmed: entries.some(({ kind }) => kind !== 'rescheduled' && kind !== changesHost),
      formerHosts: await findMembers(tx, tenantId, formerIds),
      invited: await findInvited(tx, loaded.booking),
      writtenFor: await hostsWritten(
        tx,
        loaded.booking,
        loaded.hosts.map((host) => host.id),
      ),
      lacksMeetingLink: await wasToldWithout(tx, loaded.booking, loaded.booking.meetingUrl),
    };
  });

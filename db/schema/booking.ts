import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { Assignment } from '#domain/assignment/model.ts';
import type { Answers, BookingActor, BookingStatus, BookingTerms } from '#domain/booking/types.ts';
import type { LocationKind } from '#domain/link/types.ts';
import {
  createdAt,
  instant,
  instantRange,
  tenantId,
  tenantIsolation,
  updatedAt,
  wallTime,
} from './columns.ts';
import { links } from './link.ts';
import { claims } from './person.ts';
import { members } from './tenant.ts';

export const bookings = pgTable(
  'bookings',
  {
    tenantId: tenantId(),
    id: text().notNull(),
    linkId: text().notNull(),
    code: text().notNull(),
    status: text().$type<BookingStatus>().notNull(),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    durationMinutes: integer().notNull(),
    /** What was agreed on the host's clock, and the offset that settles a repeated hour (docs/recurrence.md). */
    hostTimeZone: text().notNull(),
    localStart: wallTime().notNull(),
    utcOffsetMinutes: integer().notNull(),
    tzdataVersion: text().notNull(),
    guestName: text(),
    guestEmail: text(),
    guestPhone: text(),
    guestTimeZone: text().notNull(),
    locale: text().$type<'en' | 'vi'>().notNull(),
    answers: jsonb().$type<Answers>().notNull().default({}),
    note: text(),
    locationKind: text().$type<LocationKind>().notNull(),
    locationValue: text().notNull(),
    meetingUrl: text(),
    terms: jsonb().$type<BookingTerms>().notNull(),
    /** Counts changes of time: the SEQUENCE of its iCalendar messages. */
    revision: integer().notNull().default(0),
    /** How its host was chosen: the inputs give the same host again. Null unless the link is round robin. */
    assignment: jsonb().$type<Assignment>(),
    holdUntil: instant(),
    approveBy: instant(),
    cancelReason: text(),
    cancelledBy: text().$type<BookingActor>(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('bookings_code_key').on(t.tenantId, t.code),
    index('bookings_tenant_starts_at_idx').on(t.tenantId, t.startsAt),
    index('bookings_link_starts_at_idx').on(t.tenantId, t.linkId, t.startsAt),
    index('bookings_guest_email_idx').on(t.tenantId, t.guestEmail),
    foreignKey({
      name: 'bookings_link_fk',
      columns: [t.tenantId, t.linkId],
      foreignColumns: [links.tenantId, links.id],
    }),
    tenantIsolation('bookings'),
  ],
);

/** Who hosts a booking; the organizer's calendar holds the meeting. */
export const bookingHosts = pgTable(
  'booking_hosts',
  {
    tenantId: tenantId(),
    bookingId: text().notNull(),
    memberId: text().notNull(),
    isOrganizer: boolean().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.bookingId, t.memberId] }),
    index('booking_hosts_member_idx').on(t.tenantId, t.memberId),
    foreignKey({
      name: 'booking_hosts_booking_fk',
      columns: [t.tenantId, t.bookingId],
      foreignColumns: [bookings.tenantId, bookings.id],
    }),
    foreignKey({
      name: 'booking_hosts_member_fk',
      columns: [t.tenantId, t.memberId],
      foreignColumns: [members.tenantId, members.id],
    }),
    tenantIsolation('booking_hosts'),
  ],
);

/**
 * What blocks a member. Exclusive rows (holds, bookings, classes) own a row of `claims`, whose exclusion constraint decides
 * every race for a person's time, also with other tenants. Their range includes their buffers.
 */
export const timeBlocks = pgTable(
  'time_blocks',
  {
    tenantId: tenantId(),
    id: text().notNull(),
    memberId: text().notNull(),
    during: instantRange().notNull(),
    /**
     * The bounds of `during` as columns: row-level security lets an index be searched only by operators that cannot
     * leak, and `&&` on ranges is not one of them.
     */
    startsAt: instant().generatedAlwaysAs(sql`lower(during)`),
    endsAt: instant().generatedAlwaysAs(sql`upper(during)`),
    kind: text().$type<'hold' | 'booking' | 'class' | 'event' | 'external' | 'time_off'>().notNull(),
    exclusive: boolean().notNull(),
    /** The claim of an exclusive row; when a hold ends stands there and nowhere else. */
    claimId: text(),
    bookingId: text(),
    eventId: text(),
    bufferBeforeMinutes: integer().notNull().default(0),
    bufferAfterMinutes: integer().notNull().default(0),
    tentative: boolean().notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    check('time_blocks_claim_check', sql`exclusive = (claim_id is not null)`),
    foreignKey({
      name: 'time_blocks_claim_fk',
      columns: [t.claimId],
      foreignColumns: [claims.id],
    }).onDelete('cascade'),
    uniqueIndex('time_blocks_claim_key').on(t.claimId),
    index('time_blocks_member_time_idx').on(t.tenantId, t.memberId, t.endsAt, t.startsAt),
    index('time_blocks_booking_idx').on(t.tenantId, t.bookingId),
    index('time_blocks_event_idx').on(t.tenantId, t.eventId),
    foreignKey({
      name: 'time_blocks_member_fk',
      columns: [t.tenantId, t.memberId],
      foreignColumns: [members.tenantId, members.id],
    }),
    foreignKey({
      name: 'time_blocks_booking_fk',
      columns: [t.tenantId, t.bookingId],
      foreignColumns: [bookings.tenantId, bookings.id],
    }),
    tenantIsolation('time_blocks'),
  ],
);

/** Append-only: every transition with when, who, why and, for those nobody asked for, by which workflow run. */
export const bookingTimeline = pgTable(
  'booking_timeline',
  {
    tenantId: tenantId(),
    id: text().notNull(),
    bookingId: text().notNull(),
    /** Counts the entries of one booking from 1, without gaps. */
    sequence: integer().notNull(),
    at: instant().notNull(),
    kind: text().notNull(),
    actor: text().$type<BookingActor>().notNull(),
    actorId: text(),
    reason: text(),
    details: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    workflowRunId: text(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('booking_timeline_sequence_key').on(t.tenantId, t.bookingId, t.sequence),
    foreignKey({
      name: 'booking_timeline_booking_fk',
      columns: [t.tenantId, t.bookingId],
      foreignColumns: [bookings.tenantId, bookings.id],
    }),
    tenantIsolation('booking_timeline'),
  ],
);

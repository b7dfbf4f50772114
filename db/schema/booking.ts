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
import type { BookingActor, BookingStatus, LocationKind, SyncState } from '#domain/booking/status.ts';
import type { ErrorCode } from '#domain/errors.ts';
import {
  createdAt,
  instant,
  instantRange,
  tenantId,
  tenantIsolation,
  updatedAt,
  wallTime,
} from './columns.ts';
import { links, type StoredQuestion } from './link.ts';
import { claims } from './person.ts';
import { members } from './tenant.ts';

export type Answers = Record<string, string | number | boolean>;
export type StoredGuest = { name: string; email: string; phone?: string | undefined };

/** What somebody asks of a booking. Free text stays here: workflow payloads carry the request's id only. */
export type BookingRequestPayload =
  | {
      kind: 'claim';
      linkId: string;
      start: number;
      durationMinutes: number;
      timeZone: string;
      locale: 'en' | 'vi';
      /** Absent: only hold the time. */
      guest?: StoredGuest | undefined;
      answers: Answers;
      note?: string | undefined;
    }
  | {
      kind: 'complete_hold';
      timeZone: string;
      locale: 'en' | 'vi';
      guest: StoredGuest;
      answers: Answers;
      note?: string | undefined;
    }
  | { kind: 'release_hold' }
  | { kind: 'reschedule'; start: number; reason?: string | undefined }
  | { kind: 'cancel'; reason?: string | undefined }
  | { kind: 'approve' }
  | { kind: 'decline'; reason?: string | undefined }
  | { kind: 'mark_no_show' }
  | { kind: 'retry_sync' };
export type BookingRequestKind = BookingRequestPayload['kind'];

/** How a request ended: written in the transaction of its effect, so that a repeat finds it. */
export type BookingRequestOutcome = { ok: true } | { ok: false; code: ErrorCode; detail: string };

/**
 * The idempotency record of every booking write: the id follows from tenant, caller and Idempotency-Key (a claim's
 * booking id from the same bytes), the hash from the request.
 */
export const bookingRequests = pgTable(
  'booking_requests',
  {
    tenantId: tenantId(),
    id: text().notNull(),
    bookingId: text().notNull(),
    actor: text().$type<BookingActor>().notNull(),
    actorId: text(),
    requestHash: text().notNull(),
    payload: jsonb().$type<BookingRequestPayload>().notNull(),
    outcome: jsonb().$type<BookingRequestOutcome>(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index('booking_requests_booking_idx').on(t.tenantId, t.bookingId),
    tenantIsolation('booking_requests'),
  ],
);

/** The rules a booking was made under; later edits of the link do not change it. */
export type BookingTerms = {
  title: string;
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
  reminderMinutes: number[];
  questions: StoredQuestion[];
  requiresApproval: boolean;
};

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
    calendarSync: text().$type<SyncState>().notNull().default('off'),
    emailSync: text().$type<SyncState>().notNull().default('off'),
    attentionReason: text(),
    cancelReason: text(),
    cancelledBy: text().$type<BookingActor>(),
    workflowRunId: text().notNull(),
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

/** Append-only: every transition with when, who, why and by which workflow run. */
export const bookingTimeline = pgTable(
  'booking_timeline',
  {
    tenantId: tenantId(),
    id: text().notNull(),
    bookingId: text().notNull(),
    /** Makes a repeated activity write one entry. */
    dedupeKey: text().notNull(),
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
    uniqueIndex('booking_timeline_dedupe_key').on(t.tenantId, t.bookingId, t.dedupeKey),
    foreignKey({
      name: 'booking_timeline_booking_fk',
      columns: [t.tenantId, t.bookingId],
      foreignColumns: [bookings.tenantId, bookings.id],
    }),
    tenantIsolation('booking_timeline'),
  ],
);

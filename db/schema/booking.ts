import { sql } from 'drizzle-orm';
import {
  bigint,
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
import { openStatuses } from '#domain/booking/status.ts';
import {
  type Answers,
  type BookingActor,
  type BookingStatus,
  type BookingTerms,
  bookingStatuses,
} from '#domain/booking/types.ts';
import { type Currency, currencies } from '#domain/money/currencies.ts';
import type { MoveQuote, RefundTerms } from '#domain/payment/types.ts';
import { createdAt, instant, isOneOf, tenantId, tenantIsolation, updatedAt } from '../columns.ts';
import { contacts } from './contact.ts';
import { links } from './link.ts';
import { sessions } from './session.ts';

export const bookings = pgTable(
  'bookings',
  {
    tenantId: tenantId(),
    id: text().notNull(),
    linkId: text().notNull(),
    sessionId: text().notNull(),
    /** How many places its party has in the session; they are taken while it is `seated`. */
    places: integer().notNull().default(1),
    seated: boolean().notNull(),
    /** Null until its guest is known. */
    contactId: text(),
    code: text().notNull(),
    status: text().$type<BookingStatus>().notNull(),
    /** Its session's, held equal by `bookings_session_fk`. */
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    durationMinutes: integer().notNull(),
    guestTimeZone: text().notNull(),
    locale: text().$type<'en' | 'vi'>().notNull(),
    answers: jsonb().$type<Answers>().notNull().default({}),
    note: text(),
    terms: jsonb().$type<BookingTerms>().notNull(),
    /** Counts changes of time: the SEQUENCE of its iCalendar messages. */
    revision: integer().notNull().default(0),
    /** How its host was chosen: the inputs give the same host again. Null unless the link is round robin. */
    assignment: jsonb().$type<Assignment>(),
    holdUntil: instant(),
    approveBy: instant(),
    /** A time that its guest asks to move to, and until when its host can approve that. */
    moveTo: instant(),
    moveBy: instant(),
    /** What it costs from then on, where that is something else; kept for a payment that comes too late. */
    moveQuote: jsonb().$type<MoveQuote>(),
    /** What its guest pays for it, tax included: frozen when they book. Null: nothing. */
    priceMinor: bigint({ mode: 'number' }),
    currency: text().$type<Currency>(),
    taxBasisPoints: integer().notNull().default(0),
    /** What its guest has agreed to get back. */
    refundTerms: jsonb().$type<RefundTerms>(),
    /** The start that the deadlines of its refund count from; null: that of its time. A late move does not put them off. */
    refundAnchor: instant(),
    cancelReason: text(),
    cancelledBy: text().$type<BookingActor>(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('bookings_code_key').on(t.tenantId, t.code),
    index('bookings_tenant_starts_at_idx').on(t.tenantId, t.startsAt, t.id),
    // What is still to come, whatever has gathered behind it.
    index('bookings_open_idx').on(t.tenantId, t.startsAt, t.id).where(isOneOf('status', openStatuses)),
    index('bookings_link_starts_at_idx').on(t.tenantId, t.linkId, t.startsAt),
    foreignKey({
      name: 'bookings_link_fk',
      columns: [t.tenantId, t.linkId],
      foreignColumns: [links.tenantId, links.id],
    }),
    index('bookings_session_idx').on(t.tenantId, t.sessionId),
    index('bookings_move_by_idx').on(t.tenantId, t.moveBy).where(sql`move_by is not null`),
    index('bookings_contact_idx').on(t.tenantId, t.contactId),
    check('bookings_status_check', isOneOf('status', bookingStatuses)),
    check('bookings_move_check', sql`(move_to is null) = (move_by is null)`),
    check('bookings_price_check', sql`(price_minor is null) = (currency is null) and price_minor > 0`),
    check('bookings_currency_check', isOneOf('currency', currencies)),
    check('bookings_refund_terms_check', sql`(price_minor is null) = (refund_terms is null)`),
    check('bookings_places_check', sql`places > 0`),
    check('bookings_seated_check', sql`seated or status <> 'confirmed'`),
    foreignKey({
      name: 'bookings_session_fk',
      columns: [t.tenantId, t.sessionId, t.startsAt, t.endsAt],
      foreignColumns: [sessions.tenantId, sessions.id, sessions.startsAt, sessions.endsAt],
    }).onUpdate('cascade'),
    foreignKey({
      name: 'bookings_contact_fk',
      columns: [t.tenantId, t.contactId],
      foreignColumns: [contacts.tenantId, contacts.id],
    }),
    tenantIsolation('bookings'),
  ],
);

/** The people of a booking's party; the first is the one who booked. */
export const bookingGuests = pgTable(
  'booking_guests',
  {
    tenantId: tenantId(),
    bookingId: text().notNull(),
    /** From 0, without gaps: who is taken out keeps theirs. */
    position: integer().notNull(),
    name: text().notNull(),
    /** Lower case. */
    email: text().notNull(),
    phone: text(),
    /** Since when they are no longer of the party. */
    removedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.bookingId, t.position] }),
    index('booking_guests_email_idx').on(t.tenantId, t.email),
    foreignKey({
      name: 'booking_guests_booking_fk',
      columns: [t.tenantId, t.bookingId],
      foreignColumns: [bookings.tenantId, bookings.id],
    }),
    tenantIsolation('booking_guests'),
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
    /** The API key that it was asked for with. */
    keyId: text(),
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

import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { type HostRequestState, hostRequestStates } from '#domain/link/host-consent.ts';
import {
  type BookingLimit,
  type BookingWindow,
  type GuestLimit,
  type LinkAssignment,
  type LinkKind,
  type LocationKind,
  linkKinds,
  type Question,
  type StartGrid,
  usualFurtherGuests,
} from '#domain/link/types.ts';
import { type Currency, currencies } from '#domain/money/currencies.ts';
import type { RefundPolicy } from '#domain/payment/types.ts';
import { createdAt, instant, isOneOf, tenantId, tenantIsolation, updatedAt } from '../columns.ts';
import { members } from './tenant.ts';

/** A booking link (event type). */
export const links = pgTable(
  'links',
  {
    tenantId: tenantId(),
    id: text().notNull(),
    ownerId: text().notNull(),
    slug: text().notNull(),
    title: text().notNull(),
    description: text().notNull().default(''),
    kind: text().$type<LinkKind>().notNull().default('one_to_one'),
    /** Places at one time: several for a group, one for every other kind. */
    capacity: integer().notNull().default(1),
    assignment: jsonb()
      .$type<LinkAssignment>()
      .notNull()
      .default({ strategy: 'round_robin', namedHostId: null, weights: {} }),
    durationsMinutes: jsonb().$type<number[]>().notNull(),
    scheduleId: text(),
    stepMinutes: integer(),
    startGrid: jsonb().$type<StartGrid>().notNull().default({ kind: 'clock', offsetMinutes: 0 }),
    bufferBeforeMinutes: integer().notNull().default(0),
    bufferAfterMinutes: integer().notNull().default(0),
    noticeMinutes: integer().notNull().default(60),
    bookingWindow: jsonb().$type<BookingWindow>().notNull(),
    limits: jsonb().$type<BookingLimit[]>().notNull().default([]),
    locationKind: text().$type<LocationKind>().notNull(),
    locationValue: text().notNull().default(''),
    requiresApproval: boolean().notNull().default(false),
    approvalDeadlineHours: integer().notNull().default(48),
    holdMinutes: integer().notNull().default(10),
    reminderMinutes: jsonb().$type<number[]>().notNull().default([1440, 60]),
    questions: jsonb().$type<Question[]>().notNull().default([]),
    guestLimit: jsonb().$type<GuestLimit | null>(),

    /** What guests may do with a booking of theirs: until so long before its start, and for so many more people. */
    cancelNoticeMinutes: integer().notNull().default(0),
    rescheduleNoticeMinutes: integer().notNull().default(0),
    mostFurtherGuests: integer().notNull().default(usualFurtherGuests),

    /** What a place costs, tax included, in the minor unit of its currency; null: nothing. */
    priceMinor: bigint({ mode: 'number' }),
    currency: text().$type<Currency>(),
    /** The tax in it that is shown, in basis points. */
    taxBasisPoints: integer().notNull().default(0),
    refundPolicy: jsonb().$type<RefundPolicy>().notNull().default([]),

    isActive: boolean().notNull().default(true),
    /** Can be booked by its address, and is not on its owner's page. */
    isHidden: boolean().notNull().default(false),
    /** Where guests are sent on to once they have booked. */
    redirectUrl: text(),
    /** Place among its owner's links; those of the same place stand in the order they were made. */
    position: integer().notNull().default(0),
    version: integer().notNull().default(1),
    archivedAt: instant(),
    /** Nobody sees it any more; what once referred to it still does. */
    deletedAt: instant(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('links_owner_slug_key').on(t.tenantId, t.ownerId, t.slug).where(sql`archived_at is null`),
    foreignKey({
      name: 'links_owner_fk',
      columns: [t.tenantId, t.ownerId],
      foreignColumns: [members.tenantId, members.id],
    }),
    check('links_kind_check', isOneOf('kind', linkKinds)),
    check('links_deleted_check', sql`deleted_at is null or archived_at is not null`),
    check('links_capacity_check', sql`case when kind = 'group' then capacity > 1 else capacity = 1 end`),
    check('links_price_check', sql`(price_minor is null) = (currency is null) and price_minor > 0`),
    check('links_currency_check', isOneOf('currency', currencies)),
    tenantIsolation('links'),
  ],
);

/** Hosts of a link in order, who have agreed or were named by an admin; the owner is one of them. */
export const linkHosts = pgTable(
  'link_hosts',
  {
    tenantId: tenantId(),
    linkId: text().notNull(),
    memberId: text().notNull(),
    position: integer().notNull(),
    /** Round robin: bookings this host is owed or is ahead by (`domain/assignment`). */
    credit: doublePrecision().notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.linkId, t.memberId] }),
    index('link_hosts_member_idx').on(t.tenantId, t.memberId),
    foreignKey({
      name: 'link_hosts_link_fk',
      columns: [t.tenantId, t.linkId],
      foreignColumns: [links.tenantId, links.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'link_hosts_member_fk',
      columns: [t.tenantId, t.memberId],
      foreignColumns: [members.tenantId, members.id],
    }),
    tenantIsolation('link_hosts'),
  ],
);

/**
 * Who was asked to host somebody's link, or was named by an admin, and what became of it: one for each link and member, of
 * whom none becomes a host unasked (`services/link/hosting/name-hosts.ts`).
 */
export const hostRequests = pgTable(
  'host_requests',
  {
    tenantId: tenantId(),
    id: text().notNull(),
    linkId: text().notNull(),
    memberId: text().notNull(),
    /** Who named them last. */
    requestedBy: text().notNull(),
    state: text().$type<HostRequestState>().notNull(),
    /** Their place among the hosts once they agree. */
    position: integer().notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('host_requests_member_key').on(t.tenantId, t.linkId, t.memberId),
    index('host_requests_member_idx').on(t.tenantId, t.memberId),
    check('host_requests_state_check', isOneOf('state', hostRequestStates)),
    foreignKey({
      name: 'host_requests_link_fk',
      columns: [t.tenantId, t.linkId],
      foreignColumns: [links.tenantId, links.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'host_requests_member_fk',
      columns: [t.tenantId, t.memberId],
      foreignColumns: [members.tenantId, members.id],
    }),
    foreignKey({
      name: 'host_requests_requested_by_fk',
      columns: [t.tenantId, t.requestedBy],
      foreignColumns: [members.tenantId, members.id],
    }),
    tenantIsolation('host_requests'),
  ],
);

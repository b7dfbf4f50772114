import { sql } from 'drizzle-orm';
import {
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
} from '#domain/link/types.ts';
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
    isActive: boolean().notNull().default(true),
    version: integer().notNull().default(1),
    archivedAt: instant(),
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
    check('links_capacity_check', sql`case when kind = 'group' then capacity > 1 else capacity = 1 end`),
    tenantIsolation('links'),
  ],
);

/** Hosts of a link in order; the owner is one of them. */
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

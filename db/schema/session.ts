import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { type ConferenceSource, conferenceSources } from '#domain/conference/types.ts';
import type { LocationKind } from '#domain/link/types.ts';
import { type BlockKind, blockKinds, type SessionStatus, sessionStatuses } from '#domain/session/types.ts';
import {
  createdAt,
  instant,
  instantRange,
  isOneOf,
  tenantId,
  tenantIsolation,
  updatedAt,
  wallTime,
} from '../columns.ts';
import { links } from './link.ts';
import { claims } from './person.ts';
import { members } from './tenant.ts';

/** Time of one or several hosts in which guests can have places: one for a one-to-one booking, several for a group. */
export const sessions = pgTable(
  'sessions',
  {
    tenantId: tenantId(),
    id: text().notNull(),
    linkId: text().notNull(),
    status: text().$type<SessionStatus>().notNull().default('open'),
    title: text().notNull(),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    /** How many places there are, and how many the bookings that are `seated` have. */
    capacity: integer().notNull(),
    taken: integer().notNull(),
    /** Counts what its calendar event has to follow: changes of time and, where guests share it, of guests. */
    revision: integer().notNull().default(0),
    /** What was agreed on the host's clock, and the offset that settles a repeated hour (docs/recurrence.md). */
    hostTimeZone: text().notNull(),
    localStart: wallTime().notNull(),
    utcOffsetMinutes: integer().notNull(),
    tzdataVersion: text().notNull(),
    locationKind: text().$type<LocationKind>().notNull(),
    locationValue: text().notNull(),
    /** Who gives the address of its meeting; null when it does not meet online. */
    conference: text().$type<ConferenceSource>(),
    meetingUrl: text(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    // What a booking repeats of its session (`bookings_session_fk`).
    unique('sessions_time_key').on(t.tenantId, t.id, t.startsAt, t.endsAt),
    // One session for everybody who comes to a group's time.
    uniqueIndex('sessions_shared_key')
      .on(t.tenantId, t.linkId, t.startsAt)
      .where(sql`capacity > 1 and status = 'open'`),
    index('sessions_link_starts_at_idx').on(t.tenantId, t.linkId, t.startsAt),
    check('sessions_status_check', isOneOf('status', sessionStatuses)),
    check('sessions_conference_check', isOneOf('conference', conferenceSources)),
    check('sessions_places_check', sql`taken between 0 and capacity and capacity > 0`),
    foreignKey({
      name: 'sessions_link_fk',
      columns: [t.tenantId, t.linkId],
      foreignColumns: [links.tenantId, links.id],
    }),
    tenantIsolation('sessions'),
  ],
);

/** Who hosts a session; the organizer's calendar holds the meeting. */
export const sessionHosts = pgTable(
  'session_hosts',
  {
    tenantId: tenantId(),
    sessionId: text().notNull(),
    memberId: text().notNull(),
    isOrganizer: boolean().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.sessionId, t.memberId] }),
    index('session_hosts_member_idx').on(t.tenantId, t.memberId, t.sessionId),
    foreignKey({
      name: 'session_hosts_session_fk',
      columns: [t.tenantId, t.sessionId],
      foreignColumns: [sessions.tenantId, sessions.id],
    }),
    foreignKey({
      name: 'session_hosts_member_fk',
      columns: [t.tenantId, t.memberId],
      foreignColumns: [members.tenantId, members.id],
    }),
    tenantIsolation('session_hosts'),
  ],
);

/**
 * What blocks a member. Exclusive rows (sessions) own a row of `claims`, whose exclusion constraint decides
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
    kind: text().$type<BlockKind>().notNull(),
    exclusive: boolean().notNull(),
    /** The claim of an exclusive row; when a hold ends stands there and nowhere else. */
    claimId: text(),
    sessionId: text(),
    eventId: text(),
    bufferBeforeMinutes: integer().notNull().default(0),
    bufferAfterMinutes: integer().notNull().default(0),
    tentative: boolean().notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    check('time_blocks_kind_check', isOneOf('kind', blockKinds)),
    check('time_blocks_source_check', sql`(kind = 'session') = (session_id is not null)`),
    check('time_blocks_claim_check', sql`exclusive = (claim_id is not null)`),
    foreignKey({
      name: 'time_blocks_claim_fk',
      columns: [t.claimId],
      foreignColumns: [claims.id],
    }).onDelete('cascade'),
    uniqueIndex('time_blocks_claim_key').on(t.claimId),
    index('time_blocks_member_time_idx').on(t.tenantId, t.memberId, t.endsAt, t.startsAt),
    index('time_blocks_session_idx').on(t.tenantId, t.sessionId),
    index('time_blocks_event_idx').on(t.tenantId, t.eventId),
    foreignKey({
      name: 'time_blocks_member_fk',
      columns: [t.tenantId, t.memberId],
      foreignColumns: [members.tenantId, members.id],
    }),
    foreignKey({
      name: 'time_blocks_session_fk',
      columns: [t.tenantId, t.sessionId],
      foreignColumns: [sessions.tenantId, sessions.id],
    }),
    tenantIsolation('time_blocks'),
  ],
);

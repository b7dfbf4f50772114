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
import type { SubjectKind } from '#domain/notification/types.ts';
import type { CalendarState } from '#domain/sync/calendar-state.ts';
import {
  type ConflictKind,
  type ConflictOutcome,
  conflictKinds,
  conflictOutcomes,
  type EventTime,
} from '#domain/sync/conflict.ts';
import type { Withheld } from '#domain/sync/removal.ts';
import {
  createdAt,
  instant,
  isOneOf,
  readByOperators,
  routedBy,
  tenantId,
  tenantIsolation,
} from '../columns.ts';
import { integrations } from './integration.ts';
import { sessions } from './session.ts';

export const calendars = pgTable(
  'calendars',
  {
    tenantId: tenantId(),
    id: text().notNull(),
    integrationId: text().notNull(),
    memberId: text().notNull(),
    externalId: text().notNull(),
    name: text().notNull(),
    color: text(),
    timeZone: text().notNull(),
    isPrimary: boolean().notNull(),
    canWrite: boolean().notNull(),
    /** An event in it can come with a video meeting of the vendor's. */
    makesMeetings: boolean().notNull(),
    isConflictCalendar: boolean().notNull(),
    isTarget: boolean().notNull(),
    state: text().$type<CalendarState>().notNull(),
    /** Where the next incremental pull starts; committed together with the changes it stands for. */
    cursor: text(),
    /** Counts the passes over its changes: each begins with a number of its own. */
    passes: integer().notNull().default(0),
    lastSyncedAt: instant(),
    /** What the vendor holds is known up to here; null before the first full pass. Nothing later is bookable. */
    readUntil: instant(),
    /** Events that the last full pass missed, while too many are missing to be believed. */
    withheld: jsonb().$type<Withheld>(),
    lastError: text(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('calendars_external_key').on(t.tenantId, t.integrationId, t.externalId),
    index('calendars_member_idx').on(t.tenantId, t.memberId),
    index('calendars_stuck_idx')
      .on(sql`coalesce(last_synced_at, created_at)`, t.id)
      .where(sql`last_error is not null`),
    index('calendars_synced_idx')
      .on(sql`coalesce(last_synced_at, created_at)`, t.id)
      .where(sql`is_conflict_calendar or is_target`),
    foreignKey({
      name: 'calendars_integration_fk',
      columns: [t.tenantId, t.integrationId],
      foreignColumns: [integrations.tenantId, integrations.id],
    }),
    tenantIsolation('calendars'),
    readByOperators('calendars'),
  ],
);

/** Push channels are written before they are opened: the vendor's first message can beat its answer. */
export const pushChannels = pgTable(
  'push_channels',
  {
    tenantId: tenantId(),
    id: text().notNull(),
    calendarId: text().notNull(),
    secretHash: text().notNull(),
    resourceId: text(),
    state: text().$type<'opening' | 'open' | 'closed'>().notNull(),
    expiresAt: instant(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('push_channels_id_key').on(t.id),
    index('push_channels_calendar_idx').on(t.tenantId, t.calendarId),
    foreignKey({
      name: 'push_channels_calendar_fk',
      columns: [t.tenantId, t.calendarId],
      foreignColumns: [calendars.tenantId, calendars.id],
    }),
    index('push_channels_expiry_idx').on(t.expiresAt, t.id).where(sql`state = 'open'`),
    tenantIsolation('push_channels'),
    readByOperators('push_channels'),
    routedBy('push_channels', 'id'),
  ],
);

/** Events as the vendor holds them; busy ones are projected to `time_blocks`. */
export const events = pgTable(
  'events',
  {
    tenantId: tenantId(),
    id: text().notNull(),
    calendarId: text().notNull(),
    memberId: text().notNull(),
    externalId: text().notNull(),
    etag: text().notNull(),
    iCalUid: text('ical_uid'),
    title: text(),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    allDay: boolean().notNull(),
    busy: boolean().notNull(),
    tentative: boolean().notNull(),
    /** Set when the event is one we wrote for a session: it blocks through the session, not twice. */
    sessionId: text(),
    /** Number of the pass that last saw it: a full pass deletes what it did not see. */
    seenInPass: integer().notNull().default(0),
    /** Number of the pass that first brought it. */
    firstPass: integer().notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('events_external_key').on(t.tenantId, t.calendarId, t.externalId),
    foreignKey({
      name: 'events_calendar_fk',
      columns: [t.tenantId, t.calendarId],
      foreignColumns: [calendars.tenantId, calendars.id],
    }).onDelete('cascade'),
    tenantIsolation('events'),
  ],
);

/** The event written for a session into one calendar. */
export const sessionEvents = pgTable(
  'session_events',
  {
    tenantId: tenantId(),
    sessionId: text().notNull(),
    calendarId: text().notNull(),
    externalId: text().notNull(),
    /** Raised when the vendor refuses a deleted id for good. */
    epoch: integer().notNull().default(0),
    /** Revision of the session last written; -1 before the first write. */
    writtenRevision: integer().notNull().default(-1),
    state: text().$type<'intended' | 'written' | 'deleted'>().notNull(),
    etag: text(),
    iCalUid: text('ical_uid'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.sessionId, t.calendarId] }),
    foreignKey({
      name: 'session_events_session_fk',
      columns: [t.tenantId, t.sessionId],
      foreignColumns: [sessions.tenantId, sessions.id],
    }),
    foreignKey({
      name: 'session_events_calendar_fk',
      columns: [t.tenantId, t.calendarId],
      foreignColumns: [calendars.tenantId, calendars.id],
    }),
    tenantIsolation('session_events'),
  ],
);

/** Where a calendar says something else than we do until a person or the vendor has said which is right. */
export const conflicts = pgTable(
  'conflicts',
  {
    tenantId: tenantId(),
    id: text().notNull(),
    kind: text().$type<ConflictKind>().notNull(),
    /** Whom it concerns: a booking, a session that guests share, the account of a calendar. */
    subjectKind: text().$type<SubjectKind>().notNull(),
    subjectId: text().notNull(),
    calendarId: text().notNull(),
    /** The session whose event it is; null when it is about the calendar. */
    sessionId: text(),
    /** As the session was then: once it has changed, its event is written anew and nothing is left to decide. */
    sessionRevision: integer(),
    /** When the event stands at the vendor. */
    theirs: jsonb().$type<EventTime>(),
    /** How many events are missing. */
    missing: integer(),
    outcome: text().$type<ConflictOutcome>(),
    foundAt: instant().notNull(),
    settledAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('conflicts_open_key')
      .on(t.tenantId, t.calendarId, sql`coalesce(session_id, '')`)
      .where(sql`outcome is null`),
    index('conflicts_attention_idx').on(t.tenantId, t.foundAt, t.id).where(sql`outcome is null`),
    foreignKey({
      name: 'conflicts_calendar_fk',
      columns: [t.tenantId, t.calendarId],
      foreignColumns: [calendars.tenantId, calendars.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'conflicts_session_fk',
      columns: [t.tenantId, t.sessionId],
      foreignColumns: [sessions.tenantId, sessions.id],
    }),
    check('conflicts_kind_check', isOneOf('kind', conflictKinds)),
    check('conflicts_outcome_check', isOneOf('outcome', conflictOutcomes)),
    check('conflicts_settled_check', sql`(outcome is null) = (settled_at is null)`),
    tenantIsolation('conflicts'),
  ],
);

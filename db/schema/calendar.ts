import {
  boolean,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { createdAt, instant, routedBy, tenantId, tenantIsolation } from '../columns.ts';
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
    state: text()
      .$type<'importing' | 'up_to_date' | 'catching_up' | 'needs_reconnection' | 'failing'>()
      .notNull(),
    /** Where the next incremental pull starts; committed together with the changes it stands for. */
    cursor: text(),
    /** Counts the passes over its changes: each begins with a number of its own. */
    passes: integer().notNull().default(0),
    lastSyncedAt: instant(),
    /** What the vendor holds is known up to here; null before the first full pass. Nothing later is bookable. */
    readUntil: instant(),
    lastError: text(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('calendars_external_key').on(t.tenantId, t.integrationId, t.externalId),
    index('calendars_member_idx').on(t.tenantId, t.memberId),
    foreignKey({
      name: 'calendars_integration_fk',
      columns: [t.tenantId, t.integrationId],
      foreignColumns: [integrations.tenantId, integrations.id],
    }),
    tenantIsolation('calendars'),
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
    tenantIsolation('push_channels'),
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

import { sql } from 'drizzle-orm';
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { CalendarVendor } from '#domain/vendors.ts';
import { appRole, createdAt, instant, routedBy, tenantId, tenantIsolation } from './columns.ts';
import { sessions } from './session.ts';
import { members } from './tenant.ts';

export const connections = pgTable(
  'connections',
  {
    tenantId: tenantId(),
    id: text().notNull(),
    memberId: text().notNull(),
    vendor: text().$type<CalendarVendor>().notNull(),
    externalAccountId: text().notNull(),
    accountEmail: text().notNull(),
    status: text().$type<'connected' | 'needs_reconnection' | 'disconnecting' | 'disconnected'>().notNull(),
    /** AES-256-GCM envelope over the vendor's tokens; bound to this row. Null once disconnected. */
    credentialsCiphertext: text(),
    connectedAt: instant().notNull(),
    disconnectedAt: instant(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('connections_account_key').on(t.tenantId, t.memberId, t.vendor, t.externalAccountId),
    foreignKey({
      name: 'connections_member_fk',
      columns: [t.tenantId, t.memberId],
      foreignColumns: [members.tenantId, members.id],
    }),
    tenantIsolation('connections'),
  ],
);

/**
 * Which accounts at vendors are connected, whatever the tenant: taking a grant back ends every grant of its account. The
 * account is a hash, and a tenant finds rows that are not its own only by an account it has itself. Kept by a trigger on
 * `connections`.
 */
export const connectedAccounts = pgTable(
  'connected_accounts',
  {
    connectionId: text().primaryKey(),
    accountHash: text().notNull(),
  },
  (t) => [
    index('connected_accounts_hash_idx').on(t.accountHash),
    pgPolicy('connected_accounts_of_connections', {
      for: 'all',
      to: appRole,
      using: sql`connection_id in (select id from connections)`,
      withCheck: sql`connection_id in (select id from connections)`,
    }),
    routedBy('connected_accounts', 'account_hash'),
  ],
);

export const calendars = pgTable(
  'calendars',
  {
    tenantId: tenantId(),
    id: text().notNull(),
    connectionId: text().notNull(),
    memberId: text().notNull(),
    externalId: text().notNull(),
    name: text().notNull(),
    color: text(),
    timeZone: text().notNull(),
    isPrimary: boolean().notNull(),
    canWrite: boolean().notNull(),
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
    lastError: text(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('calendars_external_key').on(t.tenantId, t.connectionId, t.externalId),
    index('calendars_member_idx').on(t.tenantId, t.memberId),
    foreignKey({
      name: 'calendars_connection_fk',
      columns: [t.tenantId, t.connectionId],
      foreignColumns: [connections.tenantId, connections.id],
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

/** Single-use, ten minutes: binds an OAuth answer to the browser session that asked (RFC 9700). */
export const oauthStates = pgTable(
  'oauth_states',
  {
    tenantId: tenantId(),
    id: text().notNull(),
    memberId: text().notNull(),
    vendor: text().$type<CalendarVendor>().notNull(),
    /** SHA-256 over the state that travels through the browser and the sign-in that asked. */
    stateHash: text().notNull(),
    verifierCiphertext: text().notNull(),
    expiresAt: instant().notNull(),
    usedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('oauth_states_hash_key').on(t.stateHash),
    foreignKey({
      name: 'oauth_states_member_fk',
      columns: [t.tenantId, t.memberId],
      foreignColumns: [members.tenantId, members.id],
    }),
    tenantIsolation('oauth_states'),
  ],
);

/** Stored once by the vendor's event id before it is acknowledged; holds no personal data. */
export const webhookInbox = pgTable(
  'webhook_inbox',
  {
    id: text().primaryKey(),
    vendor: text().notNull(),
    eventId: text().notNull(),
    payload: jsonb().$type<Record<string, unknown>>().notNull(),
    receivedAt: createdAt(),
    processedAt: instant(),
    outcome: text(),
  },
  (t) => [uniqueIndex('webhook_inbox_event_key').on(t.vendor, t.eventId)],
);

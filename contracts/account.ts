import { z } from 'zod';
import { calendarVendors } from '#domain/vendors.ts';
import { defineEndpoint } from './endpoint.ts';
import {
  Handle,
  InstantOutput,
  idOf,
  Locale,
  noParams,
  noQuery,
  nothing,
  PageQuery,
  pageOf,
} from './fields.ts';

const MemberRole = z.enum(['owner', 'admin', 'host', 'viewer']);
const TenantName = z.object({ id: idOf('tenant'), name: z.string() });

export const Me = z
  .object({
    userId: z.string(),
    email: z.string(),
    /** What belongs to the person in every organisation. `clock` null: as is usual in their language. */
    person: z.object({
      id: idOf('person'),
      clock: z.enum(['12h', '24h']).nullable(),
      weekStart: z.int().min(1).max(7),
    }),
    /** The membership this sign-in acts through. */
    member: z.object({
      id: idOf('member'),
      name: z.string(),
      username: z.string(),
      role: MemberRole,
      timeZone: z.string(),
      locale: Locale,
    }),
    tenant: TenantName,
    /** Every organisation the person is a member of, this one included; the one chosen last first. */
    memberships: z.array(z.object({ memberId: idOf('member'), role: MemberRole, tenant: TenantName })),
    profileUrl: z.string(),
    temporalUiUrl: z.string().nullable(),
  })
  .meta({ id: 'Me' });

export const getMe = defineEndpoint({
  operation: 'getMe',
  method: 'get',
  path: '/me',
  tag: 'Account',
  summary: 'Who is signed in, and where',
  auth: 'member',
  params: noParams,
  query: noQuery,
  body: nothing,
  response: Me,
  status: 200,
  limit: 'read',
  problems: [],
});

export const switchTenant = defineEndpoint({
  operation: 'switchTenant',
  method: 'put',
  path: '/me/tenant',
  tag: 'Account',
  summary: 'Act in another of my organisations from now on, in this sign-in and in later ones',
  description:
    'A client with a bearer token may choose for one request instead, by the header `Everslot-Tenant` with the id of the organisation.',
  auth: 'member',
  params: noParams,
  query: noQuery,
  body: z.object({ tenantId: idOf('tenant') }),
  response: Me,
  status: 200,
  limit: 'write',
  problems: ['not_found'],
});

export const changeHandle = defineEndpoint({
  operation: 'changeHandle',
  method: 'put',
  path: '/me/handle',
  tag: 'Account',
  summary: 'Give my public page another address; the former ones lead to it',
  auth: 'member',
  params: noParams,
  query: noQuery,
  body: z.object({ handle: Handle }),
  response: Me,
  status: 200,
  limit: 'write',
  problems: ['handle_taken'],
});

export const listMembers = defineEndpoint({
  operation: 'listMembers',
  method: 'get',
  path: '/members',
  tag: 'Account',
  summary: 'Members of my organisation (hosts to choose for collective links)',
  auth: 'member',
  params: noParams,
  query: z.object(PageQuery),
  body: nothing,
  response: pageOf(
    z.object({
      id: idOf('member'),
      name: z.string(),
      username: z.string(),
      role: z.string(),
      timeZone: z.string(),
    }),
  ).meta({ id: 'MemberPage' }),
  status: 200,
  limit: 'read',
  problems: [],
});

export const CalendarState = z.enum([
  'importing',
  'up_to_date',
  'catching_up',
  'needs_reconnection',
  'failing',
]);

export const Connection = z
  .object({
    id: idOf('connection'),
    vendor: z.enum(calendarVendors),
    accountEmail: z.string(),
    status: z.enum(['connected', 'needs_reconnection', 'disconnecting', 'disconnected']),
    connectedAt: InstantOutput,
    calendars: z.array(
      z.object({
        id: idOf('calendar'),
        name: z.string(),
        color: z.string().nullable(),
        isPrimary: z.boolean(),
        /** Its busy time closes slots. */
        isConflictCalendar: z.boolean(),
        /** Bookings are written here. */
        isTarget: z.boolean(),
        state: CalendarState,
        lastSyncedAt: InstantOutput.nullable(),
        eventCount: z.int(),
        pushUntil: InstantOutput.nullable(),
        lastError: z.string().nullable(),
        workflowUrl: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'Connection' });

const tag = 'Connections';
const ConnectionParams = z.object({ connectionId: idOf('connection') });
const VendorParams = z.object({ vendor: z.enum(calendarVendors) });

export const listConnections = defineEndpoint({
  operation: 'listConnections',
  method: 'get',
  path: '/connections',
  tag,
  summary: 'My calendar connections with their sync state',
  auth: 'member',
  params: noParams,
  query: z.object(PageQuery),
  body: nothing,
  response: pageOf(Connection)
    .extend({ available: z.array(z.enum(calendarVendors)) })
    .meta({ id: 'ConnectionPage' }),
  status: 200,
  limit: 'read',
  problems: [],
});

export const authorizeConnection = defineEndpoint({
  operation: 'authorizeConnection',
  method: 'post',
  path: '/connections/{vendor}/authorize',
  tag,
  summary: 'Where to send the browser to connect a calendar account (OAuth 2.0 with state and PKCE)',
  auth: 'member',
  params: VendorParams,
  query: noQuery,
  body: z.object({}),
  response: z.object({ url: z.string() }).meta({ id: 'Authorization' }),
  status: 200,
  limit: 'write',
  problems: ['not_found'],
});

export const syncConnection = defineEndpoint({
  operation: 'syncConnection',
  method: 'post',
  path: '/connections/{connectionId}/sync',
  tag,
  summary: 'Look for changes now',
  auth: 'member',
  params: ConnectionParams,
  query: noQuery,
  body: z.object({}),
  response: nothing,
  status: 202,
  limit: 'write',
  problems: ['not_found', 'connection_revoked'],
});

export const updateCalendar = defineEndpoint({
  operation: 'updateCalendar',
  method: 'patch',
  path: '/calendars/{calendarId}',
  tag,
  summary: 'Choose whether a calendar closes slots and whether bookings are written to it',
  auth: 'member',
  params: z.object({ calendarId: idOf('calendar') }),
  query: noQuery,
  body: z.object({ isConflictCalendar: z.boolean().optional(), isTarget: z.literal(true).optional() }),
  response: Connection,
  status: 200,
  limit: 'write',
  problems: ['not_found'],
});

export const disconnectConnection = defineEndpoint({
  operation: 'disconnectConnection',
  method: 'delete',
  path: '/connections/{connectionId}',
  tag,
  summary: 'Stop the sync, close the push channels, revoke and forget the tokens',
  auth: 'member',
  params: ConnectionParams,
  query: noQuery,
  body: nothing,
  response: nothing,
  status: 204,
  limit: 'write',
  problems: ['not_found'],
});

/** The data of one `change` event. */
export const Change = z
  .object({
    noun: z.enum(['booking', 'link', 'schedule', 'connection', 'calendar', 'attention', 'suppression']),
    id: z.string(),
    /** The time that the change concerns, where it concerns one; a booking that moves is told of twice, with both its times. */
    startsAt: InstantOutput.nullable(),
    endsAt: InstantOutput.nullable(),
  })
  .meta({ id: 'Change' });

export const streamChanges = defineEndpoint({
  operation: 'streamChanges',
  method: 'get',
  path: '/stream',
  tag: 'Account',
  summary: 'Server-sent events: what changes in my organisation, as it happens',
  description:
    'Each `change` event carries one `Change` as JSON in its `data`: what changed and, where it concerns a time, which one; read that again. `resync` means that changes may have been missed: read everything again. Comments keep the connection open. The stream ends with the sign-in it was opened under, and after an hour at the latest; a member has at most six open.',
  auth: 'member',
  params: noParams,
  query: noQuery,
  body: nothing,
  response: Change,
  status: 200,
  produces: 'text/event-stream',
  limit: 'read',
  problems: [],
});

import { z } from 'zod';
import { integrationStatuses } from '#domain/integration/types.ts';
import { calendarVendors, integrationVendors } from '#domain/vendors.ts';
import { defineEndpoint } from './endpoint.ts';
import { InstantOutput, idOf, noParams, noQuery, nothing, PageQuery, pageOf } from './fields.ts';

export const CalendarState = z.enum([
  'importing',
  'up_to_date',
  'catching_up',
  'needs_reconnection',
  'failing',
]);

export const Integration = z
  .object({
    id: idOf('integration'),
    vendor: z.enum(integrationVendors),
    accountLabel: z.string(),
    status: z.enum(integrationStatuses),
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
  .meta({ id: 'Integration' });

const tag = 'Integrations';
const IntegrationParams = z.object({ integrationId: idOf('integration') });
const VendorParams = z.object({ vendor: z.enum(calendarVendors) });

export const listIntegrations = defineEndpoint({
  operation: 'listIntegrations',
  method: 'get',
  path: '/integrations',
  tag,
  summary: 'My calendar accounts with their sync state',
  access: { kind: 'member', permission: 'integrations.read' },
  params: noParams,
  query: z.object(PageQuery),
  body: nothing,
  response: pageOf(Integration)
    .extend({ available: z.array(z.enum(calendarVendors)) })
    .meta({ id: 'IntegrationPage' }),
  status: 200,
  limit: 'read',
  problems: [],
});

export const authorizeIntegration = defineEndpoint({
  operation: 'authorizeIntegration',
  method: 'post',
  path: '/integrations/{vendor}/authorize',
  tag,
  summary: 'Where to send the browser to connect a calendar account (OAuth 2.0 with state and PKCE)',
  access: { kind: 'member', permission: 'integrations.write' },
  params: VendorParams,
  query: noQuery,
  body: z.object({}),
  response: z.object({ url: z.string() }).meta({ id: 'Authorization' }),
  status: 200,
  limit: 'write',
  problems: ['not_found'],
});

export const syncIntegration = defineEndpoint({
  operation: 'syncIntegration',
  method: 'post',
  path: '/integrations/{integrationId}/sync',
  tag,
  summary: 'Look for changes now',
  access: { kind: 'member', permission: 'integrations.write' },
  params: IntegrationParams,
  query: noQuery,
  body: z.object({}),
  response: nothing,
  status: 202,
  limit: 'write',
  problems: ['not_found', 'integration_revoked'],
});

export const updateCalendar = defineEndpoint({
  operation: 'updateCalendar',
  method: 'patch',
  path: '/calendars/{calendarId}',
  tag,
  summary: 'Choose whether a calendar closes slots and whether bookings are written to it',
  access: { kind: 'member', permission: 'integrations.write' },
  params: z.object({ calendarId: idOf('calendar') }),
  query: noQuery,
  body: z.object({ isConflictCalendar: z.boolean().optional(), isTarget: z.literal(true).optional() }),
  response: Integration,
  status: 200,
  limit: 'write',
  problems: ['not_found'],
});

export const disconnectIntegration = defineEndpoint({
  operation: 'disconnectIntegration',
  method: 'delete',
  path: '/integrations/{integrationId}',
  tag,
  summary: 'Stop the sync, close the push channels, revoke and forget the tokens',
  access: { kind: 'member', permission: 'integrations.write' },
  params: IntegrationParams,
  query: noQuery,
  body: nothing,
  response: nothing,
  status: 204,
  limit: 'write',
  problems: ['not_found'],
});

import { z } from 'zod';
import {
  accountFields,
  authKinds,
  type IntegrationCapability,
  integrationOwners,
  integrationStatuses,
} from '#domain/integration/types.ts';
import { calendarStates } from '#domain/sync/calendar-state.ts';
import { calendarVendors, integrationVendors } from '#domain/vendors.ts';
import { defineEndpoint } from './endpoint.ts';
import {
  Email,
  InstantOutput,
  idOf,
  line,
  noParams,
  noQuery,
  nothing,
  PageQuery,
  pageOf,
  someOf,
} from './fields.ts';

export const CalendarState = z.enum(calendarStates);

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
        /** Busy times are known up to here; nothing later is offered. */
        readUntil: InstantOutput.nullable(),
        /** Events that the vendor's last answer lacked, and whether their owner was asked; null: it is believed. */
        withheld: z.object({ missing: z.int(), known: z.int(), isAsked: z.boolean() }).nullable(),
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
  access: { kind: 'member', permission: 'integrations.read', keys: 'member' },
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
  problems: ['not_found', 'feature_off'],
});

export const syncIntegration = defineEndpoint({
  operation: 'syncIntegration',
  method: 'post',
  path: '/integrations/{integrationId}/sync',
  tag,
  summary: 'Look for changes now',
  access: { kind: 'member', permission: 'integrations.write', keys: 'member' },
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
  access: { kind: 'member', permission: 'integrations.write', keys: 'member' },
  params: z.object({ calendarId: idOf('calendar') }),
  query: noQuery,
  body: someOf({ isConflictCalendar: z.boolean(), isTarget: z.literal(true) }),
  response: Integration,
  status: 200,
  limit: 'write',
  problems: ['plan_limit_reached', 'not_found'],
});

export const disconnectIntegration = defineEndpoint({
  operation: 'disconnectIntegration',
  method: 'delete',
  path: '/integrations/{integrationId}',
  tag,
  summary: 'Stop the sync, close the push channels, revoke and forget the tokens',
  access: { kind: 'member', permission: 'integrations.write', keys: 'member' },
  params: IntegrationParams,
  query: noQuery,
  body: nothing,
  response: nothing,
  status: 204,
  limit: 'write',
  problems: ['not_found', 'invalid_request'],
});

const capabilities = Object.keys(integrationOwners) as IntegrationCapability[];

/** An account of the organisation or of one of its members, for those who act for the organisation. */
export const TenantIntegration = z
  .object({
    id: idOf('integration'),
    capability: z.enum(capabilities),
    vendor: z.enum(integrationVendors),
    auth: z.enum(authKinds),
    accountLabel: z.string(),
    status: z.enum(integrationStatuses),
    connectedAt: InstantOutput,
    /** Whose it is; null: the organisation's. */
    member: z.object({ id: idOf('member'), name: z.string() }).nullable(),
  })
  .meta({ id: 'TenantIntegration' });

/** A vendor at which the organisation can have an account, and what has to be typed for it. */
export const TenantVendor = z
  .object({
    vendor: z.enum(integrationVendors),
    capability: z.enum(capabilities),
    auth: z.enum(authKinds),
    asks: z.array(z.enum(accountFields)),
  })
  .meta({ id: 'TenantVendor' });

/** What is typed is sealed and never answered. */
const secretText = z
  .string()
  .min(1, { error: 'must not be empty' })
  .max(500)
  // oxlint-disable-next-line no-control-regex -- they are what is refused
  .regex(/^[^\x00-\x1f\x7f-\x9f]+$/, { error: 'must not contain control characters' });

export const TenantAccountInput = z
  .object({
    vendor: z.enum(integrationVendors),
    /** Mail is sent from it. */
    sender: Email.optional(),
    server: z
      .string()
      .max(253)
      .regex(/^[A-Za-z0-9]([A-Za-z0-9.:-]*[A-Za-z0-9])?$/, { error: 'must be the name of a host' })
      .optional(),
    port: z
      .string()
      .regex(/^[1-9]\d{0,4}$/, { error: 'must be a whole number from 1 to 65535' })
      .refine((port) => Number(port) <= 65_535, { error: 'must be a whole number from 1 to 65535' })
      .optional(),
    username: line(254).optional(),
    password: secretText.optional(),
    key: secretText.optional(),
  })
  .meta({ id: 'TenantAccountInput' });

export const listTenantIntegrations = defineEndpoint({
  operation: 'listTenantIntegrations',
  method: 'get',
  path: '/tenant/integrations',
  tag,
  summary: 'Accounts of the organisation and of its members, and the vendors the organisation can connect',
  access: { kind: 'member', permission: 'tenant_integrations.read', keys: 'all' },
  params: noParams,
  query: z.object(PageQuery),
  body: nothing,
  response: pageOf(TenantIntegration)
    .extend({ available: z.array(TenantVendor) })
    .meta({ id: 'TenantIntegrationPage' }),
  status: 200,
  limit: 'read',
  problems: [],
});

export const connectTenantIntegration = defineEndpoint({
  operation: 'connectTenantIntegration',
  method: 'post',
  path: '/tenant/integrations',
  tag,
  summary: 'Connect an account of the organisation; it is tried first and serves from then on',
  description:
    'An account for mail is tried by a mail to the member who connects it. Connecting the same account again replaces what it is opened with, so a request may be repeated. `account_refused` says in `reason` why the account does not work. Disconnect it like any other integration.',
  access: { kind: 'member', permission: 'tenant_integrations.write' },
  params: noParams,
  query: noQuery,
  body: TenantAccountInput,
  response: TenantIntegration,
  status: 201,
  limit: 'write',
  problems: ['invalid_request', 'account_refused', 'feature_off'],
});

export const testTenantIntegration = defineEndpoint({
  operation: 'testTenantIntegration',
  method: 'post',
  path: '/tenant/integrations/{tenantIntegrationId}/test',
  tag,
  summary: 'Use an account of the organisation once, for mail by a mail to me',
  access: { kind: 'member', permission: 'tenant_integrations.write', keys: 'all' },
  params: z.object({ tenantIntegrationId: idOf('integration') }),
  query: noQuery,
  body: z.object({}),
  response: nothing,
  status: 204,
  limit: 'write',
  problems: ['not_found', 'account_refused'],
});

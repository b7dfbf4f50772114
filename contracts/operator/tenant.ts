import { z } from 'zod';
import { plans } from '#domain/plan/types.ts';
import { tenantStates } from '#domain/tenant/types.ts';
import { tenantDeletionStates } from '#domain/tenant-deletion/types.ts';
import { defineEndpoint } from '../endpoint.ts';
import {
  Email,
  Handle,
  InstantOutput,
  idOf,
  Locale,
  line,
  noParams,
  noQuery,
  nothing,
  PageQuery,
  pageOf,
  someOf,
  TimeZone,
  whole,
} from '../fields.ts';
import { MonthQuery, Usage } from '../tenant/usage.ts';

const limit = whole(0, 1_000_000_000).nullable();
const Limits = z.object({ bookings: limit, members: limit, calendars: limit, domains: limit });
const Overrides = Limits.partial();

export const OperatorTenant = z
  .object({
    id: idOf('tenant'),
    name: z.string(),
    /** Its own public name, if it has one. */
    handle: z.string().nullable(),
    locale: Locale,
    timeZone: z.string(),
    state: z.enum(tenantStates),
    /** Since when it is in this state, and why; null for one that never changed it. */
    stateAt: InstantOutput.nullable(),
    stateReason: z.string().nullable(),
    plan: z.enum(plans),
    /** What an operator has set instead of the plan's limits; null: without limit. */
    limits: Overrides,
    /** It is to be deleted, then and for that reason; until then it can be called off. */
    deletion: z
      .object({ dueAt: InstantOutput, reason: z.string(), state: z.enum(tenantDeletionStates) })
      .nullable(),
    memberCount: z.int(),
    createdAt: InstantOutput,
  })
  .meta({ id: 'OperatorTenant' });

const tag = 'Operators';
const access = { kind: 'operator' } as const;
const TenantParams = z.object({ tenantId: idOf('tenant') });

/** Why an operator does something: kept in the audit log of the organisation, whose admins may read it. */
export const Reason = line(300);

/** In the form sign-in knows an address by; what it would refuse could never sign in. */
const SignInEmail = Email.toLowerCase().pipe(
  z.email({ error: 'must have no letters but ASCII before the @: it could not sign in' }),
);

export const listTenants = defineEndpoint({
  operation: 'listTenants',
  method: 'get',
  path: '/operator/tenants',
  tag,
  summary: 'Organisations of the installation, newest first',
  access,
  params: noParams,
  query: z.object({
    ...PageQuery,
    /** Part of the name, or of a public name of the organisation or of one of its members. */
    search: z.string().max(100).optional(),
    state: z.enum(tenantStates).optional(),
    plan: z.enum(plans).optional(),
  }),
  body: nothing,
  response: pageOf(OperatorTenant).meta({ id: 'OperatorTenantPage' }),
  status: 200,
  limit: 'read',
  problems: [],
});

export const createTenant = defineEndpoint({
  operation: 'createTenant',
  method: 'post',
  path: '/operator/tenants',
  tag,
  summary: 'Create an organisation with its first admin',
  description:
    'The admin becomes its owner and is mailed: a link to choose a password that works for seven days, or, for somebody who signs in here already, that they own one organisation more.',
  access,
  params: noParams,
  query: noQuery,
  body: z.object({
    name: line(100),
    handle: Handle.optional(),
    locale: Locale.default('en'),
    timeZone: TimeZone,
    /** Left out: the installation's usual plan. */
    plan: z.enum(plans).optional(),
    admin: z.object({ name: line(120), email: SignInEmail }),
  }),
  response: OperatorTenant,
  status: 201,
  idempotent: true,
  limit: 'write',
  problems: ['handle_taken'],
});

export const readTenant = defineEndpoint({
  operation: 'readTenant',
  method: 'get',
  path: '/operator/tenants/{tenantId}',
  tag,
  summary: 'One organisation',
  access,
  params: TenantParams,
  query: noQuery,
  body: nothing,
  response: OperatorTenant,
  status: 200,
  limit: 'read',
  problems: ['not_found'],
});

export const updateTenant = defineEndpoint({
  operation: 'updateTenant',
  method: 'patch',
  path: '/operator/tenants/{tenantId}',
  tag,
  summary: 'Change the name, language or time zone of an organisation, or give it its first public name',
  access,
  params: TenantParams,
  query: noQuery,
  body: someOf({ name: line(100), locale: Locale, timeZone: TimeZone, handle: Handle }),
  response: OperatorTenant,
  status: 200,
  limit: 'write',
  problems: ['not_found', 'handle_taken'],
});

const suspended =
  'Takes effect with the next request. Its pages answer 410 and take no bookings; members sign in and read, and change nothing (`tenant_suspended`). What was booked goes on: guests see and cancel it, mails are sent, calendars are kept.';

export const suspendTenant = defineEndpoint({
  operation: 'suspendTenant',
  method: 'post',
  path: '/operator/tenants/{tenantId}/suspend',
  tag,
  summary: 'Suspend an organisation',
  description: suspended,
  access,
  params: TenantParams,
  query: noQuery,
  body: z.object({ reason: Reason }),
  response: OperatorTenant,
  status: 200,
  limit: 'write',
  problems: ['not_found', 'invalid_tenant_state'],
});

export const resumeTenant = defineEndpoint({
  operation: 'resumeTenant',
  method: 'post',
  path: '/operator/tenants/{tenantId}/resume',
  tag,
  summary: 'End the suspension of an organisation',
  access,
  params: TenantParams,
  query: noQuery,
  body: z.object({ reason: Reason }),
  response: OperatorTenant,
  status: 200,
  limit: 'write',
  problems: ['not_found', 'invalid_tenant_state'],
});

export const askTenantDeletion = defineEndpoint({
  operation: 'askTenantDeletion',
  method: 'post',
  path: '/operator/tenants/{tenantId}/deletion',
  tag,
  summary: 'Delete an organisation with everything in it, after 14 days',
  description:
    'It is suspended at once and its owners are mailed. Until its day the deletion can be called off. Then its bookings ahead are cancelled with notice to guests, its accounts are disconnected, and all its rows are removed; people who sign in keep their accounts.',
  access,
  fresh: true,
  params: TenantParams,
  query: noQuery,
  body: z.object({ /** As it is, so that nobody deletes another one. */ name: line(100), reason: Reason }),
  response: OperatorTenant,
  status: 200,
  limit: 'write',
  problems: ['not_found', 'invalid_tenant_state'],
});

export const callOffTenantDeletion = defineEndpoint({
  operation: 'callOffTenantDeletion',
  method: 'post',
  path: '/operator/tenants/{tenantId}/deletion/call-off',
  tag,
  summary: 'Call the deletion of an organisation off',
  description: 'It is as it was before. Refused once guests are being told.',
  access,
  params: TenantParams,
  query: noQuery,
  body: z.object({ reason: Reason }),
  response: OperatorTenant,
  status: 200,
  limit: 'write',
  problems: ['not_found', 'invalid_tenant_state'],
});

export const setPlan = defineEndpoint({
  operation: 'setPlan',
  method: 'put',
  path: '/operator/tenants/{tenantId}/plan',
  tag,
  summary: 'Give an organisation a plan, and limits of its own instead of the plan’s',
  description:
    'What is given so is not touched by what the organisation pays for. Limits that are left out are the plan’s. Nothing is taken away: what is above a limit stays, and nothing is added until there is room again.',
  access,
  params: TenantParams,
  query: noQuery,
  body: z.object({
    plan: z.enum(plans),
    limits: Overrides.default({}),
    /** The plan is what the organisation pays for from now on, whatever `plan` says. */
    followsPayment: z.boolean().default(false),
    reason: Reason,
  }),
  response: OperatorTenant,
  status: 200,
  limit: 'write',
  problems: ['not_found'],
});

export const listPlans = defineEndpoint({
  operation: 'listPlans',
  method: 'get',
  path: '/operator/plans',
  tag,
  summary: 'What each plan allows',
  access,
  params: noParams,
  query: noQuery,
  body: nothing,
  response: z
    .object({
      items: z.array(
        z.object({
          name: z.enum(plans),
          /** Null: without limit. */
          limits: Limits,
        }),
      ),
    })
    .meta({ id: 'PlanList' }),
  status: 200,
  limit: 'read',
  problems: [],
});

export const readTenantUsage = defineEndpoint({
  operation: 'readTenantUsage',
  method: 'get',
  path: '/operator/tenants/{tenantId}/usage',
  tag,
  summary: 'What an organisation has used of its plan in a month',
  access,
  params: TenantParams,
  query: MonthQuery,
  body: nothing,
  response: Usage,
  status: 200,
  limit: 'read',
  problems: ['not_found'],
});

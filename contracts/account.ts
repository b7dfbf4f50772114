import { z } from 'zod';
import { memberRoles } from '#domain/member/types.ts';
import { conferenceVendors } from '#domain/vendors.ts';
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

const MemberRole = z.enum(memberRoles);
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
    /** The vendor whose account makes the organisation's video meetings; null without one. */
    conferenceVendor: z.enum(conferenceVendors).nullable(),
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
  access: { kind: 'member', permission: 'account.read' },
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
  access: { kind: 'member', permission: 'account.write' },
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
  access: { kind: 'member', permission: 'handle.write' },
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
  access: { kind: 'member', permission: 'members.read' },
  params: noParams,
  query: z.object(PageQuery),
  body: nothing,
  response: pageOf(
    z.object({
      id: idOf('member'),
      name: z.string(),
      username: z.string(),
      role: MemberRole,
      timeZone: z.string(),
      /** Their bookings are written to a calendar that can make video meetings. */
      makesMeetings: z.boolean(),
      /** A calendar of theirs is no longer read: its account must be connected again. */
      needsReconnection: z.boolean(),
    }),
  ).meta({ id: 'MemberPage' }),
  status: 200,
  limit: 'read',
  problems: [],
});

/** The data of one `change` event. */
export const Change = z
  .object({
    noun: z.enum([
      'booking',
      'session',
      'link',
      'schedule',
      'integration',
      'calendar',
      'attention',
      'suppression',
    ]),
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
  access: { kind: 'member', permission: 'changes.read' },
  params: noParams,
  query: noQuery,
  body: nothing,
  response: Change,
  status: 200,
  produces: 'text/event-stream',
  limit: 'read',
  problems: [],
});

import { z } from 'zod';
import { featureNames } from '#domain/feature/features.ts';
import { permissions } from '#domain/member/permissions.ts';
import { memberRoles } from '#domain/member/types.ts';
import { plans } from '#domain/plan/types.ts';
import { tenantStates } from '#domain/tenant/types.ts';
import { conferenceVendors } from '#domain/vendors.ts';
import { defineEndpoint } from './endpoint.ts';
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
  someOf,
  TimeZone,
  text,
  whole,
} from './fields.ts';
import { Logo, Palette } from './tenant/branding.ts';

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
      /** Path on this installation; it changes with the photo. */
      photoUrl: z.string().nullable(),
    }),
    /** The membership this sign-in acts through. */
    member: z.object({
      id: idOf('member'),
      name: z.string(),
      username: z.string(),
      bio: z.string(),
      role: MemberRole,
      timeZone: z.string(),
      locale: Locale,
    }),
    /** The plan has no place for them: which plan, how many members it allows, and the owners, who can change that. Null for everybody else. */
    frozen: z.object({ plan: z.enum(plans), allowed: z.int(), owners: z.array(z.string()) }).nullable(),
    tenant: TenantName.extend({
      state: z.enum(tenantStates),
      /** When it is deleted with everything in it, unless that is called off; null where nobody has asked for that. */
      deletionDueAt: InstantOutput.nullable(),
      /** Whoever has not turned one-time codes on can do nothing else there. */
      secondFactorRequired: z.boolean(),
      /** A payment for its plan is owed, and then it goes to Free; null where none is. */
      planEndsAt: InstantOutput.nullable(),
      /** What pages show of it; null without a logo, and for the product's own colours. */
      logo: Logo.nullable(),
      colours: Palette.nullable(),
    }),
    /** What this sign-in may do there: what is not among it is not worth offering. */
    permissions: z.array(z.enum(permissions)),
    /** Whether the person operates the installation. */
    isOperator: z.boolean(),
    /** An operator looks at the organisation and is nobody in it: `person` and `member` are placeholders. Null for everybody else. */
    supportView: z.object({ id: idOf('supportView'), reason: z.string(), endsAt: InstantOutput }).nullable(),
    /** What operators have switched off here. */
    featuresOff: z.array(z.enum(featureNames)),
    /** The vendor whose account makes the organisation's video meetings; null without one. */
    conferenceVendor: z.enum(conferenceVendors).nullable(),
    /** Whether an account of the organisation can take what links cost. */
    takesPayments: z.boolean(),
    /** Whether this installation sells plans. */
    sellsPlans: z.boolean(),
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
  access: { kind: 'member', permission: 'account.read', keys: 'member' },
  params: noParams,
  query: noQuery,
  body: nothing,
  response: Me,
  status: 200,
  limit: 'read',
  problems: [],
});

export const ProfilePatch = someOf({
  name: line(120),
  /** On the public page of this organisation. */
  bio: text(1000),
  timeZone: TimeZone,
  locale: Locale,
  /** Null: as is usual in the language. */
  clock: z.enum(['12h', '24h']).nullable(),
  /** ISO weekday, 1 = Monday. */
  weekStart: whole(1, 7),
}).meta({ id: 'ProfilePatch' });

export const updateMe = defineEndpoint({
  operation: 'updateMe',
  method: 'patch',
  path: '/me',
  tag: 'Account',
  summary: 'Change what pages and mails say of me, and how they are written for me',
  access: { kind: 'member', permission: 'account.write' },
  params: noParams,
  query: noQuery,
  body: ProfilePatch,
  response: Me,
  status: 200,
  limit: 'write',
  problems: [],
});

/** Base64 of one mebibyte. */
const photoCharacters = 1_398_104;

export const setPhoto = defineEndpoint({
  operation: 'setPhoto',
  method: 'put',
  path: '/me/photo',
  tag: 'Account',
  summary: 'Give my public page a photo',
  description:
    'A PNG or JPEG of at most 1 MiB and 2,048 pixels on each side, judged by its content. It is kept as a square JPEG of 320 pixels, without anything else the file carries.',
  access: { kind: 'member', permission: 'account.write' },
  params: noParams,
  query: noQuery,
  body: z.object({
    image: z
      .string()
      .max(photoCharacters, { error: 'must have at most 1 MiB' })
      .regex(/^[A-Za-z0-9+/]+={0,2}$/, { error: 'must be an image in base64' }),
  }),
  bodyBytes: photoCharacters + 1_024,
  response: Me,
  status: 200,
  limit: 'write',
  problems: [],
});

export const removePhoto = defineEndpoint({
  operation: 'removePhoto',
  method: 'delete',
  path: '/me/photo',
  tag: 'Account',
  summary: 'Take my photo away; without one nothing changes',
  access: { kind: 'member', permission: 'account.write' },
  params: noParams,
  query: noQuery,
  body: nothing,
  response: Me,
  status: 200,
  limit: 'write',
  problems: [],
});

export const switchTenant = defineEndpoint({
  operation: 'switchTenant',
  method: 'put',
  path: '/me/tenant',
  tag: 'Account',
  summary: 'Act in another of my organisations from now on, in this sign-in and in later ones',
  description:
    'A client with a bearer token may choose for one request instead, by the header `Everslot-Tenant` with the id of the organisation. With a cookie the header says which organisation the page shows: `tenant_changed` when the sign-in acts in another one by now, `not_a_member` when the person is not a member of that one (any more).',
  access: { kind: 'member', permission: 'account.write' },
  params: noParams,
  query: noQuery,
  body: z.object({ tenantId: idOf('tenant') }),
  whileSuspended: true,
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

export const changeEmail = defineEndpoint({
  operation: 'changeEmail',
  method: 'put',
  path: '/me/email',
  tag: 'Account',
  summary: 'Sign in by another e-mail address',
  description:
    'It counts once its owner has used the link that is mailed to it, which works once, for a day. The former address is told then, with a link to take it back for a week. An address that somebody has is answered alike, and nothing is sent to it.',
  access: { kind: 'member', permission: 'account.write' },
  fresh: true,
  params: noParams,
  query: noQuery,
  body: z.object({ email: Email }),
  response: nothing,
  status: 204,
  limit: 'write',
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
      'reconciliation',
      'suppression',
      'domain',
      'contact',
      'api_key',
      'member',
      'tenant',
      'subscription',
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
  access: { kind: 'member', permission: 'changes.read', keys: 'all' },
  params: noParams,
  query: noQuery,
  body: nothing,
  response: Change,
  status: 200,
  produces: 'text/event-stream',
  limit: 'read',
  problems: [],
});

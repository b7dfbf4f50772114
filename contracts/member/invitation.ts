import { z } from 'zod';
import { memberRoles } from '#domain/member/types.ts';
import { defineEndpoint } from '../endpoint.ts';
import {
  InstantOutput,
  idOf,
  Locale,
  line,
  NewPassword,
  noParams,
  noQuery,
  nothing,
  PageQuery,
  pageOf,
  SignInEmail,
  TimeZone,
} from '../fields.ts';

const tag = 'Members';
const MemberRole = z.enum(memberRoles);

export const Invitation = z
  .object({
    id: idOf('invitation'),
    email: z.string(),
    role: MemberRole,
    /** Who sent it last, by name. */
    invitedBy: z.string(),
    /** Its link works no more; it can be sent again. */
    isExpired: z.boolean(),
    expiresAt: InstantOutput,
    createdAt: InstantOutput,
  })
  .meta({ id: 'Invitation' });

export const inviteMember = defineEndpoint({
  operation: 'inviteMember',
  method: 'post',
  path: '/invitations',
  tag,
  summary: 'Invite somebody by mail to become a member',
  description:
    'The link in the mail works once, for seven days, and only for the address it was sent to. An address has at most one open invitation.',
  access: { kind: 'member', permission: 'members.write' },
  params: noParams,
  query: noQuery,
  /** `role`: none above the caller's own. */
  body: z.object({ email: SignInEmail, role: MemberRole }),
  response: Invitation,
  status: 201,
  idempotent: true,
  limit: 'write',
  problems: ['already_invited', 'already_member', 'plan_limit_reached'],
});

export const listInvitations = defineEndpoint({
  operation: 'listInvitations',
  method: 'get',
  path: '/invitations',
  tag,
  summary: 'Open invitations of my organisation',
  access: { kind: 'member', permission: 'members.write' },
  params: noParams,
  query: z.object(PageQuery),
  body: nothing,
  response: pageOf(Invitation).meta({ id: 'InvitationPage' }),
  status: 200,
  limit: 'read',
  problems: [],
});

export const sendInvitationAgain = defineEndpoint({
  operation: 'sendInvitationAgain',
  method: 'post',
  path: '/invitations/{invitationId}/send-again',
  tag,
  summary: 'Send an invitation again with a new link; the former links lead nowhere',
  access: { kind: 'member', permission: 'members.write' },
  params: z.object({ invitationId: idOf('invitation') }),
  query: noQuery,
  body: z.object({}),
  response: Invitation,
  status: 200,
  idempotent: true,
  limit: 'write',
  problems: [],
});

const Token = z.string().max(400);
const Joined = z.object({ tenantId: idOf('tenant'), memberId: idOf('member') }).meta({ id: 'Joined' });

export const openInvitation = defineEndpoint({
  operation: 'openInvitation',
  method: 'post',
  path: '/invitations/open',
  tag,
  summary: 'What the link of an invitation leads to',
  description:
    'The token stands in the body: addresses are written down in more places. `link_expired` carries a `reason`: `expired`, `accepted`, `withdrawn` or `replaced`.',
  access: { kind: 'public' },
  params: noParams,
  query: noQuery,
  body: z.object({ token: Token }),
  response: z
    .object({
      tenantName: z.string(),
      invitedBy: z.string(),
      email: z.string(),
      role: MemberRole,
      expiresAt: InstantOutput,
      /** The address can sign in already, and does so to accept. */
      hasAccount: z.boolean(),
      /** The address of who is signed in; null when nobody is. */
      signedInAs: z.string().nullable(),
    })
    .meta({ id: 'OpenInvitation' }),
  status: 200,
  limit: 'manage',
  problems: ['not_found', 'link_expired', 'forbidden'],
});

export const acceptInvitation = defineEndpoint({
  operation: 'acceptInvitation',
  method: 'post',
  path: '/invitations/accept',
  tag,
  summary: 'Become a member, signed in with the address that was invited',
  description: 'Time zone and language are those of a person who is a member for the first time.',
  access: { kind: 'public' },
  params: noParams,
  query: noQuery,
  body: z.object({ token: Token, timeZone: TimeZone, locale: Locale }),
  response: Joined,
  status: 200,
  limit: 'manage',
  problems: [
    'not_found',
    'link_expired',
    'unauthenticated',
    'forbidden',
    'wrong_account',
    'already_member',
    'plan_limit_reached',
  ],
});

export const joinByInvitation = defineEndpoint({
  operation: 'joinByInvitation',
  method: 'post',
  path: '/invitations/join',
  tag,
  summary: 'Become a member with a new account, which can sign in from then on',
  access: { kind: 'public' },
  params: noParams,
  query: noQuery,
  body: z.object({
    token: Token,
    name: line(120),
    password: NewPassword,
    timeZone: TimeZone,
    locale: Locale,
  }),
  response: Joined,
  status: 201,
  limit: 'manage',
  problems: ['not_found', 'link_expired', 'forbidden', 'account_exists', 'plan_limit_reached'],
});

/** After those with a word in its place: a path with a parameter matches theirs as well. */
export const withdrawInvitation = defineEndpoint({
  operation: 'withdrawInvitation',
  method: 'delete',
  path: '/invitations/{invitationId}',
  tag,
  summary: 'Take an open invitation back: its links lead nowhere',
  access: { kind: 'member', permission: 'members.write' },
  params: z.object({ invitationId: idOf('invitation') }),
  query: noQuery,
  body: nothing,
  response: nothing,
  status: 204,
  limit: 'write',
  problems: [],
});

import { z } from 'zod';
import { memberRoles } from '#domain/member/types.ts';
import { defineEndpoint } from '../endpoint.ts';
import { idOf, noParams, noQuery, nothing, PageQuery, pageOf } from '../fields.ts';

const tag = 'Members';
const MemberRole = z.enum(memberRoles);

export const Member = z
  .object({
    id: idOf('member'),
    name: z.string(),
    email: z.string(),
    username: z.string(),
    role: MemberRole,
    /** False: deactivated; they cannot sign in here, and nobody can book them. */
    isActive: z.boolean(),
    /** The plan has no place for them: they host what is booked and nothing new, and change nothing else. */
    isFrozen: z.boolean(),
    timeZone: z.string(),
    /** Their bookings are written to a calendar that can make video meetings. */
    makesMeetings: z.boolean(),
    /** A calendar of theirs is no longer read: its account must be connected again. */
    needsReconnection: z.boolean(),
  })
  .meta({ id: 'Member' });

export const listMembers = defineEndpoint({
  operation: 'listMembers',
  method: 'get',
  path: '/members',
  tag,
  summary: 'Members of my organisation, those who are deactivated only if asked for',
  access: { kind: 'member', permission: 'members.read', keys: 'all' },
  params: noParams,
  query: z.object({ ...PageQuery, deactivated: z.enum(['include']).optional() }),
  body: nothing,
  response: pageOf(Member).meta({ id: 'MemberPage' }),
  status: 200,
  limit: 'read',
  problems: [],
});

export const changeMemberRole = defineEndpoint({
  operation: 'changeMemberRole',
  method: 'put',
  path: '/members/{memberId}/role',
  tag,
  summary: 'Give a member another role; it counts from their next request on',
  description: 'Nobody changes somebody above them, and nobody gives a role above their own.',
  access: { kind: 'member', permission: 'members.write' },
  params: z.object({ memberId: idOf('member') }),
  query: noQuery,
  body: z.object({ role: MemberRole }),
  response: Member,
  status: 200,
  limit: 'write',
  problems: ['last_owner'],
});

export const unfreezeMember = defineEndpoint({
  operation: 'unfreezeMember',
  method: 'post',
  path: '/members/{memberId}/unfreeze',
  tag,
  summary: 'Give a frozen member the place of another one in the plan',
  description:
    'The plan allows as many members as before: `insteadOf` is frozen instead, and must be neither frozen nor an owner. Somebody who is not frozen stays as they are. Nobody changes somebody above them.',
  access: { kind: 'member', permission: 'members.write' },
  params: z.object({ memberId: idOf('member') }),
  query: noQuery,
  body: z.object({ insteadOf: idOf('member') }),
  response: Member,
  status: 200,
  limit: 'write',
  problems: [],
});

import { z } from 'zod';
import { departureKinds, departurePlans, departureStates } from '#domain/departure/types.ts';
import { failures } from '#domain/failure.ts';
import { defineEndpoint } from '../endpoint.ts';
import { InstantOutput, idOf, noParams, noQuery, nothing, PageQuery, pageOf } from '../fields.ts';
import { Member } from './member.ts';

const tag = 'Members';
const MemberParams = z.object({ memberId: idOf('member') });

/** What becomes of the bookings ahead; `toMemberId` with `hand_over` alone. What nobody can take is cancelled with notice. */
const Plan = z.object({ plan: z.enum(departurePlans), toMemberId: idOf('member').optional() });

const rule =
  'Bookings ahead are given on as `plan` says: `reassign` to other hosts of their links that are free then, `hand_over` to one member (`toMemberId`) where they are free, else as with `reassign`; what nobody can take is cancelled, and guests are notified. Links of theirs alone are archived, others pass to the next host or lose that host. Calendars are disconnected.';

export const Departure = z
  .object({
    id: idOf('departure'),
    member: z.object({ id: idOf('member'), name: z.string() }),
    kind: z.enum(departureKinds),
    plan: z.enum(departurePlans),
    state: z.enum(departureStates),
    /** Bookings ahead when they went, how many are settled by now, and how many of those were cancelled. */
    total: z.int(),
    settled: z.int(),
    cancelled: z.int(),
    /** Why some could not be settled; they are tried again. */
    failure: z.enum(failures).nullable(),
    createdAt: InstantOutput,
  })
  .meta({ id: 'Departure' });

const departs = (operation: string, verb: string, summary: string) =>
  defineEndpoint({
    operation,
    method: 'post',
    path: `/members/{memberId}/${verb}`,
    tag,
    summary,
    description: rule,
    access: { kind: 'member', permission: 'members.write' },
    params: MemberParams,
    query: noQuery,
    body: Plan,
    response: Departure,
    status: 201,
    idempotent: true,
    limit: 'write',
    problems: ['last_owner'],
  });

export const deactivateMember = departs(
  'deactivateMember',
  'deactivate',
  'Let a membership rest until it is reactivated',
);
export const removeMember = departs('removeMember', 'remove', 'End somebody’s membership');

export const leaveTenant = defineEndpoint({
  operation: 'leaveTenant',
  method: 'post',
  path: '/me/leave',
  tag,
  summary: 'Leave the organisation',
  description: rule,
  access: { kind: 'member', permission: 'account.write' },
  params: noParams,
  query: noQuery,
  body: Plan,
  response: Departure,
  status: 201,
  limit: 'write',
  problems: ['last_owner', 'not_found'],
});

export const reactivateMember = defineEndpoint({
  operation: 'reactivateMember',
  method: 'post',
  path: '/members/{memberId}/reactivate',
  tag,
  summary: 'Let a deactivated member act here again; bookings and links stay where they went',
  access: { kind: 'member', permission: 'members.write' },
  params: MemberParams,
  query: noQuery,
  body: z.object({}),
  response: Member,
  status: 200,
  limit: 'write',
  problems: ['plan_limit_reached'],
});

export const previewDeparture = defineEndpoint({
  operation: 'previewDeparture',
  method: 'get',
  path: '/members/{memberId}/departure-preview',
  tag,
  summary: 'How many bookings and links a member’s going would concern',
  access: { kind: 'member', permission: 'members.read' },
  params: MemberParams,
  query: noQuery,
  body: nothing,
  response: z
    .object({
      bookings: z.int(),
      /** Of links that others host as well. */
      shared: z.int(),
      links: z.object({ archived: z.int(), passedOn: z.int(), left: z.int() }),
      /** They cannot go before somebody else is an owner. */
      isLastOwner: z.boolean(),
    })
    .meta({ id: 'DeparturePreview' }),
  status: 200,
  limit: 'read',
  problems: [],
});

export const listDepartures = defineEndpoint({
  operation: 'listDepartures',
  method: 'get',
  path: '/departures',
  tag,
  summary: 'Who has left or was deactivated, and how many of their bookings are settled; the latest first',
  access: { kind: 'member', permission: 'members.write' },
  params: noParams,
  query: z.object(PageQuery),
  body: nothing,
  response: pageOf(Departure).meta({ id: 'DeparturePage' }),
  status: 200,
  limit: 'read',
  problems: [],
});

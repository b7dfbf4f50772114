import { z } from 'zod';
import { assignmentStrategies } from '#domain/assignment/model.ts';
import { limitScopes } from '#domain/availability/model.ts';
import { groupPlaces, linkKinds, locationKinds } from '#domain/link/types.ts';
import { defineEndpoint } from './endpoint.ts';
import {
  InstantInput,
  InstantOutput,
  idOf,
  LocalDate,
  line,
  Minutes,
  noParams,
  noQuery,
  nothing,
  PageQuery,
  pageOf,
  Slug,
  text,
  whole,
  wholeInQuery,
} from './fields.ts';
import { Question } from './public.ts';

export const BookingWindowRule = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('rolling'), days: whole(1, 730) }),
    z.object({ kind: z.literal('range'), from: LocalDate, to: LocalDate }),
  ])
  .meta({ id: 'BookingWindowRule' });

/** `clock`: so many minutes past the hour; `hours`: with each block of working hours, whenever it begins. */
export const StartGridRule = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('clock'), offsetMinutes: whole(0, 59) }),
    z.object({ kind: z.literal('hours') }),
  ])
  .meta({ id: 'StartGridRule' });

export const LimitRule = z
  .object({
    period: z.enum(['day', 'week', 'month']),
    count: whole(1, 1000),
    /** `host`: counts the bookings of the link that each host has. */
    per: z.enum(limitScopes).default('link'),
  })
  .meta({ id: 'LimitRule' });

export const AssignmentRule = z
  .object({
    strategy: z.enum(assignmentStrategies),
    /** For `named_host`: one of the hosts. */
    namedHostId: idOf('member').nullable().default(null),
    /** Share of the bookings by host, 1 unless said; 0 = only when nobody else can. */
    weights: z.record(z.string(), whole(0, 100)).default({}),
  })
  .meta({ id: 'AssignmentRule' });

const linkFields = {
  slug: Slug,
  title: line(120),
  description: text(2000),
  kind: z.enum(linkKinds),
  durationsMinutes: z
    .array(z.int().min(5).max(480))
    .min(1)
    .max(8)
    .refine((all) => new Set(all).size === all.length, { error: 'must not repeat a duration' }),
  /** Guests who can come at one time: several for a group, 1 for every other kind. */
  capacity: whole(1, groupPlaces.most),
  /** Hosts of a group, collective or round-robin link; the owner is always one of them. */
  hostIds: z.array(idOf('member')).max(50),
  /** Round robin: how the host of a booking is chosen. `priority` goes by the order of the hosts. */
  assignment: AssignmentRule,
  scheduleId: idOf('schedule').nullable(),
  stepMinutes: whole(5, 480).nullable(),
  /** What start times are counted from. */
  startGrid: StartGridRule,
  bufferBeforeMinutes: whole(0, 480),
  bufferAfterMinutes: whole(0, 480),
  noticeMinutes: Minutes,
  bookingWindow: BookingWindowRule,
  limits: z.array(LimitRule).max(6),
  location: z
    .object({ kind: z.enum(locationKinds), value: text(500) })
    .refine((location) => location.kind !== 'custom_url' || /^https?:\/\/[^\s]+$/.test(location.value), {
      error: 'must be an http(s) address',
      path: ['value'],
    }),
  requiresApproval: z.boolean(),
  /** Hours a host has to approve; the booking is declined afterwards (or when its start passes). */
  approvalDeadlineHours: whole(1, 720),
  holdMinutes: whole(1, 60),
  /** Minutes before the start; each is mailed once. */
  reminderMinutes: z.array(whole(1, 60 * 24 * 30)).max(10),
  questions: z.array(Question).max(20),
  /** At most so many bookings of one e-mail address in so many days. */
  guestLimit: z.object({ count: whole(1, 100), days: whole(1, 365) }).nullable(),
  isActive: z.boolean(),
};

export const LinkInput = z
  .object({
    ...linkFields,
    description: linkFields.description.default(''),
    kind: linkFields.kind.default('one_to_one'),
    capacity: linkFields.capacity.default(1),
    hostIds: linkFields.hostIds.default([]),
    assignment: linkFields.assignment.default({ strategy: 'round_robin', namedHostId: null, weights: {} }),
    scheduleId: linkFields.scheduleId.default(null),
    stepMinutes: linkFields.stepMinutes.default(null),
    startGrid: linkFields.startGrid.default({ kind: 'clock', offsetMinutes: 0 }),
    bufferBeforeMinutes: linkFields.bufferBeforeMinutes.default(0),
    bufferAfterMinutes: linkFields.bufferAfterMinutes.default(0),
    noticeMinutes: linkFields.noticeMinutes.default(60),
    bookingWindow: linkFields.bookingWindow.default({ kind: 'rolling', days: 60 }),
    limits: linkFields.limits.default([]),
    location: linkFields.location.default({ kind: 'video_meeting', value: '' }),
    requiresApproval: linkFields.requiresApproval.default(false),
    approvalDeadlineHours: linkFields.approvalDeadlineHours.default(48),
    holdMinutes: linkFields.holdMinutes.default(10),
    reminderMinutes: linkFields.reminderMinutes.default([1440, 60]),
    questions: linkFields.questions.default([]),
    guestLimit: linkFields.guestLimit.default(null),
    isActive: linkFields.isActive.default(true),
  })
  .meta({ id: 'LinkInput' });

export const LinkPatch = z.object(linkFields).partial().meta({ id: 'LinkPatch' });

export const Link = z
  .object({
    ...linkFields,
    id: idOf('link'),
    ownerId: idOf('member'),
    publicUrl: z.string(),
    bookingCount: z.int(),
    version: z.int(),
    createdAt: InstantOutput,
    updatedAt: InstantOutput,
  })
  .meta({ id: 'Link' });

const LinkParams = z.object({ linkId: idOf('link') });
const tag = 'Links';

export const listLinks = defineEndpoint({
  operation: 'listLinks',
  method: 'get',
  path: '/links',
  tag,
  summary: 'My booking links',
  access: { kind: 'member', permission: 'links.read' },
  params: noParams,
  query: z.object(PageQuery),
  body: nothing,
  response: pageOf(Link).meta({ id: 'LinkPage' }),
  status: 200,
  limit: 'read',
  problems: [],
});

export const createLink = defineEndpoint({
  operation: 'createLink',
  method: 'post',
  path: '/links',
  tag,
  summary: 'Create a booking link',
  access: { kind: 'member', permission: 'links.write' },
  params: noParams,
  query: noQuery,
  body: LinkInput,
  response: Link,
  status: 201,
  idempotent: true,
  limit: 'write',
  problems: ['slug_taken'],
});

export const getLink = defineEndpoint({
  operation: 'getLink',
  method: 'get',
  path: '/links/{linkId}',
  tag,
  summary: 'One booking link; its ETag goes into If-Match when changing it',
  access: { kind: 'member', permission: 'links.read' },
  params: LinkParams,
  query: noQuery,
  body: nothing,
  response: Link,
  status: 200,
  limit: 'read',
  problems: ['not_found'],
});

export const updateLink = defineEndpoint({
  operation: 'updateLink',
  method: 'patch',
  path: '/links/{linkId}',
  tag,
  summary: 'Change some fields of a link; bookings already made keep the rules they were made under',
  access: { kind: 'member', permission: 'links.write' },
  params: LinkParams,
  query: noQuery,
  body: LinkPatch,
  response: Link,
  status: 200,
  precondition: 'required',
  limit: 'write',
  problems: ['not_found', 'slug_taken'],
});

export const deleteLink = defineEndpoint({
  operation: 'deleteLink',
  method: 'delete',
  path: '/links/{linkId}',
  tag,
  summary: 'Archive a link: it disappears, its bookings stay',
  access: { kind: 'member', permission: 'links.write' },
  params: LinkParams,
  query: noQuery,
  body: nothing,
  response: nothing,
  status: 204,
  precondition: 'optional',
  limit: 'write',
  problems: ['not_found'],
});

export const Explanation = z
  .object({
    start: InstantOutput,
    durationMinutes: z.int(),
    offered: z.boolean(),
    reasons: z.array(
      z.looseObject({
        rule: z.string(),
        hostId: z.string().optional(),
        hostName: z.string().optional(),
        title: z.string().optional(),
      }),
    ),
  })
  .meta({ id: 'Explanation' });

export const explainSlot = defineEndpoint({
  operation: 'explainSlot',
  method: 'get',
  path: '/links/{linkId}/explain',
  tag,
  summary: 'Why a time is or is not offered, cause by cause',
  access: { kind: 'member', permission: 'links.read' },
  params: LinkParams,
  query: z.object({
    start: InstantInput,
    durationMinutes: wholeInQuery(5, 480).optional(),
  }),
  body: nothing,
  response: Explanation,
  status: 200,
  limit: 'read',
  problems: ['not_found'],
  example: { query: { start: '2026-12-01T09:00:00Z' } },
});

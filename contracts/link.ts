import { z } from 'zod';
import { assignmentStrategies } from '#domain/assignment/model.ts';
import { limitScopes } from '#domain/availability/model.ts';
import { shownStates } from '#domain/link/host-consent.ts';
import { isRedirectUrl } from '#domain/link/next-step.ts';
import {
  furtherGuestsMost,
  groupPlaces,
  linkKinds,
  locationKinds,
  usualFurtherGuests,
} from '#domain/link/types.ts';
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
  someOf,
  text,
  whole,
  wholeInQuery,
} from './fields.ts';
import { Question } from './link/question.ts';
import { Price, RefundPolicy } from './payment/price.ts';

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
  /** Hosts of a group, collective or round-robin link; the owner is always one of them. Others are asked first, unless an admin names them. */
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

  /** Minutes before the start until which a guest can cancel, and move, a booking that is agreed; hosts always can. */
  cancelNoticeMinutes: Minutes,
  rescheduleNoticeMinutes: Minutes,
  /** People a guest can bring beside themselves; 0: none. Always 0 in a group, where each guest books a place. */
  mostFurtherGuests: whole(0, furtherGuestsMost),

  /** Of one place; null: free. It needs an account of the organisation that takes payments. */
  price: Price.nullable(),
  refundPolicy: RefundPolicy,

  isActive: z.boolean(),
  /** Can be booked by its address, and is not on its owner's public page. */
  isHidden: z.boolean(),
  /**
   * Where guests are sent on to once they have booked: https and a public name. The parameters `everslot_booking` (id),
   * `everslot_status`, `everslot_start` and `everslot_end` (UTC) are added; nothing of the guest.
   */
  redirectUrl: z
    .string()
    .refine(isRedirectUrl, { error: 'must be an https address with a public name, 500 characters at most' })
    .nullable(),
};

/** Guests who come to a place have to know which. */
const locationInput = linkFields.location.refine(({ kind, value }) => kind !== 'in_person' || value !== '', {
  error: 'must say where to meet',
  path: ['value'],
});

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
    location: locationInput.default({ kind: 'video_meeting', value: '' }),
    requiresApproval: linkFields.requiresApproval.default(false),
    approvalDeadlineHours: linkFields.approvalDeadlineHours.default(48),
    holdMinutes: linkFields.holdMinutes.default(10),
    reminderMinutes: linkFields.reminderMinutes.default([1440, 60]),
    questions: linkFields.questions.default([]),
    guestLimit: linkFields.guestLimit.default(null),

    cancelNoticeMinutes: linkFields.cancelNoticeMinutes.default(0),
    rescheduleNoticeMinutes: linkFields.rescheduleNoticeMinutes.default(0),
    mostFurtherGuests: linkFields.mostFurtherGuests
      .optional()
      .meta({ description: `${usualFurtherGuests} unless given, and 0 in a group.` }),

    price: linkFields.price.default(null),
    refundPolicy: linkFields.refundPolicy.default([]),

    isActive: linkFields.isActive.default(true),
    isHidden: linkFields.isHidden.default(false),
    redirectUrl: linkFields.redirectUrl.default(null),
  })
  .meta({ id: 'LinkInput' });

export const LinkPatch = someOf({ ...linkFields, location: locationInput }).meta({ id: 'LinkPatch' });

export const Link = z
  .object({
    ...linkFields,
    id: idOf('link'),
    ownerId: idOf('member'),
    ownerName: z.string(),
    /** Whether the caller may change it: co-hosts see the links they host. */
    canEdit: z.boolean(),
    /** Since when its page is gone; null while guests can find it. */
    archivedAt: InstantOutput.nullable(),
    /** Who of `hostIds` has not agreed yet (`asked`) and is no host until then, and who was asked and is none. */
    hostRequests: z.array(z.object({ memberId: idOf('member'), state: z.enum(shownStates) })),
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
  summary: 'My booking links in my order, followed by those of others that I host',
  access: { kind: 'member', permission: 'links.read', keys: 'member' },
  params: noParams,
  query: z.object({
    ...PageQuery,
    /** `true`: my archived links instead. */
    archived: z.enum(['true', 'false']).default('false'),
  }),
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
  access: { kind: 'member', permission: 'links.write', keys: 'member' },
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
  access: { kind: 'member', permission: 'links.read', keys: 'all' },
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
  access: { kind: 'member', permission: 'links.write', keys: 'member' },
  params: LinkParams,
  query: noQuery,
  body: LinkPatch,
  response: Link,
  status: 200,
  precondition: 'required',
  limit: 'write',
  problems: ['not_found', 'slug_taken'],
});

export const orderLinks = defineEndpoint({
  operation: 'orderLinks',
  method: 'put',
  path: '/link-order',
  tag,
  summary:
    'Put my links in an order, as my public page shows them; those that are not named follow as they were',
  access: { kind: 'member', permission: 'links.write', keys: 'member' },
  params: noParams,
  query: noQuery,
  body: z.object({
    linkIds: z
      .array(idOf('link'))
      .min(1)
      .max(1000)
      .refine((ids) => new Set(ids).size === ids.length, { error: 'must not repeat a link' }),
  }),
  response: nothing,
  status: 204,
  limit: 'write',
  problems: [],
});

export const duplicateLink = defineEndpoint({
  operation: 'duplicateLink',
  method: 'post',
  path: '/links/{linkId}/duplicate',
  tag,
  summary: 'Copy a link of mine under a free address; the copy is off until it is switched on',
  access: { kind: 'member', permission: 'links.write', keys: 'member' },
  params: LinkParams,
  query: noQuery,
  body: z.object({}),
  response: Link,
  status: 201,
  idempotent: true,
  limit: 'write',
  problems: ['slug_taken'],
});

export const archiveLink = defineEndpoint({
  operation: 'archiveLink',
  method: 'post',
  path: '/links/{linkId}/archive',
  tag,
  summary: 'Take the page of a link down; its bookings live on, and it can be restored',
  description: 'Its address can be used by another link meanwhile. Archiving it twice changes nothing.',
  access: { kind: 'member', permission: 'links.write', keys: 'all' },
  params: LinkParams,
  query: noQuery,
  body: z.object({}),
  response: Link,
  status: 200,
  limit: 'write',
  problems: [],
});

export const restoreLink = defineEndpoint({
  operation: 'restoreLink',
  method: 'post',
  path: '/links/{linkId}/restore',
  tag,
  summary: 'Put the page of an archived link up again, as it was; restoring it twice changes nothing',
  access: { kind: 'member', permission: 'links.write', keys: 'all' },
  params: LinkParams,
  query: noQuery,
  body: z.object({}),
  response: Link,
  status: 200,
  limit: 'write',
  problems: ['slug_taken'],
});

export const deleteLink = defineEndpoint({
  operation: 'deleteLink',
  method: 'delete',
  path: '/links/{linkId}',
  tag,
  summary: 'Delete a link that was never booked, for good; one with bookings can be archived',
  access: { kind: 'member', permission: 'links.write', keys: 'all' },
  params: LinkParams,
  query: noQuery,
  body: nothing,
  response: nothing,
  status: 204,
  precondition: 'optional',
  limit: 'write',
  problems: ['has_bookings'],
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
  access: { kind: 'member', permission: 'links.read', keys: 'all' },
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

import { z } from 'zod';
import { settableRules } from '#domain/availability/set-aside.ts';
import { bookingActors, bookingStatuses, syncStates } from '#domain/booking/types.ts';
import { conferenceSources } from '#domain/conference/types.ts';
import { locationKinds } from '#domain/link/types.ts';
import { refundChoices } from '#domain/payment/types.ts';
import { defineEndpoint, type Endpoint } from './endpoint.ts';
import {
  InstantInput,
  InstantOutput,
  idOf,
  noParams,
  noQuery,
  nothing,
  PageQuery,
  pageOf,
  text,
} from './fields.ts';
import { UnpaidMove } from './payment/guest-payment.ts';
import { HostPayment } from './payment/host-payment.ts';
import {
  AddGuestsInput,
  Alternative,
  Answers,
  BookInput,
  exampleSearch,
  RemoveGuestInput,
  SlotList,
  SlotQuery,
} from './public.ts';

export const Booking = z
  .object({
    id: idOf('booking'),
    code: z.string(),
    status: z.enum(bookingStatuses),
    linkId: idOf('link'),
    linkTitle: z.string(),
    sessionId: idOf('session'),
    /** Null while its guest is not known. */
    contactId: idOf('contact').nullable(),
    /** Guests who can come at its time, this one included. */
    capacity: z.int(),
    start: InstantOutput,
    end: InstantOutput,
    durationMinutes: z.int(),
    guestTimeZone: z.string(),
    hosts: z.array(z.object({ id: idOf('member'), name: z.string() })),
    guest: z
      .object({
        name: z.string(),
        email: z.string(),
        /** E.164, with `;ext=` and the extension if there is one. */
        phone: z.string().nullable(),
        /** The same as people of the host's country write it. */
        phoneText: z.string().nullable(),
      })
      .nullable(),
    /** Addresses of the people whom the guest brings. */
    furtherGuests: z.array(z.string()),
    /** How many more can be added. */
    guestsLeft: z.int(),
    /** Whether they can be taken out again. */
    canRemoveGuests: z.boolean(),
    revision: z.int(),
    calendarSync: z.enum(syncStates),
    /** The meeting that the organisation's conference account makes. */
    conferenceSync: z.enum(syncStates),
    emailSync: z.enum(syncStates),
    /** Why a provider has not been told yet, in words for the host. */
    attentionReason: z.string().nullable(),
    /** Who gives the address of the meeting, or that nobody does; null when it does not meet online. */
    conference: z.enum(conferenceSources).nullable(),
    meetingUrl: z.string().nullable(),
    /** The time its guest asks to move to: approving names it, declining leaves the booking where it is. */
    moveTo: InstantOutput.nullable(),
    approveBy: InstantOutput.nullable(),
    createdAt: InstantOutput,
  })
  .meta({ id: 'Booking' });

export const TimelineEntry = z
  .object({
    id: z.string(),
    at: InstantOutput,
    kind: z.string(),
    actor: z.enum(bookingActors),
    actorName: z.string().nullable(),
    /** The API key it was asked for with; its name as long as it is kept. */
    key: z.object({ id: idOf('apiKey'), name: z.string().nullable() }).nullable(),
    reason: z.string().nullable(),
    details: z.record(z.string(), z.unknown()),
    workflowRunId: z.string().nullable(),
  })
  .meta({ id: 'TimelineEntry' });

/** A mail that was sent about a booking. */
export const BookingMail = z.object({
  template: z.string(),
  audience: z.string(),
  status: z.string(),
  at: InstantOutput,
  detail: z.string().nullable(),
});

export const BookingDetail = Booking.extend({
  /** `label`: the host's own words, address or number; empty when there are none. */
  location: z.object({ kind: z.enum(locationKinds), label: z.string() }),
  answers: Answers,
  questions: z.array(z.object({ id: z.string(), label: z.string() })),
  note: z.string().nullable(),
  timeline: z.array(TimelineEntry),
  /** The booking's workflow in the Temporal UI, when the installation has one. */
  workflowUrl: z.string().nullable(),
  deliveries: z.array(BookingMail),
  /** What was paid for it; null when it costs nothing. */
  payment: HostPayment.nullable(),
  /** The move that its guest has yet to pay for. */
  unpaidMove: UnpaidMove.nullable(),
}).meta({ id: 'BookingDetail' });

const BookingParams = z.object({ bookingId: idOf('booking') });
const tag = 'Bookings';
const reason = { reason: text(500).optional() };
/** Rules of the link that the host has decided to set aside; 409 `decision_needed` names those that are in the way. */
const hostsDecision = { setAside: z.array(z.enum(settableRules)).max(settableRules.length).default([]) };

/** Which bookings are asked for. */
const bookingFilter = {
  /** `upcoming` and `past` are confirmed ones; `attention` those whose calendar or mail is behind. */
  view: z.enum(['upcoming', 'needs_approval', 'past', 'cancelled', 'attention', 'all']).default('upcoming'),
  linkId: idOf('link').optional(),
  /** The roster of a session. */
  sessionId: idOf('session').optional(),
  contactId: idOf('contact').optional(),
  from: InstantInput.optional(),
  to: InstantInput.optional(),
  /** Part of the guest's name or e-mail, or the code. */
  search: z.string().trim().max(100).optional(),
};

export const listBookings = defineEndpoint({
  operation: 'listBookings',
  method: 'get',
  path: '/bookings',
  tag,
  summary: 'Bookings of my links, or of those I host',
  access: { kind: 'member', permission: 'bookings.read', keys: 'all' },
  params: noParams,
  query: z.object({ ...PageQuery, ...bookingFilter }),
  body: nothing,
  response: pageOf(Booking).meta({ id: 'BookingPage' }),
  status: 200,
  limit: 'read',
  problems: [],
});

export const exportBookings = defineEndpoint({
  operation: 'exportBookings',
  method: 'get',
  path: '/bookings/export',
  tag,
  summary: 'The bookings of a list as a CSV file',
  description:
    'UTF-8 with a byte order mark, in my language and on my clock with its offset; streamed, whatever its length. Text that a spreadsheet would run as a formula begins with an apostrophe.',
  access: { kind: 'member', permission: 'bookings.read', keys: 'all' },
  feature: 'csv_exports',
  params: noParams,
  query: z.object(bookingFilter),
  body: nothing,
  response: z.string(),
  status: 200,
  produces: 'text/csv',
  limit: 'read',
  problems: [],
});

export const getBooking = defineEndpoint({
  operation: 'getBooking',
  method: 'get',
  path: '/bookings/{bookingId}',
  tag,
  summary: 'One booking with answers, timeline and deliveries',
  access: { kind: 'member', permission: 'bookings.read', keys: 'all' },
  params: BookingParams,
  query: noQuery,
  body: nothing,
  response: BookingDetail,
  status: 200,
  limit: 'read',
  problems: ['not_found'],
});

export const listBookingAlternatives = defineEndpoint({
  operation: 'listBookingAlternatives',
  method: 'get',
  path: '/bookings/{bookingId}/alternatives',
  tag,
  summary: 'Times the booking could move to',
  access: { kind: 'member', permission: 'bookings.read', keys: 'all' },
  params: BookingParams,
  query: noQuery,
  body: nothing,
  response: z.object({ alternatives: z.array(Alternative) }).meta({ id: 'BookingAlternatives' }),
  status: 200,
  limit: 'read',
  problems: ['not_found', 'invalid_transition'],
});

const transition = <Body extends z.ZodType>(
  operation: string,
  verb: string,
  summary: string,
  body: Body,
  problems: readonly (
    | 'already_cancelled'
    | 'slot_taken'
    | 'slot_held'
    | 'outside_availability'
    | 'in_the_past'
    | 'notice_too_short'
    | 'beyond_booking_window'
    | 'limit_reached'
    | 'decision_needed'
    | 'time_changed'
    | 'host_not_free'
    | 'member_frozen'
  )[] = [],
) =>
  defineEndpoint({
    operation,
    method: 'post',
    path: `/bookings/{bookingId}/${verb}`,
    tag,
    summary,
    access: { kind: 'member', permission: 'bookings.write', keys: 'all' },
    params: BookingParams,
    query: noQuery,
    body,
    response: Booking,
    status: 200,
    idempotent: true,
    limit: 'write',
    counts: 'booking',
    problems: ['not_found', 'invalid_transition', ...problems],
  });

/** Also for a member whom the plan has frozen: what is booked is settled. */
const forFrozenToo = <Row extends Endpoint>(row: Row): Row => ({ ...row, whileFrozen: true });

export const approveBooking = forFrozenToo(
  transition(
    'approveBooking',
    'approve',
    'Approve a booking that waits for it, for the time that was looked at',
    /** The time that is approved; refused when the booking has moved since. */
    z.object({ start: InstantInput }),
    ['time_changed', 'slot_taken', 'member_frozen'],
  ),
);
export const declineBooking = forFrozenToo(
  transition(
    'declineBooking',
    'decline',
    'Decline it and free the time, or decline the move that its guest asks for',
    z.object(reason),
  ),
);
export const cancelBooking = forFrozenToo(
  transition(
    'cancelBooking',
    'cancel',
    'Cancel as host: the guest gets back what they paid',
    /** `refund`: what goes back of a paid booking; anything but `whole` needs `payments.write` as well. */
    z.object({ ...reason, refund: z.enum(refundChoices).optional() }),
    ['already_cancelled', 'in_the_past'],
  ),
);
export const rescheduleBooking = forFrozenToo(
  transition(
    'rescheduleBooking',
    'reschedule',
    'Move as host, to any time that nobody has; rules of the link are set aside by name',
    z.object({ start: InstantInput, ...reason, ...hostsDecision }),
    ['slot_taken', 'slot_held', 'outside_availability', 'in_the_past', 'decision_needed'],
  ),
);
export const reassignBooking = transition(
  'reassignBooking',
  'reassign',
  'Give it another host: their time is claimed first, calendars follow, and the guest is notified',
  /** `replaces`: whose place they take; needed where several host it. */
  z.object({ hostId: idOf('member'), replaces: idOf('member').optional() }),
  ['in_the_past', 'host_not_free'],
);
export const addGuests = transition(
  'addGuests',
  'guests',
  'Bring more people: they get the invitation, changes and the cancellation',
  AddGuestsInput,
  ['in_the_past'],
);
export const removeGuest = transition(
  'removeGuest',
  'guests/remove',
  'Take out somebody whom the guest brought: they are told, and get nothing more',
  RemoveGuestInput,
  ['in_the_past'],
);
export const markNoShow = transition(
  'markNoShow',
  'no-show',
  'The guest did not come (once the start has passed)',
  z.object({}),
);
export const retrySync = transition(
  'retrySync',
  'retry-sync',
  'Try the calendar and mails again now',
  z.object({}),
);

const HostedLink = z.object({ linkId: idOf('link') });

export const listLinkSlots = defineEndpoint({
  operation: 'listLinkSlots',
  method: 'get',
  path: '/links/{linkId}/slots',
  tag,
  summary: 'Free start times of a link of mine, also while it is switched off for guests',
  description: 'At most 62 days.',
  access: { kind: 'member', permission: 'links.read', keys: 'all' },
  params: HostedLink,
  query: SlotQuery,
  body: nothing,
  response: SlotList,
  status: 200,
  limit: 'slots',
  problems: ['not_found', 'range_too_long'],
  example: { query: exampleSearch },
});

export const bookForGuest = defineEndpoint({
  operation: 'bookForGuest',
  method: 'post',
  path: '/links/{linkId}/bookings',
  tag,
  summary: 'Book a time for a guest, who is mailed as if they had booked it',
  description:
    'Confirmed at once. Any time that nobody has can be booked; rules of the link are set aside by name. Questions may be left open.',
  access: { kind: 'member', permission: 'bookings.write', keys: 'all' },
  params: HostedLink,
  query: noQuery,
  body: BookInput.omit({ hold: true }).extend(hostsDecision).meta({ id: 'BookForGuestInput' }),
  response: Booking,
  status: 201,
  idempotent: true,
  limit: 'write',
  counts: 'booking',
  problems: [
    'plan_limit_reached',
    'not_found',
    'slot_taken',
    'slot_held',
    'outside_availability',
    'in_the_past',
    'decision_needed',
  ],
});

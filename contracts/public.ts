import { z } from 'zod';
import { bookingActors, bookingStatuses, changeKinds } from '#domain/booking/types.ts';
import { conferenceSources } from '#domain/conference/types.ts';
import { furtherGuestsMost, linkKinds, locationKinds } from '#domain/link/types.ts';
import { defineEndpoint } from './endpoint.ts';
import {
  Email,
  InstantInput,
  InstantOutput,
  idOf,
  LocalDate,
  Locale,
  line,
  noQuery,
  nothing,
  TimeZone,
  text,
  whole,
  wholeInQuery,
} from './fields.ts';
import { Question } from './link/question.ts';
import { GuestPayment, UnpaidMove } from './payment/guest-payment.ts';
import { Price, RefundTexts } from './payment/price.ts';
import { Brand } from './tenant/branding.ts';

/** A guest's signed token, as `bind` looks for it. */
export const TokenParams = z.object({ token: z.string().max(400) });

const LinkParams = z.object({ username: z.string().max(64), slug: z.string().max(64) });

export const PublicLink = z
  .object({
    slug: z.string(),
    title: z.string(),
    description: z.string(),
    kind: z.enum(linkKinds),
    /** Guests who can come at one time. */
    capacity: z.int(),
    durationsMinutes: z.array(z.int()),
    location: z.object({ kind: z.enum(locationKinds), label: z.string() }),
    requiresApproval: z.boolean(),
    questions: z.array(Question),
    hosts: z.array(z.object({ name: z.string(), username: z.string(), photoUrl: z.string().nullable() })),
    hostTimeZone: z.string(),
    /** First and last local date (host zone) on which a booking may start. */
    bookable: z.object({ from: LocalDate, to: LocalDate }),
    holdMinutes: z.int(),
    /** It is on its owner's page; others are found by their address alone. */
    isListed: z.boolean(),
    /** Minutes before the start until which a booking can be cancelled, and moved, by its guest; 0: until it begins. */
    cancelNoticeMinutes: z.int(),
    rescheduleNoticeMinutes: z.int(),
    /** People a guest can bring beside themselves; 0: none. */
    mostFurtherGuests: z.int(),
    /** Of one place; null: free. */
    price: Price.nullable(),
    refundTexts: RefundTexts.nullable(),
    brand: Brand,
  })
  .meta({ id: 'PublicLink' });

export const PublicProfile = z
  .object({
    username: z.string(),
    name: z.string(),
    bio: z.string(),
    /** Path on this installation; it changes with the photo. */
    photoUrl: z.string().nullable(),
    tenantName: z.string(),
    brand: Brand,
    timeZone: z.string(),
    locale: Locale,
    links: z.array(
      PublicLink.pick({
        slug: true,
        title: true,
        description: true,
        capacity: true,
        durationsMinutes: true,
        location: true,
        requiresApproval: true,
        price: true,
      }),
    ),
  })
  .meta({ id: 'PublicProfile' });

export const SlotQuery = z.object({
  from: LocalDate,
  /** Included. */
  to: LocalDate,
  timeZone: TimeZone,
  durationMinutes: wholeInQuery(5, 480).optional(),
});

export const exampleSearch = { from: '2026-12-01', to: '2026-12-07', timeZone: 'Asia/Ho_Chi_Minh' };

export const SlotList = z
  .object({
    timeZone: z.string(),
    durationMinutes: z.int(),
    /** Days in the asked zone that have slots, ascending. */
    days: z.array(
      z.object({
        date: LocalDate,
        slots: z.array(
          z.object({
            start: InstantOutput,
            best: z.boolean(),
            /** Of a group only. */
            placesLeft: z.int().optional(),
          }),
        ),
      }),
    ),
    /** When nothing is offered in the range: the first later date that has a slot, if any within the booking window. */
    nextAvailableDate: LocalDate.nullable(),
  })
  .meta({ id: 'SlotList' });

export const Alternative = z
  .object({
    start: InstantOutput,
    end: InstantOutput,
    kind: z.enum(['nearest', 'same_weekday_and_time', 'best']),
  })
  .meta({ id: 'Alternative' });

export const Guest = z
  .object({ name: line(120), email: Email, phone: line(40).optional() })
  .meta({ id: 'Guest' });

export const Answers = z.record(z.string().max(32), z.union([text(2000), z.boolean(), z.number()]));

export const FurtherGuests = z.array(Email).max(furtherGuestsMost);

/** Somebody whom a booking's guest has brought. */
export const RemoveGuestInput = z.object({ email: Email }).meta({ id: 'RemoveGuestInput' });

export const AddGuestsInput = z.object({ emails: FurtherGuests.min(1) }).meta({ id: 'AddGuestsInput' });

/** A hold of the caller's own. */
const OwnHold = z.object({ bookingId: idOf('booking'), holdToken: z.string().max(400) });

export const HoldInput = z
  .object({
    start: InstantInput,
    durationMinutes: whole(5, 480),
    timeZone: TimeZone,
    /** The caller's hold before this one: given back as this one is placed, and kept when this one is refused. */
    replaces: OwnHold.optional(),
  })
  .meta({ id: 'HoldInput' });

export const Hold = z
  .object({
    bookingId: idOf('booking'),
    /** Proves that the caller placed this hold: goes into the body to book it, into the path to release it. */
    holdToken: z.string(),
    start: InstantOutput,
    end: InstantOutput,
    holdUntil: InstantOutput,
  })
  .meta({ id: 'Hold' });

export const BookInput = z
  .object({
    start: InstantInput,
    durationMinutes: whole(5, 480),
    timeZone: TimeZone,
    /** Left out: as the organisation speaks where nobody asks for a language. */
    locale: Locale.optional(),
    guest: Guest,
    answers: Answers.default({}),
    note: text(2000).optional(),
    /** Addresses of people whom the guest brings, as many as the link takes: they are told of the booking as well. */
    furtherGuests: FurtherGuests.default([]),
    /** A hold placed before; without it the time is claimed now. */
    hold: OwnHold.optional(),
  })
  .meta({ id: 'BookInput' });

export const GuestBooking = z
  .object({
    bookingId: idOf('booking'),
    /** Human-friendly confirmation code. */
    code: z.string(),
    status: z.enum(bookingStatuses),
    title: z.string(),
    start: InstantOutput,
    end: InstantOutput,
    timeZone: z.string(),
    hostTimeZone: z.string(),
    locale: Locale,
    hosts: z.array(z.object({ name: z.string() })),
    guest: z.object({ name: z.string(), email: z.string() }),
    location: z.object({
      kind: z.enum(locationKinds),
      label: z.string(),
      /** Who gives the address of the meeting, or that nobody does; null when it does not meet online. */
      conference: z.enum(conferenceSources).nullable(),
      meetingUrl: z.string().nullable(),
    }),
    /** Counts up with every change of time. */
    revision: z.int(),
    /** The time its guest asks to move to; until its host approves, the booking stays at `start`. */
    moveTo: InstantOutput.nullable(),
    /** Set while a provider could not be told yet; the booking itself stands. */
    warnings: z.array(z.enum(['calendar_pending', 'email_pending'])),
    /** People whom the guest brings, and how many more can be added; for whoever may change the booking. */
    furtherGuests: z.array(z.string()),
    guestsLeft: z.int(),
    /** Whether they can be taken out again. */
    canRemoveGuests: z.boolean(),
    canReschedule: z.boolean(),
    canCancel: z.boolean(),
    /** Until when its guest can move and cancel it where its host asks for notice; null: until it begins. */
    rescheduleUntil: InstantOutput.nullable(),
    cancelUntil: InstantOutput.nullable(),
    /** Whom to ask once that has passed, for whoever may change the booking; null while there is no need. */
    contact: z.object({ name: z.string(), email: z.string() }).nullable(),
    /** What was done last, where it can carry a reason, by whom, and the reason given. */
    lastChange: z
      .object({
        kind: z.enum(changeKinds),
        by: z.enum(bookingActors),
        reason: z.string().nullable(),
      })
      .nullable(),
    link: z.object({ username: z.string(), slug: z.string(), durationMinutes: z.int() }),
    /** Where the host sends guests on to once they have booked; null when nowhere or no longer. */
    nextStep: z.string().nullable(),
    /** Its money; null when it costs nothing. */
    payment: GuestPayment.nullable(),
    /** The move that its guest has yet to pay for: until then the booking stays at `start`. */
    unpaidMove: UnpaidMove.nullable(),
  })
  .meta({ id: 'GuestBooking' });

export const ManageLinks = z
  .object({
    /** Signed, expiring addresses of the guest's pages; each opens only what it is named for. */
    manage: z.string(),
    view: z.string(),
    reschedule: z.string(),
    cancel: z.string(),
    ics: z.string(),
  })
  .meta({ id: 'ManageLinks' });

export const BookingReceipt = z
  .object({ booking: GuestBooking, links: ManageLinks })
  .meta({ id: 'BookingReceipt' });

export const claimProblems = [
  'link_inactive',
  'pages_off',
  'not_found',
  'slot_taken',
  'slot_held',
  'outside_availability',
  'in_the_past',
  'notice_too_short',
  'beyond_booking_window',
  'limit_reached',
] as const;

export const getProfile = defineEndpoint({
  operation: 'getProfile',
  method: 'get',
  path: '/public/profiles/{username}',
  tag: 'Guest',
  summary: "A host's public page with the active links",
  access: { kind: 'public' },
  params: z.object({ username: z.string().max(64) }),
  query: noQuery,
  body: nothing,
  response: PublicProfile,
  status: 200,
  limit: 'read',
  problems: ['not_found', 'link_inactive', 'pages_off'],
});

export const getPhoto = defineEndpoint({
  operation: 'getPhoto',
  method: 'get',
  path: '/public/profiles/{username}/photo',
  tag: 'Guest',
  summary: "The photo on a host's public page",
  description: 'Under the address that the page names it never changes, so it may be kept.',
  access: { kind: 'public' },
  params: z.object({ username: z.string().max(64) }),
  query: z.object({ v: z.string().max(64).optional() }),
  body: nothing,
  response: z.string(),
  status: 200,
  produces: 'image/jpeg',
  limit: 'read',
  problems: ['not_found'],
});

export const getPublicLink = defineEndpoint({
  operation: 'getPublicLink',
  method: 'get',
  path: '/public/links/{username}/{slug}',
  tag: 'Guest',
  summary: 'What a guest needs to know of a booking link',
  access: { kind: 'public' },
  params: LinkParams,
  query: noQuery,
  body: nothing,
  response: PublicLink,
  status: 200,
  limit: 'read',
  problems: ['not_found', 'link_inactive', 'pages_off'],
});

export const listSlots = defineEndpoint({
  operation: 'listSlots',
  method: 'get',
  path: '/public/links/{username}/{slug}/slots',
  tag: 'Guest',
  summary: 'Free start times of a range of local days, grouped by the day of the asked zone',
  description: 'At most 62 days. Reads only the database; answers carry an ETag.',
  access: { kind: 'public' },
  params: LinkParams,
  query: SlotQuery,
  body: nothing,
  response: SlotList,
  status: 200,
  limit: 'slots',
  problems: ['not_found', 'link_inactive', 'pages_off', 'range_too_long'],
  example: { query: exampleSearch },
});

export const placeHold = defineEndpoint({
  operation: 'placeHold',
  method: 'post',
  path: '/public/links/{username}/{slug}/holds',
  tag: 'Guest',
  summary: 'Hold a time while the guest fills in the form',
  description:
    'Limited by how many times a network holds: one that is given back, and one that repeats or replaces a hold of the caller, does not count.',
  access: { kind: 'public' },
  params: LinkParams,
  query: noQuery,
  body: HoldInput,
  response: Hold,
  status: 201,
  idempotent: true,
  limit: 'read',
  counts: 'booking',
  problems: claimProblems,
});

export const releaseHold = defineEndpoint({
  operation: 'releaseHold',
  method: 'post',
  path: '/public/holds/{token}/release',
  tag: 'Guest',
  summary: 'Give a held time back; repeating it changes nothing',
  access: { kind: 'capability', purposes: ['hold'] },
  params: TokenParams,
  query: noQuery,
  body: z.object({}),
  response: nothing,
  status: 204,
  limit: 'read',
  counts: 'booking',
  problems: ['invalid_transition'],
});

export const bookLink = defineEndpoint({
  operation: 'bookLink',
  method: 'post',
  path: '/public/links/{username}/{slug}/bookings',
  tag: 'Guest',
  summary: 'Book a time',
  description:
    'Answered as soon as the time is claimed; calendars and mails follow. 409 `slot_taken` and `slot_held` carry the nearest alternatives; a held time is worth another try after `Retry-After`.',
  access: { kind: 'public' },
  params: LinkParams,
  query: noQuery,
  body: BookInput,
  response: BookingReceipt,
  status: 201,
  idempotent: true,
  limit: 'book',
  counts: 'booking',
  problems: [...claimProblems, 'hold_expired', 'guest_limit_reached'],
});

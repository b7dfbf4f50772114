import { z } from 'zod';
import { mostChargedMinor } from '#domain/money/chargeable.ts';
import { currencies } from '#domain/money/currencies.ts';
import { defineEndpoint } from './endpoint.ts';
import { InstantInput, noQuery, nothing, text, whole } from './fields.ts';
import { Price } from './payment/price.ts';
import {
  AddGuestsInput,
  Alternative,
  BookingReceipt,
  claimProblems,
  exampleSearch,
  GuestBooking,
  ManageLinks,
  PublicLink,
  RemoveGuestInput,
  SlotList,
  SlotQuery,
  TokenParams,
} from './public.ts';
import { Brand } from './tenant/branding.ts';

/** In the minor unit of its currency. */
const Amount = z.object({ amountMinor: z.int(), currency: z.enum(currencies) });

export const viewBooking = defineEndpoint({
  operation: 'viewBooking',
  method: 'get',
  path: '/public/bookings/{token}',
  tag: 'Guest',
  summary: "The guest's booking behind a signed link",
  access: { kind: 'capability', purposes: ['manage', 'view', 'reschedule', 'cancel'] },
  params: TokenParams,
  query: noQuery,
  body: nothing,
  response: z
    .object({ booking: GuestBooking, links: ManageLinks.partial(), brand: Brand })
    .meta({ id: 'ManagedBooking' }),
  status: 200,
  limit: 'manage',
  problems: [],
});

export const listAlternatives = defineEndpoint({
  operation: 'listAlternatives',
  method: 'get',
  path: '/public/bookings/{token}/alternatives',
  tag: 'Guest',
  summary: 'Times the booking could move to: nearest, same weekday and time, best',
  access: { kind: 'capability', purposes: ['manage', 'reschedule'] },
  params: TokenParams,
  query: noQuery,
  body: nothing,
  response: z.object({ alternatives: z.array(Alternative) }).meta({ id: 'AlternativeList' }),
  status: 200,
  limit: 'manage',
  problems: [],
});

export const listMoves = defineEndpoint({
  operation: 'listMoves',
  method: 'get',
  path: '/public/bookings/{token}/slots',
  tag: 'Guest',
  summary: 'Free start times the booking could move to, grouped by the day of the asked zone',
  description: 'At most 62 days. Its own hosts are asked; its present time does not stand in the way.',
  access: { kind: 'capability', purposes: ['manage', 'reschedule'] },
  params: TokenParams,
  query: SlotQuery.omit({ durationMinutes: true }),
  body: nothing,
  response: SlotList,
  status: 200,
  limit: 'slots',
  problems: ['range_too_long'],
  example: { query: exampleSearch },
});

export const getBookingLink = defineEndpoint({
  operation: 'getBookingLink',
  method: 'get',
  path: '/public/bookings/{token}/link',
  tag: 'Guest',
  summary: 'The link the booking was made with',
  description: 'Also when its host has switched it off or archived it: the booking can still be moved.',
  access: { kind: 'capability', purposes: ['manage', 'reschedule'] },
  params: TokenParams,
  query: noQuery,
  body: nothing,
  response: PublicLink.extend({
    /** What a move changes of the price at the moment; null: nothing. */
    move: z
      .object({
        /** What the booking costs from then on; null: nothing. */
        price: Price.nullable(),
        /** Is paid before it moves. */
        pay: Amount.nullable(),
        /** Goes back once it has moved. */
        back: Amount.nullable(),
      })
      .nullable(),
  }).meta({ id: 'BookingLink' }),
  status: 200,
  limit: 'manage',
  problems: [],
});

export const rescheduleAsGuest = defineEndpoint({
  operation: 'rescheduleAsGuest',
  method: 'post',
  path: '/public/bookings/{token}/reschedule',
  tag: 'Guest',
  summary: 'Move the booking; the new time is claimed before the old one is freed',
  description:
    'Where the new time costs more, `unpaidMove` of the answer says what is to be paid and until when: the booking stays where it is until then. What it costs less goes back.',
  access: { kind: 'capability', purposes: ['manage', 'reschedule'] },
  params: TokenParams,
  query: noQuery,
  body: z
    .object({
      start: InstantInput,
      reason: text(500).optional(),
      /** What the booking costs from then on, as its guest was shown it; null: nothing. Needed where that is not what it costs now. */
      price: z.object({ amountMinor: whole(1, mostChargedMinor), currency: z.enum(currencies) }).nullish(),
    })
    .meta({ id: 'RescheduleInput' }),
  response: BookingReceipt,
  status: 200,
  idempotent: true,
  limit: 'manage',
  counts: 'booking',
  problems: [
    ...claimProblems,
    'invalid_transition',
    'too_late_to_reschedule',
    'price_changed',
    'payments_unavailable',
  ],
});

export const cancelAsGuest = defineEndpoint({
  operation: 'cancelAsGuest',
  method: 'post',
  path: '/public/bookings/{token}/cancel',
  tag: 'Guest',
  summary: 'Cancel the booking; cancelling twice is a 409',
  access: { kind: 'capability', purposes: ['manage', 'cancel'] },
  params: TokenParams,
  query: noQuery,
  body: z.object({ reason: text(500).optional() }).meta({ id: 'CancelInput' }),
  response: z.object({ booking: GuestBooking }).meta({ id: 'CancelledBooking' }),
  status: 200,
  idempotent: true,
  limit: 'manage',
  counts: 'booking',
  problems: ['already_cancelled', 'in_the_past', 'invalid_transition', 'too_late_to_cancel'],
});

export const addGuestsAsGuest = defineEndpoint({
  operation: 'addGuestsAsGuest',
  method: 'post',
  path: '/public/bookings/{token}/guests',
  tag: 'Guest',
  summary: 'Bring more people: they get the invitation, changes and the cancellation',
  description: 'Addresses that are there already are passed over. At most as many as the link allows.',
  access: { kind: 'capability', purposes: ['manage'] },
  params: TokenParams,
  query: noQuery,
  body: AddGuestsInput,
  response: BookingReceipt,
  status: 200,
  idempotent: true,
  limit: 'manage',
  counts: 'booking',
  problems: ['in_the_past', 'invalid_transition'],
});

export const removeGuestAsGuest = defineEndpoint({
  operation: 'removeGuestAsGuest',
  method: 'post',
  path: '/public/bookings/{token}/guests/remove',
  tag: 'Guest',
  summary: 'Take out somebody who was brought: they are told, and get nothing more',
  access: { kind: 'capability', purposes: ['manage'] },
  params: TokenParams,
  query: noQuery,
  body: RemoveGuestInput,
  response: BookingReceipt,
  status: 200,
  idempotent: true,
  limit: 'manage',
  counts: 'booking',
  problems: ['in_the_past', 'invalid_transition'],
});

export const downloadIcs = defineEndpoint({
  operation: 'downloadIcs',
  method: 'get',
  path: '/public/bookings/{token}/ics',
  tag: 'Guest',
  summary: 'The booking as an iCalendar file',
  access: { kind: 'capability', purposes: ['manage', 'view', 'ics', 'reschedule', 'cancel'] },
  params: TokenParams,
  query: noQuery,
  body: nothing,
  response: z.string(),
  status: 200,
  produces: 'text/calendar',
  limit: 'manage',
  problems: [],
});

export const openCheckout = defineEndpoint({
  operation: 'openCheckout',
  method: 'post',
  path: '/public/bookings/{token}/checkout',
  tag: 'Guest',
  summary: 'Where the booking is paid for: a page of the payment provider',
  description:
    'The same page until it is paid or its time is over. Coming back from it proves nothing: the booking says whether it is paid.',
  access: { kind: 'capability', purposes: ['manage'] },
  params: TokenParams,
  query: noQuery,
  body: nothing,
  response: z.object({ url: z.string() }).meta({ id: 'Checkout' }),
  status: 200,
  limit: 'manage',
  problems: ['payment_closed', 'payments_unavailable'],
});

export const checkPayment = defineEndpoint({
  operation: 'checkPayment',
  method: 'post',
  path: '/public/bookings/{token}/payment/check',
  tag: 'Guest',
  summary: 'Has the payment provider asked whether the booking is paid by now',
  description: 'The answer is the booking as it is known now; what the provider says follows in it.',
  access: { kind: 'capability', purposes: ['manage', 'view'] },
  params: TokenParams,
  query: noQuery,
  body: nothing,
  response: z.object({ booking: GuestBooking }).meta({ id: 'CheckedBooking' }),
  status: 200,
  limit: 'manage',
  problems: [],
});

export const streamBooking = defineEndpoint({
  operation: 'streamBooking',
  method: 'get',
  path: '/public/bookings/{token}/stream',
  tag: 'Guest',
  summary: 'Server-sent events: the booking, or what is paid for it, has changed',
  description:
    'A `change` event, with an empty object as its `data`, says: read the booking again. Comments keep the connection open. It ends after ten minutes; a booking has at most six open.',
  access: { kind: 'capability', purposes: ['manage', 'view'] },
  params: TokenParams,
  query: noQuery,
  body: nothing,
  response: z.object({}),
  status: 200,
  produces: 'text/event-stream',
  limit: 'manage',
  problems: [],
});

import { z } from 'zod';
import { bookingActors, bookingStatuses } from '#domain/booking/types.ts';
import { erasureStages, guestWishes } from '#domain/guest-data/types.ts';
import { currencies } from '#domain/money/currencies.ts';
import { deliveryStates, notificationTemplates } from '#domain/notification/types.ts';
import { paymentStates } from '#domain/payment/types.ts';
import { defineEndpoint } from '../endpoint.ts';
import { Email, InstantOutput, idOf, Locale, noQuery, nothing, PageQuery, pageOf } from '../fields.ts';
import { Brand } from '../tenant/branding.ts';

const tag = 'Guest';
const token = z.object({ token: z.string().max(400) });
const access = { kind: 'capability', purposes: ['data'] } as const;
/** The language in which check boxes of a form were answered. */
const inLanguage = { locale: Locale.default('en') };

/** `erased` once nothing but the last mail to them names the guest. `at`: since when. */
export const GuestErasure = z
  .object({ stage: z.enum(erasureStages), at: InstantOutput })
  .meta({ id: 'GuestErasure' });

const GuestDataPerson = z
  .object({
    email: z.string(),
    /** Null, as all that follow, for somebody whom others brought. */
    name: z.string().nullable(),
    phone: z.string().nullable(),
    timeZone: z.string().nullable(),
    locale: Locale.nullable(),
    since: InstantOutput.nullable(),
  })
  .meta({ id: 'GuestDataPerson' });

const GuestData = z
  .object({
    brand: Brand,
    locale: Locale,
    /** When the link ends. */
    expiresAt: InstantOutput,
    erasure: GuestErasure.nullable(),
    /** Null once they are being erased. */
    kept: z
      .object({
        person: GuestDataPerson,
        /** Bookings that erasing cancels, and those of others that it leaves. */
        upcoming: z.int(),
        invited: z.int(),
      })
      .nullable(),
  })
  .meta({ id: 'GuestData' });

const GuestDataBooking = z
  .object({
    id: idOf('booking'),
    code: z.string(),
    title: z.string(),
    status: z.enum(bookingStatuses),
    start: InstantOutput,
    end: InstantOutput,
    bookedAt: InstantOutput,
    /** Somebody else booked it and brought them: what that guest said is not theirs. */
    isBrought: z.boolean(),
    name: z.string().nullable(),
    phone: z.string().nullable(),
    timeZone: z.string().nullable(),
    furtherGuests: z.array(z.string()),
    answers: z.array(z.object({ question: z.string(), answer: z.string() })),
    note: z.string().nullable(),
    /** Why it was moved, declined or cancelled. */
    reasons: z.array(z.object({ kind: z.string(), by: z.enum(bookingActors), text: z.string() })),
    /** What was paid for it and given back, in the minor unit of the currency. */
    payments: z.array(
      z.object({
        state: z.enum(paymentStates),
        amountMinor: z.int(),
        currency: z.enum(currencies),
        paidMinor: z.int(),
        refundedMinor: z.int(),
        method: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'GuestDataBooking' });

const GuestDataMail = z
  .object({
    id: idOf('delivery'),
    template: z.enum(notificationTemplates),
    /** Null once the text is kept no longer. */
    subject: z.string().nullable(),
    state: z.enum(deliveryStates),
    createdAt: InstantOutput,
    sentAt: InstantOutput.nullable(),
  })
  .meta({ id: 'GuestDataMail' });

/** A file that is made while it is sent. */
export const GuestDataFile = z
  .object({
    organisation: z.string(),
    madeAt: InstantOutput,
    person: GuestDataPerson,
    bookings: z.array(GuestDataBooking),
    mails: z.array(GuestDataMail),
  })
  .meta({ id: 'GuestDataFile' });

export const askGuestData = defineEndpoint({
  operation: 'askGuestData',
  method: 'post',
  path: '/public/profiles/{username}/data-requests',
  tag,
  summary: 'Sends the link to what is kept of an address to that address',
  description:
    'The answer is the same whether anything is kept or not; only an address of which something is kept gets a mail. Names the organisation by the public name of one of its hosts.',
  access: { kind: 'public' },
  params: z.object({ username: z.string().max(64) }),
  query: noQuery,
  body: z
    .object({ email: Email, locale: Locale, wish: z.enum(guestWishes) })
    .meta({ id: 'AskGuestDataInput' }),
  response: z.object({ hours: z.int() }).meta({ id: 'AskedGuestData' }),
  status: 202,
  limit: 'data',
  problems: ['not_found', 'invalid_request'],
});

export const viewGuestData = defineEndpoint({
  operation: 'viewGuestData',
  method: 'get',
  path: '/public/guest-data/{token}',
  tag,
  summary: 'Who I am to an organisation, and how far my erasure is',
  access,
  params: token,
  query: noQuery,
  body: nothing,
  response: GuestData,
  status: 200,
  limit: 'manage',
  problems: ['not_found', 'forbidden'],
});

export const listGuestDataBookings = defineEndpoint({
  operation: 'listGuestDataBookings',
  method: 'get',
  path: '/public/guest-data/{token}/bookings',
  tag,
  summary: 'My bookings with an organisation, the newest first, with all that I said',
  access,
  params: token,
  query: z.object({ ...PageQuery, ...inLanguage }),
  body: nothing,
  response: pageOf(GuestDataBooking).meta({ id: 'GuestDataBookingPage' }),
  status: 200,
  limit: 'manage',
  problems: ['not_found', 'forbidden'],
});

export const listGuestDataMails = defineEndpoint({
  operation: 'listGuestDataMails',
  method: 'get',
  path: '/public/guest-data/{token}/mails',
  tag,
  summary: 'The mails that an organisation sent me, the newest first',
  access,
  params: token,
  query: z.object(PageQuery),
  body: nothing,
  response: pageOf(GuestDataMail).meta({ id: 'GuestDataMailPage' }),
  status: 200,
  limit: 'manage',
  problems: ['not_found', 'forbidden'],
});

export const downloadGuestData = defineEndpoint({
  operation: 'downloadGuestData',
  method: 'get',
  path: '/public/guest-data/{token}/file',
  tag,
  summary: 'All that an organisation keeps of me, as a file',
  access,
  params: token,
  query: z.object(inLanguage),
  body: nothing,
  response: GuestDataFile,
  status: 200,
  produces: 'application/json',
  limit: 'manage',
  problems: ['not_found', 'forbidden'],
});

export const eraseGuestData = defineEndpoint({
  operation: 'eraseGuestData',
  method: 'post',
  path: '/public/guest-data/{token}/erasure',
  tag,
  summary: 'Cancels my upcoming bookings and erases what an organisation keeps of me',
  description:
    'Cannot be called off. Hosts are told of the cancellations, and I am told once it is done. Asked again, it answers how far it is.',
  access,
  params: token,
  query: noQuery,
  body: nothing,
  response: GuestErasure,
  status: 202,
  limit: 'manage',
  problems: ['not_found', 'forbidden'],
});

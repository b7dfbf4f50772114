import { z } from 'zod';
import {
  attentionActions,
  attentionKinds,
  attentionOrders,
  attentionSubjectKinds,
  audiences,
  dismissedKinds,
  retriedKinds,
} from '#domain/attention/types.ts';
import { effectNames } from '#domain/effect/types.ts';
import { failures } from '#domain/failure.ts';
import { idPattern } from '#domain/ids.ts';
import { currencies } from '#domain/money/currencies.ts';
import { channels, notificationTemplates, suppressionReasons } from '#domain/notification/types.ts';
import { resolutions } from '#domain/sync/conflict.ts';
import { Booking } from './booking.ts';
import { defineEndpoint } from './endpoint.ts';
import { Email, InstantOutput, idOf, noParams, noQuery, nothing, PageQuery, pageOf } from './fields.ts';

const idOfAny = (kinds: readonly (typeof attentionKinds)[number][]) =>
  z.string().regex(new RegExp(kinds.map((kind) => idPattern(kind).source).join('|')), {
    error: 'must be the id of an item that needs attention',
  });

export const AttentionItem = z
  .object({
    id: idOfAny(attentionKinds),
    kind: z.enum(attentionKinds),
    /** What is owed to a vendor; null unless the item is an effect. */
    effect: z.enum(effectNames).nullable(),
    /** What somebody should be told; null unless the item is a notification or a mail. */
    template: z.enum(notificationTemplates).nullable(),
    subject: z.object({
      kind: z.enum(attentionSubjectKinds),
      id: z.string(),
      /** Of a booking. */
      code: z.string().nullable(),
      title: z.string(),
      /** Who booked; null when that is not one guest, or no longer known. */
      guestName: z.string().nullable(),
      start: InstantOutput.nullable(),
    }),
    failure: z.enum(failures),
    since: InstantOutput,
    tries: z.int(),
    /** Null: it is not tried again by itself. */
    nextTryAt: InstantOutput.nullable(),
    /** Of a mail that did not arrive. */
    recipient: z
      .object({ audience: z.enum(audiences), name: z.string().nullable(), address: z.string() })
      .nullable(),
    /** Nothing is sent to its address while this suppression stands. */
    suppressionId: idOf('suppression').nullable(),
    /** The money that it is about; null unless the item is of a payment. */
    money: z.object({ amountMinor: z.int(), currency: z.enum(currencies).nullable() }).nullable(),
    /** What a calendar says instead; null unless the item is a conflict with one. */
    conflict: z
      .object({
        /** When the event of the session stands in the calendar; null when it is not there. */
        event: z.object({ start: InstantOutput, end: InstantOutput, allDay: z.boolean() }).nullable(),
        /** How many events of the calendar are missing. */
        missing: z.int().nullable(),
      })
      .nullable(),
    /** What the caller may do about it now. */
    actions: z.array(z.enum(attentionActions)),
  })
  .meta({ id: 'AttentionItem' });

const Suppression = z
  .object({
    id: idOf('suppression'),
    channel: z.enum(channels),
    address: z.string(),
    reason: z.enum(suppressionReasons),
    since: InstantOutput,
    /** How many mails could not be sent to it and need attention. */
    waiting: z.int(),
  })
  .meta({ id: 'Suppression' });

const tag = 'Attention';
const ItemParams = z.object({ attentionId: idOfAny(dismissedKinds) });
const RetryParams = z.object({ attentionId: idOfAny(retriedKinds) });

export const listAttention = defineEndpoint({
  operation: 'listAttention',
  method: 'get',
  path: '/attention',
  tag,
  summary: 'What fails and needs somebody: effects, notifications, mails and money of what I host',
  access: { kind: 'member', permission: 'attention.read', keys: 'all' },
  params: noParams,
  query: z.object({
    ...PageQuery,
    /** By the moment since when it fails. */
    order: z.enum(attentionOrders).default('newest'),
    bookingId: idOf('booking').optional(),
  }),
  body: nothing,
  response: pageOf(AttentionItem)
    /** How many there are on all pages, counted up to 1,000. */
    .extend({ count: z.int() })
    .meta({ id: 'AttentionPage' }),
  status: 200,
  limit: 'read',
  problems: [],
});

export const retryAttention = defineEndpoint({
  operation: 'retryAttention',
  method: 'post',
  path: '/attention/{attentionId}/retry',
  tag,
  summary: 'Try one failing item again now',
  access: { kind: 'member', permission: 'attention.write', keys: 'all' },
  params: RetryParams,
  query: noQuery,
  body: z.object({}),
  response: nothing,
  status: 202,
  idempotent: true,
  limit: 'write',
  problems: ['not_found', 'attention_settled', 'address_suppressed'],
});

export const dismissAttention = defineEndpoint({
  operation: 'dismissAttention',
  method: 'post',
  path: '/attention/{attentionId}/dismiss',
  tag,
  summary: 'Leave one failing item as it is: it is not tried again',
  access: { kind: 'member', permission: 'attention.write', keys: 'all' },
  params: ItemParams,
  query: noQuery,
  body: z.object({}),
  response: nothing,
  status: 204,
  idempotent: true,
  limit: 'write',
  problems: ['not_found', 'attention_settled'],
});

export const resolveConflict = defineEndpoint({
  operation: 'resolveConflict',
  method: 'post',
  path: '/conflicts/{conflictId}/resolve',
  tag,
  summary: 'Decide a conflict with a calendar: which of the two is right',
  access: { kind: 'member', permission: 'attention.write', keys: 'all' },
  params: z.object({ conflictId: idOf('conflict') }),
  query: noQuery,
  /** One of the item's `actions`. */
  body: z.object({ resolution: z.enum(resolutions) }),
  response: nothing,
  status: 204,
  idempotent: true,
  limit: 'write',
  problems: [
    'not_found',
    'attention_settled',
    'slot_taken',
    'in_the_past',
    'beyond_booking_window',
    'invalid_transition',
    'already_cancelled',
  ],
});

export const correctAddress = defineEndpoint({
  operation: 'correctAddress',
  method: 'post',
  path: '/bookings/{bookingId}/correct-address',
  tag,
  summary:
    'Give a guest another e-mail address after mail to theirs failed; what was not delivered is sent to it',
  access: { kind: 'member', permission: 'attention.write', keys: 'all' },
  params: z.object({ bookingId: idOf('booking') }),
  query: noQuery,
  /** `replaces`: the address that failed, of anybody in the booking's party; that of who booked unless it is given. */
  body: z.object({ email: Email, replaces: Email.optional() }),
  response: Booking,
  status: 200,
  idempotent: true,
  limit: 'write',
  problems: ['not_found', 'attention_settled', 'address_suppressed'],
});

export const listSuppressions = defineEndpoint({
  operation: 'listSuppressions',
  method: 'get',
  path: '/suppressions',
  tag,
  summary: 'Addresses that nothing is sent to, because mail came back from them or was called unwanted',
  access: { kind: 'member', permission: 'suppressions.read', keys: 'all' },
  params: noParams,
  query: z.object(PageQuery),
  body: nothing,
  response: pageOf(Suppression).meta({ id: 'SuppressionPage' }),
  status: 200,
  limit: 'read',
  problems: [],
});

export const liftSuppression = defineEndpoint({
  operation: 'liftSuppression',
  method: 'post',
  path: '/suppressions/{suppressionId}/lift',
  tag,
  summary: 'Send to an address again',
  access: { kind: 'member', permission: 'suppressions.write', keys: 'all' },
  params: z.object({ suppressionId: idOf('suppression') }),
  query: noQuery,
  /** `retry`: what could not be sent to it is sent now. */
  body: z.object({ retry: z.boolean().default(false) }),
  response: nothing,
  status: 204,
  idempotent: true,
  limit: 'write',
  problems: ['not_found'],
});

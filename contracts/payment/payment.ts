import { z } from 'zod';
import { failures } from '#domain/failure.ts';
import { currencies } from '#domain/money/currencies.ts';
import {
  captureTimes,
  disputeStates,
  ledgerKinds,
  paymentConcerns,
  paymentModes,
  paymentPurposes,
  paymentStates,
  refundReasons,
  refundStates,
  reservationStages,
} from '#domain/payment/types.ts';
import { BookingMail, TimelineEntry } from '../booking.ts';
import { defineEndpoint } from '../endpoint.ts';
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
  whole,
} from '../fields.ts';

/** In the minor unit of its currency. */
const Minor = z.int();

const Refund = z.object({
  id: idOf('refund'),
  amountMinor: Minor,
  /** `owed`: to be asked for at the vendor; `pending`: taken up there; `failed`: the money came back. */
  state: z.enum(refundStates),
  reason: z.enum(refundReasons),
  at: InstantOutput,
  /** Why it could not be asked for yet; null unless that fails. */
  failure: z.enum(failures).nullable(),
});

const Dispute = z.object({
  amountMinor: Minor,
  state: z.enum(disputeStates),
  /** The vendor's word for why. */
  reason: z.string(),
  /** Until when the vendor takes an answer. */
  respondBy: InstantOutput.nullable(),
});

export const Payment = z
  .object({
    id: idOf('payment'),
    booking: z.object({
      id: idOf('booking'),
      code: z.string(),
      title: z.string(),
      start: InstantOutput,
      /** Null once it is not known any more. */
      guestName: z.string().nullable(),
    }),
    /**
     * `open`: to be paid, or being paid; `reserved`: set aside at the guest's bank until the host has decided; `closed`: nobody
     * has paid, and nobody can any more; `paid`: it was taken.
     */
    state: z.enum(paymentStates),
    /** `move`: for a move of the booking to a time that costs more. */
    purpose: z.enum(paymentPurposes),
    /** `test`: in a sandbox, whose money is none; null: its guest has paid a host outside of any vendor. */
    mode: z.enum(paymentModes).nullable(),
    currency: z.enum(currencies),
    /** What is asked for, tax included. */
    amountMinor: Minor,
    /** The tax in it that is shown, in basis points. */
    taxBasisPoints: z.int(),
    /** When the money is taken: as soon as the guest pays, or once a host has approved; until then it is reserved. */
    captures: z.enum(captureTimes),
    /** Where reserved money is; null where nothing was reserved, or it has been taken. */
    reservation: z.enum(reservationStages).nullable(),
    /** What is set aside at the guest's bank, and until when it can be taken. */
    reservedMinor: Minor,
    captureBefore: InstantOutput.nullable(),
    /** Taken, given back, lost to disputes, and what is left: the first is the sum of the others. */
    capturedMinor: Minor,
    refundedMinor: Minor,
    lostMinor: Minor,
    keptMinor: Minor,
    /** What can still be given back: less than is kept while a refund is on its way. */
    refundableMinor: Minor,
    /** How it was paid, as people know it. */
    method: z.string().nullable(),
    /** Why the vendor could not be asked; null unless that fails. */
    failure: z.enum(failures).nullable(),
    failingSince: InstantOutput.nullable(),
    /** Since when the guest's bank takes it for fraud; null unless it has said so. */
    warnedAt: InstantOutput.nullable(),
    payBy: InstantOutput,
    capturedAt: InstantOutput.nullable(),
    createdAt: InstantOutput,
    refunds: z.array(Refund),
    disputes: z.array(Dispute),
  })
  .meta({ id: 'Payment' });

export const PaymentDetail = Payment.extend({
  receiptUrl: z.string().nullable(),
  /** The refunds with who asked for them: null where a rule did. */
  refunds: z.array(
    Refund.extend({
      note: z.string().nullable(),
      askedBy: z.object({ id: idOf('member'), name: z.string().nullable() }).nullable(),
      endedAt: InstantOutput.nullable(),
    }),
  ),
  /** Every movement of the money, in order. */
  ledger: z.array(
    z.object({
      sequence: z.int(),
      kind: z.enum(ledgerKinds),
      amountMinor: Minor,
      /** The vendor's id of what moved. */
      externalId: z.string(),
      at: InstantOutput,
    }),
  ),
  /** Facts for the answer to a dispute. */
  evidence: z.object({
    /** What the guest agreed to get back, of which version of the link, and when. */
    terms: z.object({ text: z.string(), linkVersion: z.int(), agreedAt: InstantOutput }).nullable(),
    /** Whether the guest came, once that is known. */
    attendance: z.enum(['completed', 'no_show']).nullable(),
    /** The network that the booking was made from, as far as it was recorded. */
    bookedFrom: z.string().nullable(),
    /** What was sent about the booking and its payment. */
    mails: z.array(BookingMail),
    timeline: z.array(TimelineEntry),
  }),
}).meta({ id: 'PaymentDetail' });

const PaymentParams = z.object({ paymentId: idOf('payment') });
const tag = 'Payments';
const mostNote = 500;

/** Which payments are asked for. */
const paymentFilter = {
  state: z.enum(paymentStates).optional(),
  /** `failing`: the vendor cannot be asked; `refund_failed`: money that went back has come back. */
  with: z.enum(paymentConcerns).optional(),
  linkId: idOf('link').optional(),
  /** By when they were opened. */
  from: InstantInput.optional(),
  to: InstantInput.optional(),
  /** Part of the guest's name or e-mail, or the code of the booking. */
  search: z.string().trim().max(100).optional(),
};

export const listPayments = defineEndpoint({
  operation: 'listPayments',
  method: 'get',
  path: '/payments',
  tag,
  summary: 'Payments of the bookings I may see, the newest first',
  description: 'Amounts are in the minor unit of their currency.',
  access: { kind: 'member', permission: 'payments.read', keys: 'all' },
  params: noParams,
  query: z.object({ ...PageQuery, ...paymentFilter }),
  body: nothing,
  response: pageOf(Payment).meta({ id: 'PaymentPage' }),
  status: 200,
  limit: 'read',
  problems: [],
});

export const exportPayments = defineEndpoint({
  operation: 'exportPayments',
  method: 'get',
  path: '/payments/export',
  tag,
  summary: 'The payments of a list as a CSV file',
  description:
    'UTF-8 with a byte order mark, in my language and on my clock with its offset; amounts with the decimals of their currency; streamed, whatever its length.',
  access: { kind: 'member', permission: 'payments.read', keys: 'all' },
  feature: 'csv_exports',
  params: noParams,
  query: z.object(paymentFilter),
  body: nothing,
  response: z.string(),
  status: 200,
  produces: 'text/csv',
  limit: 'read',
  problems: [],
});

export const getPayment = defineEndpoint({
  operation: 'getPayment',
  method: 'get',
  path: '/payments/{paymentId}',
  tag,
  summary: 'One payment with its ledger, refunds, disputes and what can be said in a dispute',
  access: { kind: 'member', permission: 'payments.read', keys: 'all' },
  params: PaymentParams,
  query: noQuery,
  body: nothing,
  response: PaymentDetail,
  status: 200,
  limit: 'read',
  problems: ['not_found'],
});

export const refundPayment = defineEndpoint({
  operation: 'refundPayment',
  method: 'post',
  path: '/payments/{paymentId}/refunds',
  tag,
  summary: 'Give money back, all that is left or a part of it; the guest is told once it is on its way',
  description:
    'At most `refundableMinor`. While a dispute is open nothing can be given back (`payment_disputed`). The vendor is asked at once, and again until it has answered.',
  access: { kind: 'member', permission: 'payments.write' },
  fresh: true,
  params: PaymentParams,
  query: noQuery,
  body: z
    .object({
      amountMinor: whole(1, Number.MAX_SAFE_INTEGER),
      /** For the organisation itself: its guest does not see it. */
      note: text(mostNote).trim().optional(),
    })
    .meta({ id: 'RefundInput' }),
  response: Payment,
  status: 202,
  idempotent: true,
  limit: 'write',
  problems: ['not_found', 'invalid_request', 'payment_disputed', 'invalid_transition'],
});

export const recordOutsidePayment = defineEndpoint({
  operation: 'recordOutsidePayment',
  method: 'post',
  path: '/payments/{paymentId}/outside',
  tag,
  summary: 'The guest has paid outside of any payment provider: in cash, or by a transfer',
  description:
    'The open payment is closed at its provider, and the answer is another one that is paid; the booking goes on at once. Whoever pays at the provider all the same gets that back.',
  access: { kind: 'member', permission: 'payments.write' },
  fresh: true,
  params: PaymentParams,
  query: noQuery,
  body: z
    .object({
      /** How it was paid, as the guest reads it on their receipt. */
      method: text(60).trim().optional(),
    })
    .meta({ id: 'OutsidePaymentInput' }),
  response: Payment,
  status: 201,
  idempotent: true,
  limit: 'write',
  problems: ['not_found', 'invalid_request', 'invalid_transition'],
});

export const recordOutsideRefund = defineEndpoint({
  operation: 'recordOutsideRefund',
  method: 'post',
  path: '/payments/{paymentId}/refunds/{refundId}/outside',
  tag,
  summary: 'The guest has their money back, of a payment that was made outside of any payment provider',
  access: { kind: 'member', permission: 'payments.write' },
  fresh: true,
  params: PaymentParams.extend({ refundId: idOf('refund') }),
  query: noQuery,
  body: z.object({}),
  response: Payment,
  status: 200,
  idempotent: true,
  limit: 'write',
  problems: ['not_found', 'invalid_transition'],
});

export const retryPayment = defineEndpoint({
  operation: 'retryPayment',
  method: 'post',
  path: '/payments/{paymentId}/retry',
  tag,
  summary: 'Ask the vendor again now, instead of when it would be asked after what failed',
  access: { kind: 'member', permission: 'payments.write', keys: 'all' },
  params: PaymentParams,
  query: noQuery,
  body: z.object({}),
  response: Payment,
  status: 202,
  idempotent: true,
  limit: 'write',
  problems: ['not_found', 'attention_settled'],
});

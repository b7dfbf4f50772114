import { reservationStage } from '#domain/payment/reservation.ts';
import { refundableOf } from '#domain/payment/state.ts';
import type { FoundPayment } from './find-payments.ts';

export const isoOrNull = (instant: number | string | null): string | null =>
  instant === null ? null : new Date(instant).toISOString();

const iso = (instant: number | string): string => new Date(instant).toISOString();

/** What a list says of a payment (contract `Payment`). */
export const presentPayment = ({ payment, booking, guest, refunds, disputes }: FoundPayment) => ({
  id: payment.id,
  booking: {
    id: booking.id,
    code: booking.code,
    title: booking.title,
    start: iso(booking.startsAt),
    guestName: guest.name,
  },
  state: payment.state,
  purpose: payment.purpose,
  mode: payment.mode,
  currency: payment.currency,
  amountMinor: payment.amountMinor,
  taxBasisPoints: payment.taxBasisPoints,
  captures: payment.captures,
  reservation: reservationStage(payment),
  reservedMinor: payment.reservedMinor,
  captureBefore: isoOrNull(payment.captureBefore),
  capturedMinor: payment.capturedMinor,
  refundedMinor: payment.refundedMinor,
  lostMinor: payment.lostMinor,
  keptMinor: payment.keptMinor,
  refundableMinor: refundableOf(payment, refunds),
  method: payment.method,
  failure: payment.failure,
  failingSince: isoOrNull(payment.failingSince),
  warnedAt: isoOrNull(payment.warnedAt),
  payBy: iso(payment.payBy),
  capturedAt: isoOrNull(payment.capturedAt),
  createdAt: iso(payment.createdAt),
  refunds: refunds.map(({ createdAt, ...refund }) => ({ ...refund, at: iso(createdAt) })),
  disputes: disputes.map((dispute) => ({ ...dispute, respondBy: isoOrNull(dispute.respondBy) })),
});

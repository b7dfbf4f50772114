import type { Transaction } from '#db/client.ts';
import { stands } from '#domain/payment/reservation.ts';
import type { BookingRow } from '#services/booking/read/load-booking.ts';
import { lockPaymentsOf } from '#services/payment/load-payment.ts';
import { aimReservation } from '#services/payment/reservation/aim-reservation.ts';

/**
 * What its host approves is to be taken of what its guest has reserved. Answers whether the booking waits for that now
 * (`asked`), is paid or costs nothing (`none`), or what was reserved is free again (`gone`). The caller holds the booking's lock.
 */
export const takeReserved = async (
  tx: Transaction,
  { tenantId, id: bookingId, priceMinor }: BookingRow,
  now: number,
): Promise<'asked' | 'none' | 'gone'> => {
  if (priceMinor === null) return 'none';
  const payments = await lockPaymentsOf(tx, { tenantId, bookingId });
  if (payments.length === 0) return 'none';
  const standing =
    payments.find((payment) => payment.state === 'reserved' && stands(payment)) ??
    payments.find(({ state }) => state === 'paid');
  if (standing === undefined) return 'gone';
  if (standing.state === 'paid') return 'none';
  await aimReservation(tx, standing, 'capture', now);
  return 'asked';
};

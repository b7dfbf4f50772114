import type { Database } from '#db/client.ts';
import type { ReservationAim } from '#domain/payment/types.ts';
import type { ReservationRequest } from '#domain/payment/vendor.ts';
import type { PaymentVendor } from '#domain/vendors.ts';
import { vendorKey } from '../begin-checkout.ts';
import { type PaymentKey, readPayment, type VendorPaymentRow } from '../load-payment.ts';

export type ReservationCall = {
  integrationId: string;
  vendor: PaymentVendor;
  checkoutId: string;
  /** Names the call that takes what is reserved, and the one that lets go of it. */
  requests: Readonly<Record<ReservationAim, ReservationRequest>>;
};

/** A failure that the vendor repeats under one key may be stored under it: after so many in a row the next one is used. */
const triesOfAKey = 3;

const requestOf = (
  { tenantId, id, failures }: VendorPaymentRow,
  operation: ReservationAim,
  checkoutId: string,
): ReservationRequest => ({
  key: vendorKey(tenantId, operation, id, Math.floor(failures / triesOfAKey)),
  checkoutId,
});

/** What is asked for when it is decided what becomes of reserved money, made of what is written down alone; null when it is not, or no longer. */
export const nextReservationCall = async (
  db: Database,
  key: PaymentKey,
  aim: ReservationAim,
): Promise<ReservationCall | null> => {
  const payment = await readPayment(db, key);
  const { integrationId, vendor, checkoutId } = payment;
  if (payment.state !== 'reserved' || payment.aim !== aim || checkoutId === null) return null;
  return {
    integrationId,
    vendor,
    checkoutId,
    requests: {
      capture: requestOf(payment, 'capture', checkoutId),
      release: requestOf(payment, 'release', checkoutId),
    },
  };
};

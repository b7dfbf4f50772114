import type { Database } from '#db/client.ts';
import { failureOf } from '#domain/failure.ts';
import type { ReservationAim } from '#domain/payment/types.ts';
import type { VendorPayment } from '#domain/payment/vendor.ts';
import { ProviderFailure } from '#domain/provider-failure.ts';
import type { PaymentClient } from '#providers/payment/port.ts';
import { applySeen } from '#services/payment/apply-seen.ts';
import { recordAskFailure } from '#services/payment/record-failure.ts';
import {
  nextReservationCall,
  type ReservationCall,
} from '#services/payment/reservation/next-reservation-call.ts';
import type { OpenPaymentAccount } from './open-payment-account.ts';

type ReservationInput = { tenantId: string; paymentId: string; now: number };

/** The vendor has refused for good: it is no failure of the line, and asking again changes nothing. */
const isRefused = (error: unknown): boolean =>
  error instanceof ProviderFailure && (error.kind === 'invalid' || error.kind === 'conflict');

/** Lets go of what is reserved; where it was taken already, that is what the vendor then says. */
const release = (client: PaymentClient, { checkoutId, requests }: ReservationCall): Promise<VendorPayment> =>
  client.release(requests.release).catch((error: unknown) => {
    if (!isRefused(error)) throw error;
    return client.readPayment(checkoutId);
  });

/** Takes what is reserved; what can never be taken is let go of, so that its guest has it again. */
const capture = (client: PaymentClient, call: ReservationCall): Promise<VendorPayment> =>
  client.capture(call.requests.capture).catch((error: unknown) => {
    if (!isRefused(error)) throw error;
    return release(client, call);
  });

export const createReservationActivities = ({
  db,
  openAccount,
}: {
  db: Database;
  openAccount: OpenPaymentAccount;
}) => {
  const carryOut = async (input: ReservationInput, aim: ReservationAim): Promise<void> => {
    const { tenantId, paymentId, now } = input;
    try {
      const call = await nextReservationCall(db, input, aim);
      if (call === null) return;
      const { client } = await openAccount(tenantId, call.integrationId);
      const seen = aim === 'capture' ? await capture(client, call) : await release(client, call);
      await applySeen(db, { tenantId, paymentId, seen, now });
      if (seen.reservation?.state === 'held')
        throw new ProviderFailure(call.vendor, 'unavailable', { reason: 'unexpected_answer' });
    } catch (error) {
      await recordAskFailure(db, {
        tenantId,
        paymentId,
        failure: failureOf(error),
        retryAfterSeconds: error instanceof ProviderFailure ? error.retryAfterSeconds : undefined,
        now,
      });
      throw error;
    }
  };

  return {
    /**
     * Takes what a host has approved and its guest has reserved, and writes down what the vendor then says. A failure is written
     * down with the next try and thrown; what the vendor refuses for good, or has let go of, is free again and nothing is taken.
     */
    captureReserved: (input: ReservationInput): Promise<void> => carryOut(input, 'capture'),

    /** Lets go of what is reserved, and writes down what the vendor then says. */
    releaseReserved: (input: ReservationInput): Promise<void> => carryOut(input, 'release'),
  };
};

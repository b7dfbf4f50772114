import { and, asc, eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { payments } from '#db/schema/payment.ts';
import { withTenant } from '#db/tenant.ts';
import type { TestTenant } from '#db/testing/tenant.ts';
import { AppError } from '#domain/errors.ts';
import { planPayment } from '#domain/payment/follow.ts';
import { ProviderFailure } from '#domain/provider-failure.ts';
import type { PaymentProvider } from '#providers/payment/port.ts';
import { bookLink } from '#services/booking/book-link.ts';
import { settlePayments } from '#services/booking/payment/settle-payments.ts';
import { createTokenSigner } from '#services/booking/read/manage-token.ts';
import { contextAt, guestDetails } from '#services/booking/testing/requests.ts';
import { createSites } from '#services/domain/sites.ts';
import type { PaymentRow } from '#services/payment/load-payment.ts';
import { connectTestAccount } from '#services/payment/testing/account.ts';
import { createSecretBox } from '#services/secrets.ts';
import { createOpenPaymentAccount } from '../open-payment-account.ts';
import { createPaymentActivities } from '../payment.ts';
import { createReservationActivities } from '../reservation.ts';

const publicUrl = 'http://localhost';
const secrets = createSecretBox([{ id: 'k1', key: Buffer.alloc(32, 1) }]);
export const signer = createTokenSigner('x'.repeat(32));

type Booking = { tenantId: string; bookingId: string };

/** Connects the account of a key at the vendor; answers its integration. */
export const connectKey = async (
  db: Database,
  tenant: TestTenant,
  { provider, key, now }: { provider: PaymentProvider; key: string; now: number },
): Promise<string> => {
  const granted = await provider.verifyKey(key);
  return connectTestAccount(db, secrets, tenant, { vendor: provider.vendor, granted, now });
};

/** What followers of payments call, with accounts at one vendor. */
export const openPaymentActivities = (db: Database, provider: PaymentProvider) => {
  const openAccount = createOpenPaymentAccount({
    db,
    secrets,
    vendors: new Map([[provider.vendor, provider]]),
  });
  const sites = createSites(db, { publicUrl, tenantDomain: '' }, 0);
  const deps = { db, openAccount, signer, sites };
  return { deps, ...createPaymentActivities(deps), ...createReservationActivities(deps) };
};
export type TestPaymentActivities = ReturnType<typeof openPaymentActivities>;

/** A guest books half an hour of a link; answers the booking. */
export const bookPriced = async (
  db: Database,
  tenant: TestTenant,
  { slug, start, now }: { slug: string; start: number; now: number },
): Promise<string> => {
  const { booking } = await bookLink(contextAt(db, { tenantId: tenant.tenantId, now }), {
    address: { username: tenant.hosts[0]?.username ?? '', slug },
    start,
    durationMinutes: 30,
    details: guestDetails(),
    heldBookingId: null,
  });
  return booking.id;
};

/** The payments of a booking, the first one first. */
export const paymentsOf = (db: Database, { tenantId, bookingId }: Booking): Promise<PaymentRow[]> =>
  withTenant(db, tenantId, (tx) =>
    tx
      .select()
      .from(payments)
      .where(and(eq(payments.tenantId, tenantId), eq(payments.bookingId, bookingId)))
      .orderBy(asc(payments.createdAt), asc(payments.id)),
  );

/** Whether anything is left to do about a payment by now, or still fails. */
export const isUnfinished = ({ state, aim, settledAt, failure, askAt }: PaymentRow, now: number): boolean =>
  state === 'open' ||
  settledAt === null ||
  (state === 'reserved' && aim !== null) ||
  failure !== null ||
  (askAt !== null && askAt <= now);

/** What is refused, or fails at the vendor, changes nothing and is tried again by the followers. */
export const tolerant = async (work: () => Promise<unknown>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof AppError || error instanceof ProviderFailure)) throw error;
  }
};

/** What the followers of a booking's payments do that is due, and the booking because of them. Answers whether anything was. */
export const followPayments = async (
  db: Database,
  activities: TestPaymentActivities,
  { now, ...booking }: Booking & { now: number },
): Promise<boolean> => {
  const { tenantId } = booking;
  let acted = false;
  for (const { id: paymentId } of await paymentsOf(db, booking)) {
    const input = { tenantId, paymentId, now };
    const view = await activities.lookAtPayment(input);
    for (const step of view === null ? [] : planPayment(view, now).due) {
      acted ||= step.kind !== 'notify';
      if (step.kind === 'ask') await tolerant(() => activities.askAboutPayment(input));
      if (step.kind === 'capture') await tolerant(() => activities.captureReserved(input));
      if (step.kind === 'release') await tolerant(() => activities.releaseReserved(input));
      if (step.kind === 'refund')
        await tolerant(() => activities.sendRefund({ tenantId, refundId: step.refundId, now }));
    }
  }
  await settlePayments(db, { ...booking, workflowRunId: 'run', now });
  return acted;
};

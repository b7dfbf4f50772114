import { randomUUID } from 'node:crypto';
import { asc, eq } from 'drizzle-orm';
import { bookingTimeline } from '#db/schema/booking.ts';
import { ledgerEntries, payments, refunds } from '#db/schema/payment.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink } from '#db/testing/tenant.ts';
import { paymentVendors } from '#domain/vendors.ts';
import { type PaymentHarness, paymentHarnesses } from '#providers/payment/contract-harness.ts';
import { bookLink } from '#services/booking/book-link.ts';
import { openCheckout } from '#services/booking/payment/open-checkout.ts';
import { loadBooking } from '#services/booking/read/load-booking.ts';
import { createTokenSigner } from '#services/booking/read/manage-token.ts';
import { guestDetails, guestOf } from '#services/booking/testing/requests.ts';
import { askSoon } from '#services/payment/ask-soon.ts';
import { connectTestAccount } from '#services/payment/testing/account.ts';
import { contextOf, type Lab, type LabSettings, labSecrets, openLab } from './harness.ts';

const hourMs = 3_600_000;

type LinkValues = Parameters<typeof createTestLink>[2];

/** A booking with everything that became of its money. */
const readMoney = ({ db, tenant: { tenantId } }: Lab, bookingId: string) =>
  withTenant(db, tenantId, async (tx) => {
    const { booking } = await loadBooking(tx, tenantId, bookingId);
    const paid = await tx
      .select()
      .from(payments)
      .where(eq(payments.bookingId, bookingId))
      .orderBy(asc(payments.createdAt), asc(payments.id));
    const owed = await tx
      .select({ refund: refunds })
      .from(refunds)
      .innerJoin(payments, eq(payments.id, refunds.paymentId))
      .where(eq(payments.bookingId, bookingId))
      .orderBy(asc(refunds.createdAt));
    const lines = await tx
      .select({ kind: ledgerEntries.kind, amountMinor: ledgerEntries.amountMinor })
      .from(ledgerEntries)
      .innerJoin(payments, eq(payments.id, ledgerEntries.paymentId))
      .where(eq(payments.bookingId, bookingId))
      .orderBy(asc(ledgerEntries.sequence));
    const timeline = await tx
      .select({ kind: bookingTimeline.kind })
      .from(bookingTimeline)
      .where(eq(bookingTimeline.bookingId, bookingId))
      .orderBy(asc(bookingTimeline.sequence));
    return {
      booking,
      payments: paid,
      refunds: owed.map(({ refund }) => refund),
      ledger: lines.map(({ kind, amountMinor }) => `${kind} ${amountMinor}`),
      timeline: timeline.map(({ kind }) => kind),
    };
  });

/** The vendor's word reaches the payments of a booking, as a notification does. */
const tell = async (lab: Lab, bookingId: string, now: number): Promise<void> => {
  for (const { tenantId, id } of (await readMoney(lab, bookingId)).payments)
    await askSoon(lab.db, { tenantId, paymentId: id, now });
  await lab.called();
};

const createTill = (lab: Lab, vendor: PaymentHarness) => {
  let vendorNow = Date.now();
  let slots = 0;

  const now = () => lab.env.currentTimeMs();

  /** The vendor's clock goes with the workflows'. */
  const syncClock = async (): Promise<void> => {
    const at = await now();
    if (at <= vendorNow) return;
    await vendor.advanceClock(at - vendorNow);
    vendorNow = at;
  };

  const connect = async (): Promise<string> => {
    const granted = await vendor.provider.verifyKey(vendor.keys.test);
    return connectTestAccount(lab.db, labSecrets, lab.tenant, {
      vendor: vendor.provider.vendor,
      granted,
      now: await now(),
    });
  };

  const createLink = (values: LinkValues = {}) =>
    createTestLink(lab.db, lab.tenant, {
      priceMinor: 2_500,
      currency: 'USD',
      refundPolicy: [
        { minHoursBefore: 48, refundBasisPoints: 10_000, feeMinor: 0 },
        { minHoursBefore: 24, refundBasisPoints: 5_000, feeMinor: 0 },
      ],
      holdMinutes: 10,
      reminderMinutes: [],
      ...values,
    });

  const host = lab.tenant.hosts[0];

  /** Books a time of a link, `days` from now, which nobody else uses. */
  const book = async (link: { slug: string }, days = 10): Promise<string> => {
    slots += 1;
    const start = Math.floor((await now()) / hourMs) * hourMs + days * 24 * hourMs + slots * 2 * hourMs;
    const booked = await bookLink(await contextOf(lab), {
      address: { username: host?.username ?? '', slug: link.slug },
      start,
      durationMinutes: 30,
      // A guest of one's own: nobody is sent more than so many mails a day.
      details: guestDetails({ guest: { name: 'An', email: `guest-${randomUUID()}@example.com` } }),
      heldBookingId: null,
    });
    await lab.called();
    return booked.booking.id;
  };

  /** The guest goes to the page where they pay; answers its id at the vendor. */
  const goToPay = async (bookingId: string): Promise<string> => {
    await syncClock();
    await openCheckout(
      await contextOf(lab, guestOf(bookingId)),
      {
        signer: createTokenSigner('x'.repeat(32)),
        publicUrl: 'http://localhost',
        askForPage: (_key, request) =>
          vendor.provider
            .open({ kind: 'own_key', key: vendor.keys.test }, async () => undefined)
            .openCheckout(request),
      },
      { bookingId },
    );
    await lab.called();
    const [page] = await vendor.checkoutsOf(bookingId);
    if (page === undefined) throw new Error('the vendor has no page');
    return page.checkoutId;
  };

  return {
    connect,
    createLink,
    book,
    goToPay,
    tell: async (bookingId: string): Promise<void> => tell(lab, bookingId, await now()),
    /** What was mailed about something, to whom. */
    mailsOf: (subjectId: string): string[] =>
      lab.sent.flatMap(({ key }) => (key.includes(subjectId) ? [key.split(`${subjectId}/`)[1] ?? ''] : [])),
    read: (bookingId: string) => readMoney(lab, bookingId),
    syncClock,
    now,
  };
};

export type PaymentLab = {
  lab: Lab;
  vendor: PaymentHarness;
  money: ReturnType<typeof createTill>;
  /** The account that takes the money. */
  integrationId: string;
  close: () => Promise<void>;
};

/** A lab whose tenant takes payments at a vendor's counterpart. */
export const openPaymentLab = async (where: Pick<LabSettings, 'databaseUrl'> = {}): Promise<PaymentLab> => {
  const vendor = await paymentHarnesses[paymentVendors[0]]();
  const lab = await openLab({ ...where, payments: new Map([[vendor.provider.vendor, vendor.provider]]) });
  const money = createTill(lab, vendor);
  const integrationId = await money.connect();
  const close = async (): Promise<void> => {
    await lab.close();
    await vendor.stop();
  };
  return { lab, vendor, money, integrationId, close };
};

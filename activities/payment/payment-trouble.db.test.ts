import { and, asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { links } from '#db/schema/link.ts';
import { ledgerEntries, refunds } from '#db/schema/payment.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import type { Currency } from '#domain/money/currencies.ts';
import {
  type PaymentFault,
  type PaymentHarness,
  paymentHarnesses,
} from '#providers/payment/contract-harness.ts';
import type { PaymentClient } from '#providers/payment/port.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { cancelBooking } from '#services/booking/cancel-booking.ts';
import { checkPayment } from '#services/booking/payment/check-payment.ts';
import { refundPayment } from '#services/booking/payment/host/refund-payment.ts';
import { retryPayment } from '#services/booking/payment/host/retry-payment.ts';
import { openCheckout } from '#services/booking/payment/open-checkout.ts';
import { loadBooking } from '#services/booking/read/load-booking.ts';
import { contextAt, guestOf, ownerOf, refusalOf } from '#services/booking/testing/requests.ts';
import { archiveLink } from '#services/link/archive/archive-link.ts';
import { deleteLink } from '#services/link/archive/delete-link.ts';
import { applySeen } from '#services/payment/apply-seen.ts';
import { hearOfPayment } from '#services/payment/testing/paid.ts';
import {
  bookPriced,
  connectKey,
  followPayments,
  isUnfinished,
  openPaymentActivities,
  paymentsOf,
  signer,
  type TestPaymentActivities,
  tolerant,
} from './testing/till.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const publicUrl = 'http://localhost';

let db: Database;
let vendor: PaymentHarness;
let now = Date.now();

const advance = async (ms: number): Promise<void> => {
  now += ms;
  await vendor.advanceClock(ms);
};

beforeAll(async () => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 4 });
  vendor = await paymentHarnesses.stripe();
});
beforeEach(() => vendor.clearFaults());
afterAll(async () => {
  await vendor.stop();
  await closeDatabase(db);
});

type Price = { priceMinor: number; currency: Currency };
const dollars: Price = { priceMinor: 2_500, currency: 'USD' };

type Till = {
  tenant: TestTenant;
  integrationId: string;
  link: { id: string; slug: string };
  activities: TestPaymentActivities;
  client: PaymentClient;
};
type World = Till & { bookingId: string; paymentId: string };

const openTill = async (price: Price = dollars, { isImpatient = false } = {}): Promise<Till> => {
  const tenant = await createTestTenant(db);
  const account = { provider: vendor.provider, key: vendor.keys.test, now };
  const integrationId = await connectKey(db, tenant, account);
  const link = await createTestLink(db, tenant, {
    ...price,
    refundPolicy: [
      { minHoursBefore: 48, refundBasisPoints: 10_000, feeMinor: 0 },
      { minHoursBefore: 0, refundBasisPoints: 5_000, feeMinor: 0 },
    ],
    holdMinutes: 10,
    reminderMinutes: [],
  });
  const provider = isImpatient ? vendor.impatientProvider : vendor.provider;
  return {
    tenant,
    integrationId,
    link,
    activities: openPaymentActivities(db, provider),
    client: provider.open({ kind: 'own_key', key: vendor.keys.test }, async () => undefined),
  };
};

const book = async (till: Till): Promise<World> => {
  const start = Math.ceil((now + 3 * dayMs) / hourMs) * hourMs;
  const bookingId = await bookPriced(db, till.tenant, { slug: till.link.slug, start, now });
  const world = { ...till, bookingId, paymentId: '' };
  return { ...world, paymentId: (await rowsOf(world))[0]?.id ?? '' };
};
const begin = async (price: Price = dollars, options?: { isImpatient: boolean }): Promise<World> =>
  book(await openTill(price, options));

const rowsOf = ({ tenant: { tenantId }, bookingId }: Pick<World, 'tenant' | 'bookingId'>) =>
  paymentsOf(db, { tenantId, bookingId });
const refundsOf = ({ tenant: { tenantId }, paymentId }: World) =>
  withTenant(db, tenantId, (tx) =>
    tx
      .select()
      .from(refunds)
      .where(and(eq(refunds.tenantId, tenantId), eq(refunds.paymentId, paymentId)))
      .orderBy(asc(refunds.createdAt), asc(refunds.id)),
  );
const ledgerOf = async ({ tenant: { tenantId }, paymentId }: World): Promise<string[]> => {
  const rows = await withTenant(db, tenantId, (tx) =>
    tx
      .select()
      .from(ledgerEntries)
      .where(and(eq(ledgerEntries.tenantId, tenantId), eq(ledgerEntries.paymentId, paymentId)))
      .orderBy(asc(ledgerEntries.sequence)),
  );
  return rows.map(({ kind, amountMinor }) => `${kind} ${amountMinor}`);
};
const statusOf = async ({ tenant: { tenantId }, bookingId }: World): Promise<string> =>
  (await withTenant(db, tenantId, (tx) => loadBooking(tx, tenantId, bookingId))).booking.status;

const asGuest = ({ tenant: { tenantId }, bookingId }: World) =>
  contextAt(db, { tenantId, now }, { actor: guestOf(bookingId) });
const asHost = ({ tenant }: Till) =>
  contextAt(db, { tenantId: tenant.tenantId, now }, { actor: ownerOf(tenant) });

const goToPay = (world: World) =>
  openCheckout(
    asGuest(world),
    { signer, publicUrl, askForPage: (_account, request) => world.client.openCheckout(request) },
    world,
  );
const pagesOf = ({ bookingId }: World) => vendor.checkoutsOf(bookingId);
const pay = async (world: World): Promise<void> => {
  for (const { checkoutId } of (await pagesOf(world)).filter(({ state }) => state === 'open'))
    await vendor.pay(checkoutId);
};
/** A notification arrives; it says no more than that there is something to ask for. */
const hear = async (
  world: World,
  about: { checkoutId?: string; chargeId?: string } = {},
): Promise<boolean> => {
  const { tenantId } = world.tenant;
  const reference = { tenantId, paymentId: world.paymentId, bookingId: world.bookingId };
  const hint = {
    reference,
    checkoutId: null,
    chargeId: null,
    ...about,
  };
  const { integrationId } = world;
  const woken = await hearOfPayment(db, { tenantId, integrationId, now, hint });
  return woken.length > 0;
};

/** What the followers of the payments and of the booking do at this moment. */
const follow = async ({ tenant: { tenantId }, bookingId, activities }: World): Promise<void> => {
  await followPayments(db, activities, { tenantId, bookingId, now });
};

/** Until nothing is open and nothing owed, the vendor being well again. */
const comeToRest = async (world: World): Promise<void> => {
  await vendor.clearFaults();
  for (let round = 0; round < 40; round += 1) {
    await advance(10 * minuteMs);
    await follow(world);
    const all = await rowsOf(world);
    const owed = (await refundsOf(world)).filter(({ state }) => state === 'owed');
    if (owed.length === 0 && !all.some((payment) => isUnfinished(payment, now))) return;
  }
  throw new Error('it does not come to rest');
};

const paid = async (world: World): Promise<World> => {
  await goToPay(world);
  await pay(world);
  await hear(world);
  await follow(world);
  expect(await statusOf(world)).toBe('confirmed');
  return world;
};
const giveBack = (world: World, amountMinor: number) =>
  refundPayment(asHost(world), { paymentId: world.paymentId, amountMinor });

const pathOf = { create: 'open', expire: 'close', refund: 'refund' } as const;
type Call = keyof typeof pathOf;
const troubles: Readonly<Record<string, Omit<PaymentFault, 'path'> | 'stored'>> = {
  'too many requests': { status: 429, retryAfterSeconds: 1, times: 2 },
  'a failure': { status: 500, times: 2 },
  'a failure that the vendor keeps under the key': 'stored',
  'an answer that never comes though it was done': { timeout: 'after', times: 1 },
  'a connection that breaks after it was done': { reset: 'after', times: 1 },
};

describe('the vendor answers', () => {
  const cases = (Object.keys(pathOf) as Call[]).flatMap((call) =>
    Object.keys(troubles).map((trouble) => [call, trouble] as const),
  );
  test.each(cases)(
    '%s with %s: once it is well the money is where it belongs, and moved once',
    async (call, trouble) => {
      const world = await begin(dollars, { isImpatient: true });
      const strike = async (): Promise<void> => {
        const fault = troubles[trouble];
        if (fault === 'stored') await vendor.storeFailures(1);
        else await vendor.fault({ method: 'POST', path: vendor.paths[pathOf[call]], ...fault });
      };
      if (call === 'create') await strike();
      // A guest who is asked to try again does.
      for (let tries = 0; tries < 3; tries += 1) await tolerant(() => goToPay(world));
      if (call === 'expire') {
        await strike();
        await advance(11 * minuteMs);
      } else {
        await pay(world);
        await hear(world);
      }
      await follow(world);
      if (call === 'refund') {
        await strike();
        await cancelBooking(asHost(world), world);
        await follow(world);
      }
      await comeToRest(world);
      const [payment] = await rowsOf(world);
      const pages = await pagesOf(world);
      const seen = await world.client.readPayment(payment?.checkoutId ?? '');
      expect({
        status: await statusOf(world),
        pages: pages.length,
        kept: payment?.keptMinor,
        back: seen.refunds.map(({ amountMinor, state }) => `${state} ${amountMinor}`),
      }).toEqual({
        status: { create: 'confirmed', expire: 'expired', refund: 'cancelled' }[call],
        pages: 1,
        kept: call === 'create' ? 2_500 : 0,
        back: call === 'refund' ? ['succeeded 2500'] : [],
      });
    },
  );
});

describe('a page that the vendor does not make at first', () => {
  test('is made when the guest tries again, however late within the time that is held', async () => {
    const world = await begin();
    await vendor.fault({ method: 'POST', path: vendor.paths.open, reset: 'before', times: 4 });
    await tolerant(() => goToPay(world));
    await advance(9 * minuteMs);
    await vendor.clearFaults();
    await goToPay(world);
    await pay(world);
    await hear(world);
    await follow(world);
    expect([await statusOf(world), (await pagesOf(world)).length]).toEqual(['confirmed', 1]);
  });

  test('and never does, gives the time back once the vendor answers again', async () => {
    const world = await begin();
    await vendor.fault({ method: 'POST', path: vendor.paths.open, reset: 'before', times: 4 });
    await tolerant(() => goToPay(world));
    await advance(60 * minuteMs);
    await comeToRest(world);
    expect([await statusOf(world), await pagesOf(world)]).toEqual(['expired', []]);
  });

  test('nor ever will is asked about no more, also when somebody asks to try again', async () => {
    const world = await begin();
    await vendor.fault({ method: 'POST', path: vendor.paths.open, reset: 'before', times: 4 });
    await tolerant(() => goToPay(world));
    await cancelBooking(asGuest(world), world);
    // Whether there is a page cannot be asked at first either.
    await vendor.fault({ method: 'GET', path: vendor.paths.open, status: 503, times: 9 });
    await follow(world);
    expect(await rowsOf(world)).toMatchObject([{ state: 'open', failures: 1 }]);
    await comeToRest(world);
    await hear(world);
    await comeToRest(world);
    expect(await rowsOf(world)).toMatchObject([{ state: 'closed', failure: null, failures: 0, askAt: null }]);
    expect(await refusalOf(retryPayment(asHost(world), world))).toBe('attention_settled');
  });

  test('that was made though its answer was lost is closed with its time', async () => {
    const world = await begin(dollars, { isImpatient: true });
    await vendor.fault({ method: 'POST', path: vendor.paths.open, timeout: 'after', times: 1 });
    await tolerant(() => goToPay(world));
    await advance(11 * minuteMs);
    await comeToRest(world);
    expect([await statusOf(world), (await pagesOf(world)).map(({ state }) => state)]).toEqual([
      'expired',
      ['expired'],
    ]);
  });
});

describe('a guest closes the browser', () => {
  const ends = {
    'before going to pay': [async () => undefined, 'expired'],
    'on the page to pay on': [goToPay, 'expired'],
    'after the card was declined': [
      async (world: World) => {
        await goToPay(world);
        for (const { checkoutId } of await pagesOf(world)) await vendor.decline(checkoutId);
      },
      'expired',
    ],
    'right after paying': [
      async (world: World) => {
        await goToPay(world);
        await pay(world);
      },
      'confirmed',
    ],
    'once they have come back': [
      async (world: World) => {
        await goToPay(world);
        await pay(world);
        await checkPayment(asGuest(world), world);
      },
      'confirmed',
    ],
  } as const;
  test.each(Object.entries(ends))(
    '%s: nothing of it hangs, also where no notification comes',
    async (_when, [act, end]) => {
      const world = await begin();
      await act(world);
      await comeToRest(world);
      expect(await statusOf(world)).toBe(end);
      const [payment] = await rowsOf(world);
      expect(payment).toMatchObject({ keptMinor: end === 'confirmed' ? 2_500 : 0 });
    },
  );
});

describe('a guest', () => {
  test('who pays in two tabs has one page and pays once', async () => {
    const world = await begin();
    const urls = await Promise.all([goToPay(world), goToPay(world), goToPay(world)]);
    expect(new Set(urls.map(({ url }) => url)).size).toBe(1);
    await pay(world);
    await hear(world);
    await comeToRest(world);
    expect(await pagesOf(world)).toHaveLength(1);
    expect(await ledgerOf(world)).toEqual(['captured 2500']);
  });

  test('who comes to pay once the time is over is told so, and so is one who has paid', async () => {
    const world = await begin();
    await goToPay(world);
    await advance(11 * minuteMs);
    expect(await refusalOf(goToPay(world))).toBe('payment_closed');
    await follow(world);
    expect((await pagesOf(world)).map(({ state }) => state)).toEqual(['expired']);
    expect(await refusalOf(goToPay(await paid(await begin())))).toBe('payment_closed');
  });

  test('who pays at the last second is booked, though the vendor says so after the time is over', async () => {
    const world = await begin();
    await goToPay(world);
    await advance(10 * minuteMs - 1);
    await pay(world);
    await advance(2);
    await follow(world);
    expect(await statusOf(world)).toBe('confirmed');
  });
});

describe('what was agreed stays agreed', () => {
  test.each([
    ['the price is edited', { priceMinor: 9_900, currency: 'USD' as const }],
    ['the currency is another one', { priceMinor: 99_000, currency: 'VND' as const }],
    ['the link costs nothing any more', { priceMinor: null, currency: null }],
  ])('when %s while a guest pays', async (_what, change) => {
    const world = await begin();
    const { tenantId } = world.tenant;
    await withTenant(db, tenantId, (tx) =>
      tx
        .update(links)
        .set({ ...change, refundPolicy: [] })
        .where(eq(links.id, world.link.id)),
    );
    await paid(world);
    const [payment] = await rowsOf(world);
    const seen = await world.client.readPayment(payment?.checkoutId ?? '');
    expect(seen).toMatchObject({ capturedMinor: 2_500, currency: 'USD' });
    await cancelBooking(asGuest(world), world);
    await comeToRest(world);
    // By the tiers of then: all of it three days before.
    expect((await rowsOf(world))[0]).toMatchObject({ keptMinor: 0, refundedMinor: 2_500 });
  });

  test('when the link is archived while a guest pays; it cannot be deleted then', async () => {
    const world = await begin();
    await goToPay(world);
    const linkId = world.link.id;
    expect(await refusalOf(deleteLink(asHost(world), { linkId, basedOn: 'any' }))).toBe('has_bookings');
    await archiveLink(asHost(world), { linkId, publicUrl });
    await paid(world);
    await cancelBooking(asHost(world), world);
    await comeToRest(world);
    expect((await rowsOf(world))[0]).toMatchObject({ keptMinor: 0, refundedMinor: 2_500 });
  });
});

describe('money that goes back', () => {
  test('in two parts, and no more than there is, is each of them once at the vendor and in the ledger', async () => {
    const world = await paid(await begin());
    await giveBack(world, 1_000);
    await follow(world);
    expect(await refusalOf(giveBack(world, 1_501))).toBe('invalid_request');
    await giveBack(world, 1_500);
    await follow(world);
    expect(await refusalOf(giveBack(world, 1))).toBe('invalid_request');
    expect(await ledgerOf(world)).toEqual([
      'captured 2500',
      'refund_requested 1000',
      'refund_succeeded 1000',
      'refund_requested 1500',
      'refund_succeeded 1500',
    ]);
    await comeToRest(world);
    expect(await statusOf(world)).toBe('confirmed');
  });

  test.each(['failed', 'pending'] as const)(
    '%s at first comes back when it fails, and can be given again',
    async (first) => {
      const world = await paid(await begin());
      await vendor.makeRefunds(first);
      await giveBack(world, 2_500);
      await follow(world);
      const [refund] = await refundsOf(world);
      if (first === 'pending') {
        expect(refund).toMatchObject({ state: 'pending' });
        await vendor.endRefund(refund?.externalId ?? '', 'failed');
        await hear(world);
        await follow(world);
      }
      await vendor.makeRefunds('succeeded');
      expect(await refundsOf(world)).toMatchObject([{ state: 'failed' }]);
      expect((await rowsOf(world))[0]).toMatchObject({ keptMinor: 2_500, refundedMinor: 0 });
      await giveBack(world, 2_500);
      await comeToRest(world);
      expect((await rowsOf(world))[0]).toMatchObject({ keptMinor: 0, refundedMinor: 2_500 });
    },
  );

  test('and is disputed after a part of it went back: the rest is decided there, and not given twice', async () => {
    const world = await paid(await begin());
    await giveBack(world, 1_000);
    await follow(world);
    const [payment] = await rowsOf(world);
    const disputeId = await vendor.dispute(payment?.chargeId ?? '');
    await hear(world, { chargeId: payment?.chargeId ?? '' });
    await follow(world);
    expect(await refusalOf(giveBack(world, 1_500))).toBe('payment_disputed');
    await cancelBooking(asHost(world), world);
    await vendor.endDispute(disputeId, 'lost');
    await hear(world);
    await comeToRest(world);
    expect((await rowsOf(world))[0]).toMatchObject({
      refundedMinor: 1_000,
      lostMinor: 1_500,
      keptMinor: 0,
    });
    expect((await refundsOf(world)).map(({ state }) => state)).toEqual(['succeeded', 'cancelled']);
  });

  const currencies: readonly Price[] = [
    { priceMinor: 350_001, currency: 'VND' },
    { priceMinor: 4_999, currency: 'JPY' },
    { priceMinor: 10_010, currency: 'KWD' },
    { priceMinor: 3_333, currency: 'ISK' },
    { priceMinor: 55_555, currency: 'UGX' },
  ];
  test.each(currencies)(
    'of $priceMinor $currency goes back to the minor unit, by half and in full',
    async (price) => {
      const half = price.currency === 'KWD' ? 5_010 : Math.ceil(price.priceMinor / 2);
      const world = await paid(await begin(price));
      await advance(2 * dayMs);
      await cancelBooking(asGuest(world), world);
      await follow(world);
      await follow(world);
      const [payment] = await rowsOf(world);
      const checkoutId = payment?.checkoutId ?? '';
      const seen = await world.client.readPayment(checkoutId);
      expect(payment).toMatchObject({ capturedMinor: price.priceMinor, refundedMinor: half });
      expect(seen).toMatchObject({ capturedMinor: price.priceMinor, refunds: [{ amountMinor: half }] });
      await giveBack(world, price.priceMinor - half);
      await comeToRest(world);
      expect((await rowsOf(world))[0]).toMatchObject({ keptMinor: 0 });
    },
  );
});

describe('notifications', () => {
  test('that come three times, in any order and about what is not known yet change nothing more', async () => {
    const world = await begin();
    await goToPay(world);
    await pay(world);
    // By hand at the vendor, before anybody here has heard of the payment.
    const [page] = await pagesOf(world);
    const { chargeId } = await world.client.readPayment(page?.checkoutId ?? '');
    await vendor.refundByHand(chargeId ?? '', 700);
    for (const about of [{ chargeId: chargeId ?? '' }, {}, { checkoutId: page?.checkoutId ?? '' }])
      for (let copy = 0; copy < 3; copy += 1) {
        await hear(world, about);
        await follow(world);
      }
    expect(await ledgerOf(world)).toEqual(['captured 2500', 'refund_requested 700', 'refund_succeeded 700']);
    expect(await statusOf(world)).toBe('confirmed');
    expect(await rowsOf(world)).toHaveLength(1);
  });

  test('that come while the vendor is asked are not lost with the older answer', async () => {
    const world = await begin();
    await goToPay(world);
    const [page] = await pagesOf(world);
    const began = now;
    const older = await world.client.readPayment(page?.checkoutId ?? '');
    await pay(world);
    await advance(1_000);
    await hear(world);
    const { tenantId } = world.tenant;
    await applySeen(db, { tenantId, paymentId: world.paymentId, seen: older, now: began });
    expect(await rowsOf(world)).toMatchObject([{ state: 'open', askAt: now }]);
    await follow(world);
    expect(await statusOf(world)).toBe('confirmed');
    expect(await rowsOf(world)).toMatchObject([{ state: 'paid', askAt: null }]);
  });

  test('of an account that two organisations have are about the payments of one of them', async () => {
    const [one, other] = [await paid(await begin()), await begin()];
    const foreign = { ...other, paymentId: one.paymentId, bookingId: one.bookingId };
    expect(await hear(foreign)).toBe(false);
    const [payment] = await rowsOf(one);
    expect(
      await hear({ ...foreign, paymentId: other.paymentId }, { chargeId: payment?.chargeId ?? '' }),
    ).toBe(true);
    await follow(other);
    expect((await rowsOf(other))[0]).toMatchObject({ state: 'open', capturedMinor: 0 });
    await paid(other);
    await cancelBooking(asHost(one), one);
    await comeToRest(one);
    expect((await rowsOf(one))[0]).toMatchObject({ keptMinor: 0 });
    expect((await rowsOf(other))[0]).toMatchObject({ keptMinor: 2_500 });
  });
});

test('a key that is revoked while a time is held keeps it held, and whoever paid meanwhile is booked once there is another', async () => {
  const world = await begin();
  await goToPay(world);
  await pay(world);
  await vendor.revoke(vendor.keys.test);
  await advance(11 * minuteMs);
  await follow(world);
  expect(await statusOf(world)).toBe('pending_payment');
  await vendor.restore(vendor.keys.test);
  await connectKey(db, world.tenant, { provider: vendor.provider, key: vendor.keys.test, now });
  await comeToRest(world);
  expect(await statusOf(world)).toBe('confirmed');
});

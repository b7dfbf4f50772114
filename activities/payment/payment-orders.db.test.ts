import { and, eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { links } from '#db/schema/link.ts';
import { refunds } from '#db/schema/payment.ts';
import { timeBlocks } from '#db/schema/session.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import { priceOf } from '#domain/payment/price.ts';
import { refundFor } from '#domain/payment/refund.ts';
import { type PaymentHarness, paymentHarnesses } from '#providers/payment/contract-harness.ts';
import type { PaymentClient } from '#providers/payment/port.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { measures } from '#scripts/testing/env.ts';
import { cancelBooking } from '#services/booking/cancel-booking.ts';
import { endBooking } from '#services/booking/end-booking.ts';
import { openCheckout } from '#services/booking/payment/open-checkout.ts';
import { type LoadedBooking, loadBooking } from '#services/booking/read/load-booking.ts';
import { rescheduleBooking } from '#services/booking/reschedule-booking.ts';
import { contextAt, guestOf, ownerOf, refusalOf } from '#services/booking/testing/requests.ts';
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
const dayMs = 24 * 60 * minuteMs;
const price = 2_500;

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
afterAll(async () => {
  await vendor.stop();
  await closeDatabase(db);
});

type World = {
  tenant: TestTenant;
  integrationId: string;
  client: PaymentClient;
  bookingId: string;
  linkId: string;
  start: number;
  /** When its guest has cancelled. */
  cancelledAt?: number;
  activities: TestPaymentActivities;
};

const connect = (tenant: TestTenant, key = vendor.keys.test): Promise<string> =>
  connectKey(db, tenant, { provider: vendor.provider, key, now });

/** A booking that is to be paid, in a tenant of its own or in one that has an account, or had one. */
const begin = async (known?: TestTenant): Promise<World> => {
  const tenant = known ?? (await createTestTenant(db));
  const integrationId = known === undefined ? await connect(tenant) : '';
  const link = await createTestLink(db, tenant, {
    priceMinor: price,
    currency: 'USD',
    refundPolicy: [
      { minHoursBefore: 48, refundBasisPoints: 10_000, feeMinor: 0 },
      { minHoursBefore: 24, refundBasisPoints: 5_000, feeMinor: 100 },
    ],
    holdMinutes: 10,
    reminderMinutes: [],
  });
  const start = Math.ceil((now + 3 * dayMs) / (60 * minuteMs)) * 60 * minuteMs;
  const bookingId = await bookPriced(db, tenant, { slug: link.slug, start, now });
  return {
    tenant,
    integrationId,
    client: vendor.provider.open({ kind: 'own_key', key: vendor.keys.test }, async () => undefined),
    bookingId,
    linkId: link.id,
    start,
    activities: openPaymentActivities(db, vendor.provider),
  };
};

const rowsOf = ({ tenant: { tenantId }, bookingId }: World) => paymentsOf(db, { tenantId, bookingId });

/** Answers whether anything was due. */
const follow = ({ tenant: { tenantId }, bookingId, activities }: World): Promise<boolean> =>
  followPayments(db, activities, { tenantId, bookingId, now });

const asGuest = ({ tenant: { tenantId }, bookingId }: World) =>
  contextAt(db, { tenantId, now }, { actor: guestOf(bookingId) });
const asHost = ({ tenant }: World) =>
  contextAt(db, { tenantId: tenant.tenantId, now }, { actor: ownerOf(tenant) });

const pagesOf = ({ bookingId }: World) => vendor.checkoutsOf(bookingId);

const steps = {
  goToPay: (world) =>
    openCheckout(
      asGuest(world),
      {
        signer,
        publicUrl: 'http://localhost',
        askForPage: (_key, request) => world.client.openCheckout(request),
      },
      world,
    ),
  pay: async (world) => {
    for (const { checkoutId, state } of await pagesOf(world))
      if (state === 'open') return vendor.pay(checkoutId);
  },
  /** A page that nobody wrote down, as after an answer that was lost and a request that was another one then. */
  secondPage: async (world) => {
    const [payment] = await rowsOf(world);
    const { tenantId } = world.tenant;
    await world.client.openCheckout({
      key: `second-${world.bookingId}`,
      reference: { tenantId, paymentId: payment?.id ?? '', bookingId: world.bookingId },
      amount: { amountMinor: price, currency: 'USD' },
      title: 'Call',
      guestEmail: 'an@example.com',
      locale: 'en',
      expiresAt: now + 40 * minuteMs,
      returnUrl: 'http://localhost/b/x',
      cancelUrl: 'http://localhost/b/x',
    });
  },
  /** The vendor's messages arrive, each maybe twice. */
  hear: async (world) => {
    const { tenantId } = world.tenant;
    const [payment] = await rowsOf(world);
    for (const { checkoutId } of await pagesOf(world))
      await hearOfPayment(db, {
        tenantId,
        integrationId: world.integrationId,
        now,
        hint: {
          reference: { tenantId, paymentId: payment?.id ?? '', bookingId: world.bookingId },
          checkoutId,
          chargeId: null,
        },
      });
  },
  follow,
  guestCancels: (world) => cancelBooking(asGuest(world), world),
  hostCancels: (world) => cancelBooking(asHost(world), world),
  move: (world) => rescheduleBooking(asGuest(world), { ...world, start: world.start + 2 * 60 * minuteMs }),
  /** The answer is lost: it was done, and nobody knows. */
  losesAnswer: () =>
    vendor.fault({ method: 'POST', path: '^/v1/(checkout|refunds)', reset: 'after', times: 1 }),
  fails: () => vendor.fault({ method: 'POST', path: '^/v1/', status: 500, times: 1 }),
  someMinutes: () => advance(4 * minuteMs),
  holdEnds: () => advance(11 * minuteMs),
  aDay: () => advance(dayMs),
} as const satisfies Record<string, (world: World) => Promise<unknown>>;
type Step = keyof typeof steps;

/** Faults are over; whoever is owed gets theirs. A circuit that they opened stays open in real time, of which none passes here. */
const comeToRest = async (
  world: World,
  does: Record<'hear' | 'follow', (world: World) => Promise<unknown>> = steps,
): Promise<void> => {
  await vendor.clearFaults();
  world.activities = openPaymentActivities(db, vendor.provider);
  for (let round = 0; round < 60; round += 1) {
    await advance(20 * minuteMs);
    await tolerant(() => does.hear(world));
    await does.follow(world);
    const open = (await rowsOf(world)).some((payment) => isUnfinished(payment, now));
    const owed = await withTenant(db, world.tenant.tenantId, (tx) =>
      tx
        .select({ id: refunds.id })
        .from(refunds)
        .where(and(eq(refunds.tenantId, world.tenant.tenantId), eq(refunds.state, 'owed'))),
    );
    if (!open && owed.length === 0 && round > 0) return;
  }
  throw new Error('it does not come to rest');
};

const check = async (world: World): Promise<void> => {
  const { tenantId } = world.tenant;
  const { booking } = await withTenant(db, tenantId, (tx) => loadBooking(tx, tenantId, world.bookingId));
  const rows = await rowsOf(world);
  const kept = rows.reduce((sum, { keptMinor }) => sum + keptMinor, 0);
  const pages = await pagesOf(world);
  const atVendor = await Promise.all(pages.map(({ checkoutId }) => world.client.readPayment(checkoutId)));
  const vendorKeeps = atVendor.reduce(
    (sum, seen) =>
      sum +
      seen.capturedMinor -
      seen.refunds
        .filter(({ state }) => state === 'succeeded')
        .reduce((back, { amountMinor }) => back + amountMinor, 0),
    0,
  );
  const stands = ['confirmed', 'completed'].includes(booking.status);
  const byGuest = booking.status === 'cancelled' && booking.cancelledBy === 'guest';
  expect({ status: booking.status, kept, seated: booking.seated }).toEqual({
    status: booking.status,
    // A guest who cancels late leaves what the terms say; nobody else leaves anything.
    kept: stands ? price : byGuest && kept > 0 ? kept : 0,
    seated: stands,
  });
  if (byGuest) expect([0, price / 2 + 100, price]).toContain(kept);
  expect(kept).toBe(vendorKeeps);
  expect(rows.filter(({ keptMinor }) => keptMinor > 0).length).toBeLessThanOrEqual(1);
};

/** What the link costs from now on; `null`: nothing. */
const costs = async (
  { tenant: { tenantId }, linkId }: World,
  next: { priceMinor: number; currency: 'USD' | 'EUR' } | null,
): Promise<void> => {
  await withTenant(db, tenantId, (tx) =>
    tx
      .update(links)
      .set(next ?? { priceMinor: null, currency: null })
      .where(and(eq(links.tenantId, tenantId), eq(links.id, linkId))),
  );
};

/** Its guest asks for a time at the price that the link has now. */
const guestMoves =
  (hours: number) =>
  async (world: World): Promise<unknown> => {
    const { tenantId } = world.tenant;
    const [link] = await withTenant(db, tenantId, (tx) =>
      tx
        .select()
        .from(links)
        .where(and(eq(links.tenantId, tenantId), eq(links.id, world.linkId))),
    );
    const price = link === undefined ? null : priceOf(link, 1);
    const start = world.start + hours * 60 * minuteMs;
    return rescheduleBooking(asGuest(world), { bookingId: world.bookingId, start, shown: price });
  };

const moveSteps = {
  goToPay: steps.goToPay,
  pay: steps.pay,
  payLast: async (world) => {
    const open = (await pagesOf(world)).filter(({ state }) => state === 'open');
    const last = open.at(-1);
    if (last !== undefined) await vendor.pay(last.checkoutId);
  },
  /** The vendor's messages arrive, each with our mark as it has it. */
  hear: async (world) => {
    const { tenantId } = world.tenant;
    for (const { checkoutId } of await pagesOf(world)) {
      const { reference } = await world.client.readPayment(checkoutId);
      const hint = { reference, checkoutId, chargeId: null };
      await hearOfPayment(db, { tenantId, integrationId: world.integrationId, now, hint });
    }
  },
  follow: async (world) => {
    const acted = await follow(world);
    const { bookingId, tenant } = world;
    await endBooking(db, { tenantId: tenant.tenantId, bookingId, as: 'due', workflowRunId: 'run', now });
    return acted;
  },
  costsMore: (world) => costs(world, { priceMinor: 3_700, currency: 'USD' }),
  costsLess: (world) => costs(world, { priceMinor: 1_100, currency: 'USD' }),
  costsNothing: (world) => costs(world, null),
  costsEuros: (world) => costs(world, { priceMinor: 2_900, currency: 'EUR' }),
  guestMoves: guestMoves(2),
  guestMovesElsewhere: guestMoves(4),
  guestStays: guestMoves(0),
  hostMoves: (world) =>
    rescheduleBooking(asHost(world), { bookingId: world.bookingId, start: world.start + 6 * 60 * minuteMs }),
  guestCancels: async (world) => {
    await cancelBooking(asGuest(world), world);
    world.cancelledAt = now;
  },
  hostCancels: steps.hostCancels,
  losesAnswer: steps.losesAnswer,
  fails: steps.fails,
  someMinutes: steps.someMinutes,
  holdEnds: steps.holdEnds,
  aDay: steps.aDay,
} as const satisfies Record<string, (world: World) => Promise<unknown>>;
type MoveStep = keyof typeof moveSteps;

const startsOf = ({ tenant: { tenantId } }: World, sessionId: string) =>
  withTenant(db, tenantId, async (tx) => {
    const rows = await tx
      .select({ startsAt: timeBlocks.startsAt })
      .from(timeBlocks)
      .where(and(eq(timeBlocks.tenantId, tenantId), eq(timeBlocks.sessionId, sessionId)));
    return rows.map(({ startsAt }) => Number(startsAt));
  });

const sumOf = (amounts: readonly number[]): number => amounts.reduce((sum, each) => sum + each, 0);

/** What of its price stays with the host once its guest has cancelled: the rest of what its terms give. */
const leftByTerms = (world: World, { booking }: Pick<LoadedBooking, 'booking'>): number => {
  const { priceMinor, currency, refundTerms, refundAnchor, startsAt } = booking;
  if (priceMinor === null || currency === null || refundTerms === null) return 0;
  const asked = { deadlinesFrom: refundAnchor ?? startsAt, askedAt: world.cancelledAt ?? now };
  const money = { currency, paidMinor: priceMinor, refundedMinor: 0, keptMinor: priceMinor };
  return priceMinor - refundFor(refundTerms, { ...money, ...asked, by: 'guest' }).amountMinor;
};

/** A booking is at one time, what is kept is its price, and the vendor says the same to the minor unit. */
const checkMoved = async (world: World): Promise<void> => {
  const { tenantId } = world.tenant;
  const loaded = await withTenant(db, tenantId, (tx) => loadBooking(tx, tenantId, world.bookingId));
  const { booking } = loaded;
  const rows = await rowsOf(world);
  const atVendor = await Promise.all(
    (await pagesOf(world)).map(({ checkoutId }) => world.client.readPayment(checkoutId)),
  );
  const stands = ['confirmed', 'completed'].includes(booking.status);
  expect({ moveTo: booking.moveTo, at: await startsOf(world, booking.sessionId) }).toEqual({
    moveTo: null,
    at: stands ? [booking.startsAt] : [],
  });
  for (const currency of ['USD', 'EUR'] as const) {
    const kept = sumOf(rows.filter((row) => row.currency === currency).map(({ keptMinor }) => keptMinor));
    const vendorKeeps = sumOf(
      atVendor
        .filter((seen) => seen.currency === currency)
        .map(
          ({ capturedMinor, refunds: back }) =>
            capturedMinor -
            sumOf(back.filter(({ state }) => state === 'succeeded').map(({ amountMinor }) => amountMinor)),
        ),
    );
    expect(kept).toBe(vendorKeeps);
    const isItsOwn = booking.currency === currency;
    if (stands) expect(kept).toBe(isItsOwn ? booking.priceMinor : 0);
    else if (booking.status === 'cancelled' && booking.cancelledBy === 'guest')
      // Whoever cancels before they have paid owes nothing.
      expect([0, isItsOwn ? leftByTerms(world, loaded) : 0]).toContain(kept);
    else expect(kept).toBe(0);
  }
};

describe('a paid booking that moves to times of other prices', () => {
  test('is at one time and keeps its price and no more, in whatever order things happen', async () => {
    const kinds = Object.keys(moveSteps) as MoveStep[];
    const often: MoveStep[] = ['guestMoves', 'guestMovesElsewhere', 'costsMore', 'costsLess', 'costsEuros'];
    const paying: MoveStep[] = ['goToPay', 'payLast', 'hear', 'follow'];
    const some = fc.array(fc.constantFrom(...kinds, ...often, ...paying), { minLength: 4, maxLength: 16 });
    await fc.assert(
      fc.asyncProperty(some, fc.boolean(), async (order, isPaid) => {
        const world = await begin();
        const first: MoveStep[] = isPaid ? ['goToPay', 'pay', 'hear', 'follow', 'follow'] : ['goToPay'];
        for (const step of [...first, ...order]) await tolerant(() => moveSteps[step](world));
        await comeToRest(world, moveSteps);
        await checkMoved(world);
      }),
      { numRuns: Math.ceil(measures.paymentOrders / 2), endOnFailure: true },
    );
  });
});

describe('a payment and its booking', () => {
  test('end together, confirmed and paid once or released with nothing kept, in whatever order things happen', async () => {
    const kinds = Object.keys(steps) as Step[];
    const early: Step[] = ['goToPay', 'pay', 'hear', 'follow'];
    const some = fc.array(fc.constantFrom(...kinds, ...early, ...early), { minLength: 3, maxLength: 14 });
    await fc.assert(
      fc.asyncProperty(some, async (order) => {
        const world = await begin();
        for (const step of ['goToPay' as const, ...order]) await tolerant(() => steps[step](world));
        await comeToRest(world);
        await check(world);
      }),
      { numRuns: measures.paymentOrders, endOnFailure: true },
    );
  });

  test('wait while the key of the account is refused, and go on once it is connected again', async () => {
    const world = await begin();
    const { tenantId } = world.tenant;
    await steps.goToPay(world);
    await steps.pay(world);
    await steps.hear(world);
    await follow(world);
    await vendor.revoke(vendor.keys.test);
    await steps.hostCancels(world);
    await follow(world);
    const owed = () =>
      withTenant(db, tenantId, (tx) => tx.select().from(refunds).where(eq(refunds.tenantId, tenantId)));
    expect(await owed()).toMatchObject([{ state: 'owed', amountMinor: price, failures: 1 }]);
    expect(await refusalOf(begin(world.tenant))).toBe('payments_unavailable');
    await vendor.restore(vendor.keys.test);
    await connect(world.tenant);
    await follow(world);
    expect(await owed()).toMatchObject([{ state: 'succeeded', failure: null }]);
    await check(world);
  });

  test.each([
    ['won', 'succeeded', { keptMinor: 0, refundedMinor: price, lostMinor: 0 }],
    ['lost', 'cancelled', { keptMinor: 0, refundedMinor: 0, lostMinor: price }],
  ] as const)(
    'give nothing back while a bank decides, and what is left once it is %s',
    async (end, state, sums) => {
      const world = await begin();
      const { tenantId } = world.tenant;
      await steps.goToPay(world);
      await steps.pay(world);
      await steps.hear(world);
      await follow(world);
      const [payment] = await rowsOf(world);
      const disputeId = await vendor.dispute(payment?.chargeId ?? '');
      await steps.hear(world);
      await follow(world);
      await steps.hostCancels(world);
      await follow(world);
      const owed = () =>
        withTenant(db, tenantId, (tx) => tx.select().from(refunds).where(eq(refunds.tenantId, tenantId)));
      expect(await owed()).toMatchObject([{ state: 'owed', failures: 0, failure: null }]);
      await vendor.endDispute(disputeId, end);
      await steps.hear(world);
      await follow(world);
      await follow(world);
      expect(await owed()).toMatchObject([{ state }]);
      expect(await rowsOf(world)).toMatchObject([{ capturedMinor: price, ...sums }]);
    },
  );

  test('are taken by the account that was connected last', async () => {
    const { tenant, integrationId } = await begin();
    await advance(2 * 60 * minuteMs);
    const later = await connect(tenant, vendor.keys.otherAccount);
    const [payment] = await rowsOf(await begin(tenant));
    expect([later === integrationId, payment?.integrationId]).toEqual([false, later]);
  });

  test('of which a second comes though nothing is booked any more are not said to be made twice', async () => {
    const world = await begin();
    const { tenantId } = world.tenant;
    await steps.goToPay(world);
    await steps.secondPage(world);
    await steps.pay(world);
    await steps.pay(world);
    await steps.hear(world);
    await steps.hostCancels(world);
    await follow(world);
    await follow(world);
    const owed = await withTenant(db, tenantId, (tx) =>
      tx.select().from(refunds).where(eq(refunds.tenantId, tenantId)),
    );
    expect(owed.map(({ reason }) => reason)).toEqual(['host_cancelled', 'host_cancelled']);
  });
});

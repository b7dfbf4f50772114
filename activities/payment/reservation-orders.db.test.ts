import { and, asc, eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { bookingTimeline } from '#db/schema/booking.ts';
import { notifications } from '#db/schema/notification.ts';
import { ledgerEntries, refunds } from '#db/schema/payment.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import { type PaymentHarness, paymentHarnesses } from '#providers/payment/contract-harness.ts';
import type { PaymentClient } from '#providers/payment/port.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { measures } from '#scripts/testing/env.ts';
import { approveBooking } from '#services/booking/approve-booking.ts';
import { cancelBooking } from '#services/booking/cancel-booking.ts';
import { declineBooking } from '#services/booking/decline-booking.ts';
import { endBooking } from '#services/booking/end-booking.ts';
import { openCheckout } from '#services/booking/payment/open-checkout.ts';
import { presentGuestMoney, presentHostMoney } from '#services/booking/payment/present-money.ts';
import { settlePayments } from '#services/booking/payment/settle-payments.ts';
import { loadBooking } from '#services/booking/read/load-booking.ts';
import { rescheduleBooking } from '#services/booking/reschedule-booking.ts';
import { contextAt, guestOf, ownerOf, refusalOf } from '#services/booking/testing/requests.ts';
import { hearOfPayment } from '#services/payment/testing/paid.ts';
import { hasMoneyOnItsWay } from '#services/payment/unsettled.ts';
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
const price = 2_500;

let db: Database;
let vendor: PaymentHarness;
let skippedMs = 0;
let now = Date.now();

/** Both clocks go on; the vendor's goes by itself as well, so that ours must not stay behind. */
const advance = async (ms: number): Promise<void> => {
  skippedMs += ms;
  await vendor.advanceClock(ms);
  now = Date.now() + skippedMs;
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
  start: number;
  activities: TestPaymentActivities;
  /** Its owner has taken the money at the vendor, whatever the host says here. */
  isTakenByHand: boolean;
};

/** A booking that its host has to approve and that is to be paid, in a tenant of its own. */
const begin = async ({ approvalDeadlineHours = 96, days = 10 } = {}): Promise<World> => {
  await advance(0);
  const tenant = await createTestTenant(db);
  const { provider } = vendor;
  const integrationId = await connectKey(db, tenant, { provider, key: vendor.keys.test, now });
  const link = await createTestLink(db, tenant, {
    priceMinor: price,
    currency: 'USD',
    requiresApproval: true,
    approvalDeadlineHours,
    refundPolicy: [{ minHoursBefore: 1, refundBasisPoints: 10_000, feeMinor: 0 }],
    holdMinutes: 10,
    reminderMinutes: [],
  });
  const start = Math.ceil((now + days * dayMs) / hourMs) * hourMs;
  const bookingId = await bookPriced(db, tenant, { slug: link.slug, start, now });
  return {
    tenant,
    integrationId,
    client: provider.open({ kind: 'own_key', key: vendor.keys.test }, async () => undefined),
    bookingId,
    start,
    activities: openPaymentActivities(db, provider),
    isTakenByHand: false,
  };
};

const rowsOf = ({ tenant: { tenantId }, bookingId }: World) => paymentsOf(db, { tenantId, bookingId });

const bookingOf = ({ tenant: { tenantId }, bookingId }: World) =>
  withTenant(db, tenantId, (tx) => loadBooking(tx, tenantId, bookingId));

const statusOf = async (world: World) => (await bookingOf(world)).booking.status;

const timelineOf = async ({ tenant: { tenantId }, bookingId }: World): Promise<string[]> => {
  const rows = await withTenant(db, tenantId, (tx) =>
    tx
      .select({ kind: bookingTimeline.kind })
      .from(bookingTimeline)
      .where(and(eq(bookingTimeline.tenantId, tenantId), eq(bookingTimeline.bookingId, bookingId)))
      .orderBy(asc(bookingTimeline.sequence)),
  );
  return rows.map(({ kind }) => kind);
};

/** What somebody is told of the money, the first news first. */
const newsOf = async ({ tenant: { tenantId } }: World): Promise<string[]> => {
  const rows = await withTenant(db, tenantId, (tx) =>
    tx
      .select({ template: notifications.template })
      .from(notifications)
      .where(and(eq(notifications.tenantId, tenantId), eq(notifications.subjectKind, 'payment')))
      .orderBy(asc(notifications.createdAt), asc(notifications.id)),
  );
  return rows.map(({ template }) => template);
};

const linesOf = async ({ tenant: { tenantId } }: World): Promise<{ paymentId: string; kind: string }[]> =>
  withTenant(db, tenantId, (tx) =>
    tx
      .select({ paymentId: ledgerEntries.paymentId, kind: ledgerEntries.kind })
      .from(ledgerEntries)
      .where(eq(ledgerEntries.tenantId, tenantId))
      .orderBy(asc(ledgerEntries.paymentId), asc(ledgerEntries.sequence)),
  );

/** What the followers of the payments and of the booking do that is due. */
const follow = async ({ tenant: { tenantId }, bookingId, activities }: World): Promise<void> => {
  await followPayments(db, activities, { tenantId, bookingId, now });
  await endBooking(db, { tenantId, bookingId, as: 'due', workflowRunId: 'run', now });
  await settlePayments(db, { tenantId, bookingId, workflowRunId: 'run', now });
};

const asGuest = ({ tenant: { tenantId }, bookingId }: World) =>
  contextAt(db, { tenantId, now }, { actor: guestOf(bookingId) });
const asHost = ({ tenant }: World) =>
  contextAt(db, { tenantId: tenant.tenantId, now }, { actor: ownerOf(tenant) });

const pagesOf = ({ bookingId }: World) => vendor.checkoutsOf(bookingId);
const seenOf = async (world: World) =>
  Promise.all((await pagesOf(world)).map(({ checkoutId }) => world.client.readPayment(checkoutId)));

/** The owner does something at the vendor with what is held there. */
const byHand = async (world: World, act: (chargeId: string) => Promise<void>): Promise<boolean> => {
  const held = (await seenOf(world)).find(({ reservation }) => reservation?.state === 'held');
  if (held?.chargeId == null) return false;
  await act(held.chargeId);
  return true;
};

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
      captures: 'on_approval',
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
  approve: (world) => approveBooking(asHost(world), world),
  decline: (world) => declineBooking(asHost(world), world),
  guestCancels: (world) => cancelBooking(asGuest(world), world),
  hostCancels: (world) => cancelBooking(asHost(world), world),
  moves: (world) => rescheduleBooking(asHost(world), { ...world, start: world.start + 2 * hourMs }),
  /** The answer is lost: it was done, and nobody knows. */
  losesAnswer: () => vendor.fault({ method: 'POST', path: '^/v1/', reset: 'after', times: 2 }),
  fails: () => vendor.fault({ method: 'POST', path: '^/v1/', status: 500, times: 1 }),
  keepsFailure: () => vendor.storeFailures(1),
  refusesToTake: () => vendor.fault({ method: 'POST', path: vendor.paths.capture, status: 402, times: 1 }),
  ownerReleases: (world) => byHand(world, (chargeId) => vendor.releaseByHand(chargeId)),
  ownerTakes: async (world) => {
    world.isTakenByHand =
      (await byHand(world, (chargeId) => vendor.captureByHand(chargeId))) || world.isTakenByHand;
  },
  someMinutes: () => advance(4 * minuteMs),
  holdEnds: () => advance(11 * minuteMs),
  aDay: () => advance(dayMs),
  /** Longer than anything is reserved for. */
  eightDays: () => advance(8 * dayMs),
} as const satisfies Record<string, (world: World) => Promise<unknown>>;
type Step = keyof typeof steps;

const play = async (world: World, ...order: Step[]): Promise<void> => {
  for (const step of order) await tolerant(() => steps[step](world));
};

/** Faults are over; whoever is owed gets theirs. A circuit that they opened stays open in real time, of which none passes here. */
const comeToRest = async (world: World): Promise<void> => {
  await vendor.clearFaults();
  await vendor.storeFailures(0);
  world.activities = openPaymentActivities(db, vendor.provider);
  for (let round = 0; round < 60; round += 1) {
    const isAsked = (await statusOf(world)) === 'pending_approval';
    // Nobody decides any more: what ends it is its deadline.
    await advance(isAsked ? dayMs : 3 * hourMs);
    await play(world, 'hear', 'follow');
    const waits = (await rowsOf(world)).some((payment) => isUnfinished(payment, now));
    const owed = await withTenant(db, world.tenant.tenantId, (tx) =>
      tx.$count(refunds, and(eq(refunds.tenantId, world.tenant.tenantId), eq(refunds.state, 'owed'))),
    );
    const isWaiting = waits || (await statusOf(world)) === 'pending_approval';
    if (!isWaiting && owed === 0 && round > 0) return;
  }
  throw new Error('it does not come to rest');
};

const check = async (world: World): Promise<void> => {
  const { booking } = await bookingOf(world);
  const rows = await rowsOf(world);
  const seen = await seenOf(world);
  const lines = await linesOf(world);
  const stands = ['confirmed', 'completed'].includes(booking.status);
  const backAt = ({ refunds: given }: (typeof seen)[number]): number =>
    given
      .filter(({ state }) => state === 'succeeded')
      .reduce((back, { amountMinor }) => back + amountMinor, 0);
  const sum = (amounts: readonly number[]): number => amounts.reduce((all, amount) => all + amount, 0);
  // Confirmed and captured once, or ended and nothing kept; ours is the vendor's.
  expect({
    status: booking.status,
    seated: booking.seated,
    kept: sum(rows.map(({ keptMinor }) => keptMinor)),
    captured: sum(rows.map(({ capturedMinor }) => capturedMinor)),
    atVendor: sum(seen.map((each) => each.capturedMinor - backAt(each))),
    reserved: sum(rows.map(({ reservedMinor }) => reservedMinor)),
    heldAtVendor: seen.filter(({ reservation }) => reservation?.state === 'held').length,
  }).toEqual({
    status: booking.status,
    seated: stands,
    kept: stands ? price : 0,
    captured: sum(seen.map(({ capturedMinor }) => capturedMinor)),
    atVendor: stands ? price : 0,
    reserved: 0,
    heldAtVendor: 0,
  });
  expect(rows.filter(({ keptMinor }) => keptMinor > 0).length).toBe(stands ? 1 : 0);
  for (const { id } of rows) {
    const kinds = lines.flatMap(({ paymentId, kind }) => (paymentId === id ? [kind] : []));
    expect(
      kinds.filter((kind) => kind === 'captured' || kind === 'reservation_released').length,
    ).toBeLessThan(2);
  }
  const wasApproved = (await timelineOf(world)).includes('approved');
  if (stands) expect(wasApproved).toBe(true);
  if (!wasApproved && !world.isTakenByHand)
    expect(seen.map(({ capturedMinor }) => capturedMinor)).toEqual(seen.map(() => 0));
};

describe('a reservation and its booking', () => {
  test('end together, confirmed and taken once or ended with nothing taken, in whatever order things happen', async () => {
    const kinds = Object.keys(steps) as Step[];
    const early: Step[] = ['goToPay', 'pay', 'hear', 'follow', 'approve'];
    const some = fc.array(fc.constantFrom(...kinds, ...early, ...early), { minLength: 3, maxLength: 14 });
    await fc.assert(
      fc.asyncProperty(some, async (order) => {
        const world = await begin();
        await play(world, 'goToPay', ...order);
        await comeToRest(world);
        await check(world);
      }),
      { numRuns: Math.ceil(measures.paymentOrders / 2), endOnFailure: true },
    );
  });

  const reserve: Step[] = ['goToPay', 'pay', 'hear', 'follow'];

  test('asks the host once the guest has paid, takes nothing before, and confirms once it is taken', async () => {
    const world = await begin();
    await play(world, ...reserve);
    const { booking } = await bookingOf(world);
    const [payment] = await rowsOf(world);
    expect(booking.status).toBe('pending_approval');
    expect(payment).toMatchObject({ state: 'reserved', reservedMinor: price, capturedMinor: 0, aim: null });
    expect(presentHostMoney(await bookingOf(world), now)?.reservation).toBe('held');
    await play(world, 'approve');
    expect(await statusOf(world)).toBe('pending_payment');
    expect(presentGuestMoney(await bookingOf(world), now)?.reservation).toBe('being_taken');
    await play(world, 'follow');
    expect(await statusOf(world)).toBe('confirmed');
    expect(await rowsOf(world)).toMatchObject([{ state: 'paid', reservedMinor: 0, keptMinor: price }]);
    expect(await newsOf(world)).toEqual(['payment_reserved', 'payment_received']);
    expect((await linesOf(world)).map(({ kind }) => kind)).toEqual(['reserved', 'captured']);
    expect(await timelineOf(world)).toEqual(['pending_payment', 'pending_approval', 'approved', 'confirmed']);
    await check(world);
  });

  test.each(['decline', 'guestCancels', 'hostCancels'] as const)(
    'is released when the booking ends (%s), and its guest is told that nothing was charged',
    async (end) => {
      const world = await begin();
      await play(world, ...reserve, end);
      const onItsWay = () =>
        withTenant(db, world.tenant.tenantId, (tx) => hasMoneyOnItsWay(tx, world.tenant.tenantId));
      expect(await onItsWay()).toBe(true);
      await play(world, 'follow');
      await play(world, 'follow');
      expect(await onItsWay()).toBe(false);
      expect(await rowsOf(world)).toMatchObject([{ state: 'closed', reservedMinor: 0, capturedMinor: 0 }]);
      expect(await newsOf(world)).toEqual(['payment_reserved', 'payment_released']);
      const isOfTaking = (path: string) => new RegExp(vendor.paths.capture).test(path);
      const intents = (await seenOf(world)).map(({ chargeId }) => chargeId ?? '');
      const taken = (await vendor.writes()).filter(
        ({ path }) => isOfTaking(path) && intents.some((id) => path.includes(id)),
      );
      expect(taken).toEqual([]);
      await check(world);
    },
  );

  test('is asked for half a day before it runs out, however long the link leaves its host', async () => {
    const world = await begin({ approvalDeadlineHours: 144 });
    await play(world, ...reserve);
    const [payment] = await rowsOf(world);
    const { booking } = await bookingOf(world);
    expect(booking.approveBy).toBeLessThanOrEqual((payment?.captureBefore ?? 0) - 12 * hourMs);
    expect(booking.approveBy).toBe(now + 144 * hourMs);
    await comeToRest(world);
    expect(await statusOf(world)).toBe('expired');
    await check(world);
  });

  test.each([
    ['whose host has longer than a reservation surely lasts', { approvalDeadlineHours: 145 }, 'at_once'],
    ['that begins within that time', { approvalDeadlineHours: 720, days: 5 }, 'on_approval'],
  ] as const)('is made or not for a booking %s', async (_, link, captures) => {
    expect(await rowsOf(await begin(link))).toMatchObject([{ captures }]);
  });

  test.each([
    ['ran out', ['eightDays'] as Step[]],
    ['was refused', ['refusesToTake'] as Step[]],
    ['was released by the owner', ['ownerReleases'] as Step[]],
  ])('that %s ends what was approved: nothing is taken, and guest and host are told', async (_, before) => {
    const world = await begin();
    await play(world, ...reserve, 'approve', ...before, 'follow', 'follow');
    expect(await statusOf(world)).toBe('expired');
    expect(await newsOf(world)).toEqual(['payment_reserved', 'payment_not_taken']);
    expect((await timelineOf(world)).at(-1)).toBe('payment_not_taken');
    await check(world);
  });

  test('that its owner has released at the vendor ends the request, and cannot be approved any more', async () => {
    const world = await begin();
    await play(world, ...reserve, 'ownerReleases', 'hear');
    const { tenantId } = world.tenant;
    const [payment] = await rowsOf(world);
    await world.activities.askAboutPayment({ tenantId, paymentId: payment?.id ?? '', now });
    expect(await refusalOf(approveBooking(asHost(world), world))).toBe('invalid_transition');
    await play(world, 'follow');
    expect(await statusOf(world)).toBe('expired');
    expect(await newsOf(world)).toEqual(['payment_reserved', 'payment_released']);
    await check(world);
  });

  test('of which there are two for one booking: the first one stands, the other is released', async () => {
    const world = await begin();
    await play(world, 'goToPay', 'secondPage', 'pay', 'pay', 'hear', 'follow', 'follow');
    await play(world, 'follow', 'follow');
    const states = (await rowsOf(world)).map(({ state }) => state);
    expect(states.toSorted()).toEqual(['closed', 'reserved']);
    expect(await statusOf(world)).toBe('pending_approval');
    await play(world, 'approve', 'follow');
    expect(await statusOf(world)).toBe('confirmed');
    await check(world);
  });

  test('that comes after the time was released has it again while it is free', async () => {
    const world = await begin();
    await play(world, 'goToPay', 'secondPage', 'holdEnds', 'follow', 'follow');
    expect(await statusOf(world)).toBe('expired');
    await play(world, 'pay', 'hear', 'follow', 'hear', 'follow');
    expect(await statusOf(world)).toBe('pending_approval');
    await play(world, 'approve', 'follow');
    await check(world);
  });

  test('of a request that its host moves stays, and its deadline with it', async () => {
    const world = await begin();
    await play(world, ...reserve);
    const { approveBy } = (await bookingOf(world)).booking;
    await play(world, 'moves');
    const { booking } = await bookingOf(world);
    expect([booking.status, booking.startsAt, booking.approveBy]).toEqual([
      'pending_approval',
      world.start + 2 * hourMs,
      approveBy,
    ]);
    await approveBooking(asHost(world), { ...world, start: booking.startsAt });
    await play(world, 'follow');
    expect(await statusOf(world)).toBe('confirmed');
    await check(world);
  });

  test('that is being taken says why it is not yet, and is taken once though answers are lost', async () => {
    const world = await begin();
    await play(world, ...reserve, 'approve', 'losesAnswer', 'follow');
    expect(await rowsOf(world)).toMatchObject([{ state: 'reserved', aim: 'capture', failures: 1 }]);
    expect((await rowsOf(world))[0]?.failure).not.toBeNull();
    await play(world, 'someMinutes', 'follow');
    expect(await rowsOf(world)).toMatchObject([{ state: 'paid', capturedMinor: price, failure: null }]);
    await check(world);
  });

  test('that is cancelled while it is taken goes back in full: nothing is kept for what does not take place', async () => {
    const world = await begin();
    await play(world, ...reserve, 'approve', 'losesAnswer', 'follow', 'guestCancels');
    await comeToRest(world);
    expect(await rowsOf(world)).toMatchObject([
      { state: 'paid', capturedMinor: price, refundedMinor: price },
    ]);
    await check(world);
  });
});

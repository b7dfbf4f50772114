import { and, eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { links } from '#db/schema/link.ts';
import { payments, refunds } from '#db/schema/payment.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import type { Currency } from '#domain/money/currencies.ts';
import { refundPolicyProblems } from '#domain/payment/refund-policy.ts';
import type { RefundPolicy } from '#domain/payment/types.ts';
import type { VendorPayment } from '#domain/payment/vendor.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { measures } from '#scripts/testing/env.ts';
import { bookLink } from '#services/booking/book-link.ts';
import { cancelBooking } from '#services/booking/cancel-booking.ts';
import { presentGuestBooking } from '#services/booking/read/present-booking.ts';
import { readBooking } from '#services/booking/read/read-booking.ts';
import { rescheduleBooking } from '#services/booking/reschedule-booking.ts';
import { contextAt, guestDetails, guestOf, ownerOf } from '#services/booking/testing/requests.ts';
import { connectSilentAccount, sayOfPayment } from '#services/payment/testing/paid.ts';
import { createSecretBox } from '#services/secrets.ts';
import { refundPayment } from './host/refund-payment.ts';
import { settlePayments } from './settle-payments.ts';

const hourMs = 3_600_000;
const stepMs = hourMs / 2;
const secrets = createSecretBox([{ id: 'k1', key: Buffer.alloc(32, 1) }]);
/** Smallest and largest price, and what amounts are multiples of. */
const amounts: Readonly<Partial<Record<Currency, readonly [number, number, number]>>> = {
  VND: [13_500, 99_999_999, 1],
  JPY: [80, 9_999_999, 1],
  KWD: [300, 9_999_990, 10],
  ISK: [150, 999_999, 1],
  UGX: [4_000, 999_999, 1],
  EUR: [50, 9_999_999, 1],
  USD: [50, 9_999_999, 1],
};
const rangeOf = (currency: Currency): readonly [number, number, number] =>
  amounts[currency] ?? [50, 5_000, 1];
/** The nights in which clocks change in New York and in Berlin, both ways. */
const changesOfClocks = [
  '2027-03-14T07:00Z',
  '2027-11-07T06:00Z',
  '2027-03-28T01:00Z',
  '2027-10-31T01:00Z',
].map((text) => Date.parse(text));

const aStart = fc.oneof(
  fc.integer({ min: 0, max: 17_000 }).map((steps) => Date.UTC(2027, 1, 1) + steps * stepMs),
  fc
    .tuple(fc.constantFrom(...changesOfClocks), fc.integer({ min: -60, max: 120 }))
    .map(([night, steps]) => night + steps * stepMs),
);

const someTiers = (currency: Currency, priceMinor: number): fc.Arbitrary<RefundPolicy> => {
  const [, , step] = rangeOf(currency);
  const fee = fc.integer({ min: 0, max: Math.floor(priceMinor / step / 4) }).map((steps) => steps * step);
  const rule = fc.record({
    hours: fc.oneof(fc.constantFrom(0, 1, 24, 25, 48, 168), fc.integer({ min: 0, max: 1_000 })),
    share: fc.oneof(fc.constantFrom(10_000, 5_000, 3_333), fc.integer({ min: 0, max: 10_000 })),
    fee: fc.oneof(fc.constant(0), fee),
  });
  return fc.uniqueArray(rule, { maxLength: 5, selector: ({ hours }) => hours }).map((drawn) => {
    const shares = drawn.map(({ share }) => share).toSorted((a, b) => b - a);
    const tiers = drawn
      .toSorted((a, b) => b.hours - a.hours)
      .map(({ hours, fee: feeMinor }, index) => ({
        minHoursBefore: hours,
        refundBasisPoints: shares[index] ?? 0,
        feeMinor,
      }));
    // What links refuse nobody agrees to.
    const isTaken = refundPolicyProblems(tiers, { amountMinor: priceMinor, currency }).length === 0;
    return isTaken ? tiers : tiers.map((tier) => ({ ...tier, feeMinor: 0 }));
  });
};

/** Between two moments: anywhere, or to the millisecond at the boundary of a tier. */
const aMoment = fc.record({
  share: fc.double({ min: 0, max: 1, noNaN: true }),
  boundary: fc.option(fc.record({ tier: fc.nat({ max: 4 }), off: fc.constantFrom(-1, 0, 0, 1) })),
});
type Moment = { share: number; boundary: { tier: number; off: number } | null };

/** Half of all have none. */
const sometimes = <Item>(item: fc.Arbitrary<Item>, most: number): fc.Arbitrary<Item[]> =>
  fc.oneof(fc.constant<Item[]>([]), fc.array(item, { minLength: 1, maxLength: most }));

const someCase = fc.constantFrom(...(Object.keys(amounts) as Currency[])).chain((currency) => {
  const [least, most, step] = rangeOf(currency);
  const price = fc.oneof(
    fc.integer({ min: Math.ceil(least / step), max: Math.floor(most / step) }),
    fc.integer({ min: Math.ceil(least / step), max: Math.ceil(least / step) + 500 }),
  );
  return price.chain((steps) =>
    fc.record({
      currency: fc.constant(currency),
      priceMinor: fc.constant(steps * step),
      tiers: someTiers(currency, steps * step),
      start: aStart,
      bookedBefore: fc.integer({ min: 1, max: 80 * 24 }),
      timeZone: fc.constantFrom('America/New_York', 'Europe/Berlin', 'Asia/Ho_Chi_Minh', 'UTC'),
      /** Shares of what is left that hosts give back before, and what becomes of each. */
      given: sometimes(
        fc.record({
          share: fc.double({ min: 0.001, max: 1, noNaN: true }),
          end: fc.constantFrom('owed', 'pending', 'succeeded', 'succeeded', 'failed' as const),
        }),
        3,
      ),
      moves: sometimes(
        fc.record({
          at: aMoment,
          by: fc.constantFrom('guest', 'guest', 'host' as const),
          steps: fc.integer({ min: -96, max: 480 }),
        }),
        2,
      ),
      cancels: aMoment,
      by: fc.constantFrom('guest', 'guest', 'guest', 'host' as const),
    }),
  );
});
type Case = typeof someCase extends fc.Arbitrary<infer Value> ? Value : never;

let db: Database;
beforeAll(() => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 8 });
});
afterAll(() => closeDatabase(db));

/** Hosts of its own: what one case does is in no other's way. */
type Lane = { tenant: TestTenant; linkId: string; slug: string };

const openLane = async (): Promise<Lane> => {
  const tenant = await createTestTenant(db);
  await connectSilentAccount(db, secrets, tenant, Date.UTC(2026, 5, 1));
  const { id: linkId, slug } = await createTestLink(db, tenant, { reminderMinutes: [] });
  return { tenant, linkId, slug };
};

/** The rule once more, in whole numbers without a fraction between. */
const owedTo = (
  { tiers, currency, priceMinor }: Case,
  { deadlinesFrom, at, before }: { deadlinesFrom: number; at: number; before: number },
): number => {
  const tier = tiers.find(({ minHoursBefore }) => at <= deadlinesFrom - minHoursBefore * hourMs);
  if (tier === undefined) return 0;
  const step = BigInt(rangeOf(currency)[2]);
  const share = BigInt(priceMinor) * BigInt(tier.refundBasisPoints);
  const rounded = ((2n * share + step * 10_000n) / (step * 20_000n)) * step;
  const due = Math.max(0, Number(rounded) - tier.feeMinor) - before;
  return Math.max(0, Math.min(due, priceMinor - before));
};

type Course = { startsAt: number; deadlinesFrom: number; at: number };

const momentOf = ({ tiers }: Case, { share, boundary }: Moment, course: Course): number => {
  const tier = boundary === null ? undefined : tiers[boundary.tier];
  const last = course.startsAt - 1;
  const drawn =
    tier === undefined || boundary === null
      ? course.at + Math.floor(share * (last - course.at))
      : course.deadlinesFrom - tier.minHoursBefore * hourMs + boundary.off;
  return Math.min(last, Math.max(course.at, drawn));
};

/** The deadlines after a move: a late guest keeps the earlier start, and no host brings a deadline forward. */
const deadlinesAfter = ({ tiers }: Case, by: 'guest' | 'host', course: Course, start: number): number => {
  const { deadlinesFrom, at } = course;
  if (by === 'host') return Math.max(deadlinesFrom, start);
  const best = tiers[0];
  const isLate = best !== undefined && at > deadlinesFrom - best.minHoursBefore * hourMs;
  return isLate ? Math.min(deadlinesFrom, start) : start;
};

const contexts = ({ tenant }: Lane, bookingId: string) => {
  const { tenantId } = tenant;
  return {
    guest: (now: number) => contextAt(db, { tenantId, now }, { actor: guestOf(bookingId) }),
    host: (now: number) => contextAt(db, { tenantId, now }, { actor: ownerOf(tenant) }),
  };
};

const bookAndPay = async ({ tenant, linkId, slug }: Lane, given: Case) => {
  const { tenantId } = tenant;
  const { priceMinor, currency, tiers, start, timeZone } = given;
  const now = start - given.bookedBefore * hourMs;
  await withTenant(db, tenantId, (tx) =>
    tx.update(links).set({ priceMinor, currency, refundPolicy: tiers }).where(eq(links.id, linkId)),
  );
  const { booking } = await bookLink(contextAt(db, { tenantId, now }), {
    address: { username: tenant.hosts[0]?.username ?? '', slug },
    start,
    durationMinutes: 30,
    details: guestDetails({ timeZone }),
    heldBookingId: null,
  });
  const [payment] = await withTenant(db, tenantId, (tx) =>
    tx
      .select({ id: payments.id })
      .from(payments)
      .where(and(eq(payments.tenantId, tenantId), eq(payments.bookingId, booking.id))),
  );
  const key = { tenantId, paymentId: payment?.id ?? '' };
  await sayOfPayment(db, { ...key, now });
  await settlePayments(db, { tenantId, bookingId: booking.id, workflowRunId: 'run', now });
  return { bookingId: booking.id, paymentId: key.paymentId };
};

/** Hosts give parts back; answers what is promised by that. */
const giveParts = async (
  lane: Lane,
  given: Case,
  { bookingId, paymentId, at }: { bookingId: string; paymentId: string; at: number },
): Promise<number> => {
  const { tenantId } = lane.tenant;
  const step = rangeOf(given.currency)[2];
  const seen: VendorPayment['refunds'][number][] = [];
  let promised = 0;
  for (const [index, { share, end }] of given.given.entries()) {
    const amountMinor = Math.floor(((given.priceMinor - promised) * share) / step) * step;
    if (amountMinor === 0) continue;
    const asked = await refundPayment(contexts(lane, bookingId).host(at), { paymentId, amountMinor });
    const id = asked.refunds.at(-1)?.id ?? '';
    if (end !== 'failed') promised += amountMinor;
    if (end === 'owed') continue;
    const key = `everslot:${tenantId}:refund:${id}:0`;
    const failure = end === 'failed' ? ('declined' as const) : null;
    seen.push({ refundId: `re_${index}_${id}`, key, amountMinor, state: end, failure });
    await sayOfPayment(db, { tenantId, paymentId, now: at }, { refunds: [...seen] });
  }
  return promised;
};

/** Of one booking: what it says before, what is owed after, and what the rule gives. */
const preview = async (lane: Lane, given: Case) => {
  const { bookingId, paymentId } = await bookAndPay(lane, given);
  const as = contexts(lane, bookingId);
  const course: Course = {
    startsAt: given.start,
    deadlinesFrom: given.start,
    at: given.start - given.bookedBefore * hourMs + 1_000,
  };
  const before = await giveParts(lane, given, { bookingId, paymentId, at: course.at });
  for (const { at, by, steps } of given.moves) {
    course.at = momentOf(given, at, course);
    const earliest = Math.ceil((course.at + 1) / stepMs) * stepMs;
    const start = Math.max(earliest, course.startsAt + steps * stepMs);
    if (start === course.startsAt) continue;
    await rescheduleBooking(as[by](course.at), { bookingId, start });
    course.deadlinesFrom = deadlinesAfter(given, by, course, start);
    course.startsAt = start;
  }
  const at = momentOf(given, given.cancels, course);
  const loaded = await readBooking(as.guest(at), bookingId);
  const told = presentGuestBooking(loaded, at).payment?.ifCancelled?.amountMinor;
  await cancelBooking(as[given.by](at), { bookingId });
  const { tenantId } = lane.tenant;
  const owed = await withTenant(db, tenantId, (tx) =>
    tx
      .select({ amountMinor: refunds.amountMinor })
      .from(refunds)
      .where(
        and(eq(refunds.tenantId, tenantId), eq(refunds.paymentId, paymentId), eq(refunds.key, 'cancel')),
      ),
  );
  const { deadlinesFrom } = course;
  return {
    told,
    owed: owed.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    byRule: owedTo(given, { deadlinesFrom, at, before }),
    whole: given.priceMinor - before,
  };
};

const laneCount = 4;
/** Bookings that one organisation is given before another one is made. */
const perTenant = 100;

test('what a guest is told they get back is, to the minor unit, what is owed once they cancel at that moment; a host who cancels owes all that is left', async () => {
  const seed = Date.now() % 2 ** 31;
  const cases = fc.sample(someCase, { numRuns: measures.refundPreviews, seed });
  const queue = [...cases.entries()];
  const lane = async (): Promise<void> => {
    for (let done = 0, own = await openLane(); ; done += 1) {
      const [index, given] = queue.shift() ?? [];
      if (index === undefined || given === undefined) return;
      if (done % perTenant === perTenant - 1) own = await openLane();
      const { told, owed, byRule, whole } = await preview(own, given).catch((cause: unknown) => {
        throw new Error(`seed ${seed}, ${JSON.stringify(given)}`, { cause });
      });
      const about = `seed ${seed}, case ${index}: ${JSON.stringify(given)}`;
      expect({ told, owed }, about).toEqual({ told: byRule, owed: given.by === 'guest' ? byRule : whole });
    }
  };
  await Promise.all(Array.from({ length: laneCount }, lane));
}, 3_600_000);

import { randomUUID } from 'node:crypto';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { and, asc, eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { auditLog } from '#db/schema/audit.ts';
import { integrations } from '#db/schema/integration.ts';
import { notifications } from '#db/schema/notification.ts';
import { disputes, paymentFindings, payments, reconciliations, refunds } from '#db/schema/payment.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import { netOf } from '#domain/payment/reconciliation.ts';
import { type PaymentHarness, paymentHarnesses } from '#providers/payment/contract-harness.ts';
import type { PaymentClient } from '#providers/payment/port.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { measures } from '#scripts/testing/env.ts';
import { openCheckout } from '#services/booking/payment/open-checkout.ts';
import { contextAt, guestOf, ownerOf, refusalOf } from '#services/booking/testing/requests.ts';
import { dismissPaymentFinding } from '#services/payment/reconciliation/dismiss-finding.ts';
import { listPaymentFindings } from '#services/payment/reconciliation/list-findings.ts';
import {
  getReconciliation,
  listReconciliations,
} from '#services/payment/reconciliation/list-reconciliations.ts';
import { reconcilePayments } from '#services/payment/reconciliation/reconcile-payments.ts';
import { createReconciliationActivities } from './reconciliation.ts';
import { bookPriced, connectKey, openPaymentActivities, signer } from './testing/till.ts';

const price = 2_500;
/** Failures that a test asks for are not told. */
const quiet = new DefaultLogger('ERROR');
const hourMs = 3_600_000;

let db: Database;
let vendor: PaymentHarness;
let now = Date.now();

beforeAll(async () => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 4 });
  vendor = await paymentHarnesses.stripe();
});
afterAll(async () => {
  await vendor.stop();
  await closeDatabase(db);
});
beforeEach(() => vendor.reset());

type World = {
  tenant: TestTenant;
  slug: string;
  integrationId: string;
  client: PaymentClient;
  slots: number;
};

/** A tenant that takes payments at the vendor's one account, which others may share. */
const open = async (): Promise<World> => {
  now = Date.now();
  const tenant = await createTestTenant(db);
  const { provider } = vendor;
  const integrationId = await connectKey(db, tenant, { provider, key: vendor.keys.test, now });
  const link = await createTestLink(db, tenant, {
    priceMinor: price,
    currency: 'USD',
    refundPolicy: [],
    holdMinutes: 10,
    reminderMinutes: [],
  });
  const client = provider.open({ kind: 'own_key', key: vendor.keys.test }, async () => undefined);
  return { tenant, slug: link.slug, integrationId, client, slots: 0 };
};

const createActivities = () => {
  const { deps, ...activities } = openPaymentActivities(db, vendor.provider);
  return { ...activities, ...createReconciliationActivities(deps) };
};

const rowsOf = ({ tenant: { tenantId } }: World) =>
  withTenant(db, tenantId, (tx) => tx.select().from(payments).orderBy(asc(payments.id)));
const findingsOf = ({ tenant: { tenantId } }: World) =>
  withTenant(db, tenantId, (tx) => tx.select().from(paymentFindings).orderBy(asc(paymentFindings.id)));
const asOwner = ({ tenant }: World) =>
  contextAt(db, { tenantId: tenant.tenantId, now }, { actor: ownerOf(tenant) });
const runsOf = ({ tenant: { tenantId } }: World) =>
  withTenant(db, tenantId, (tx) => tx.select().from(reconciliations).orderBy(asc(reconciliations.startedAt)));

type Paid = { paymentId: string; checkoutId: string; bookingId: string };

/** A booking whose guest has gone to the page where they pay, and has paid, of which nobody has heard. */
const payUnheard = async (world: World): Promise<Paid> => {
  const { tenant, slug } = world;
  const { tenantId } = tenant;
  world.slots += 1;
  const start = Math.ceil(now / hourMs) * hourMs + (72 + world.slots) * hourMs;
  const bookingId = await bookPriced(db, tenant, { slug, start, now });
  await openCheckout(
    contextAt(db, { tenantId, now }, { actor: guestOf(bookingId) }),
    {
      signer,
      publicUrl: 'http://localhost',
      askForPage: (_key, request) => world.client.openCheckout(request),
    },
    { bookingId },
  );
  const [page] = await vendor.checkoutsOf(bookingId);
  const checkoutId = page?.checkoutId ?? '';
  await vendor.pay(checkoutId);
  const row = (await rowsOf(world)).find((each) => each.bookingId === bookingId);
  return { paymentId: row?.id ?? '', checkoutId, bookingId };
};

/** The same, and it was heard of. */
const pay = async (world: World): Promise<Paid & { chargeId: string }> => {
  const paid = await payUnheard(world);
  const { tenantId } = world.tenant;
  await createActivities().askAboutPayment({ tenantId, paymentId: paid.paymentId, now });
  const row = (await rowsOf(world)).find(({ id }) => id === paid.paymentId);
  return { ...paid, chargeId: row?.chargeId ?? '' };
};

const page = (
  world: World,
  about: { key: string; paymentId: string; bookingId: string; tenantId?: string },
) =>
  world.client.openCheckout({
    key: about.key,
    reference: {
      tenantId: about.tenantId ?? world.tenant.tenantId,
      paymentId: about.paymentId,
      bookingId: about.bookingId,
    },
    amount: { amountMinor: price, currency: 'USD' },
    title: 'Call',
    guestEmail: 'an@example.com',
    locale: 'en',
    expiresAt: Date.now() + 40 * 60_000,
    returnUrl: 'http://localhost',
    cancelUrl: 'http://localhost',
  });

const compare = async (
  { tenant: { tenantId } }: World,
  reconciliationId: string,
  at = now,
): Promise<void> => {
  const { compareWithVendor } = createActivities();
  await new MockActivityEnvironment(undefined, { logger: quiet }).run(compareWithVendor, {
    tenantId,
    reconciliationId,
    now: at,
  });
};

/** One reconciliation, from its beginning to its end. */
const reconcile = async (world: World) => {
  now = Math.max(now + 1_000, Date.now() + 1_000);
  await reconcilePayments(asOwner(world));
  const id = (await runsOf(world)).at(-1)?.id ?? '';
  await compare(world, id);
  return getReconciliation(asOwner(world), { reconciliationId: id });
};

type Expected = { kind: string; externalId: string; net: number };

/** Damage on either side, each with what must be listed of it after everything that can be healed was. */
const damages: Record<string, (world: World) => Promise<Expected[]>> = {
  nothing: async (world) => {
    await pay(world);
    return [];
  },
  lostMessage: async (world) => {
    await payUnheard(world);
    return [];
  },
  lostAnswer: async (world) => {
    const { bookingId, paymentId } = await pay(world);
    const second = await page(world, { key: `second-${bookingId}`, paymentId, bookingId });
    await vendor.pay(second.checkout.checkoutId);
    return [];
  },
  refundByHand: async (world) => {
    const { chargeId } = await pay(world);
    await vendor.refundByHand(chargeId, 700);
    return [];
  },
  lostDispute: async (world) => {
    const { chargeId } = await pay(world);
    await vendor.endDispute(await vendor.dispute(chargeId), 'lost');
    return [];
  },
  openDispute: async (world) => {
    const { chargeId } = await pay(world);
    await vendor.dispute(chargeId);
    return [];
  },
  rewritten: async (world) => {
    const { chargeId } = await pay(world);
    await vendor.rewrite(chargeId, price + 900);
    return [{ kind: 'amount_differs', externalId: chargeId, net: 900 }];
  },
  forgotten: async (world) => {
    const { chargeId, checkoutId } = await pay(world);
    await vendor.forget(checkoutId);
    return [{ kind: 'missing_at_vendor', externalId: chargeId, net: -price }];
  },
  takenByHand: async () => {
    const chargeId = await vendor.takeByHand({ key: vendor.keys.test, amount: 4_200, currency: 'usd' });
    return [{ kind: 'unknown_payment', externalId: chargeId, net: 4_200 }];
  },
  lostRow: async (world) => {
    const made = await page(world, {
      key: `lost-${randomUUID()}`,
      paymentId: newId('payment'),
      bookingId: newId('booking'),
    });
    await vendor.pay(made.checkout.checkoutId);
    const { chargeId } = await world.client.readPayment(made.checkout.checkoutId);
    return [{ kind: 'unknown_payment', externalId: chargeId ?? '', net: price }];
  },
  ofAnother: async (world) => {
    const made = await page(world, {
      key: `other-${randomUUID()}`,
      tenantId: newId('tenant'),
      paymentId: newId('payment'),
      bookingId: newId('booking'),
    });
    await vendor.pay(made.checkout.checkoutId);
    return [];
  },
};

const sortedBy = <Item extends { kind: string; externalId: string }>(items: readonly Item[]): Item[] =>
  items.toSorted((a, b) => `${a.externalId}${a.kind}`.localeCompare(`${b.externalId}${b.kind}`));

describe('a reconciliation', () => {
  test('heals what can be healed of any damage and lists the rest exactly once; a second one changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...Object.keys(damages)), { minLength: 3, maxLength: 9 }),
        async (chosen) => {
          await vendor.reset();
          const world = await open();
          const expected: Expected[] = [];
          for (const name of chosen) expected.push(...((await damages[name]?.(world)) ?? []));
          const first = await reconcile(world);
          expect(first).toMatchObject({ state: 'done', standing: expected.length, found: expected.length });
          const listed = await findingsOf(world);
          expect(sortedBy(listed).map(({ kind, externalId }) => ({ kind, externalId }))).toEqual(
            sortedBy(expected).map(({ kind, externalId }) => ({ kind, externalId })),
          );
          // What is listed is all that the books differ by.
          const apart = first.totals.map(({ ours, theirs }) => theirs.netMinor - ours.netMinor);
          expect(apart.reduce((sum, net) => sum + net, 0)).toBe(
            expected.reduce((sum, { net }) => sum + net, 0),
          );
          const before = await rowsOf(world);
          const second = await reconcile(world);
          expect(second).toMatchObject({ state: 'done', healed: 0, found: 0, standing: expected.length });
          expect(second.totals).toEqual(first.totals);
          const after = await findingsOf(world);
          const lasting = (finding: (typeof after)[number]) => ({ ...finding, seenIn: '' });
          expect(after.map(lasting)).toEqual(listed.map(lasting));
          const still = (row: (typeof before)[number]) => ({ ...row, askAt: null, updatedAt: 0 });
          expect((await rowsOf(world)).map(still)).toEqual(before.map(still));
        },
      ),
      { numRuns: Math.max(6, Math.floor(measures.paymentOrders / 4)) },
    );
  }, 600_000);

  test('shows by day and currency that the books agree', async () => {
    const world = await open();
    await pay(world);
    const { chargeId } = await payUnheard(world).then(() => pay(world));
    await vendor.refundByHand(chargeId, 700);
    const { totals, healed } = await reconcile(world);
    expect(healed).toBe(2);
    expect(totals).toHaveLength(1);
    const [total] = totals;
    expect(total?.ours).toEqual({ capturedMinor: 7_500, refundedMinor: 700, lostMinor: 0, netMinor: 6_800 });
    expect(total?.theirs).toEqual(total?.ours);
    expect(netOf(total?.ours ?? { capturedMinor: 0, refundedMinor: 0, lostMinor: 0 })).toBe(6_800);
  });

  test('lists a difference no more once it is right again, and lists it anew when it is wrong again', async () => {
    const world = await open();
    const { chargeId } = await pay(world);
    await vendor.rewrite(chargeId, 900);
    await reconcile(world);
    const [found] = await findingsOf(world);
    expect(found).toMatchObject({
      kind: 'amount_differs',
      oursMinor: price,
      theirsMinor: 900,
      healedAt: null,
    });
    await vendor.rewrite(chargeId, price);
    expect(await reconcile(world)).toMatchObject({ healed: 1, standing: 0 });
    expect((await findingsOf(world))[0]?.healedAt).not.toBeNull();
    await vendor.rewrite(chargeId, 900);
    expect(await reconcile(world)).toMatchObject({ found: 1, standing: 1 });
    expect(await findingsOf(world)).toMatchObject([{ id: found?.id, healedAt: null }]);
  });

  test('tells owners and admins once of each reconciliation that finds something new', async () => {
    const world = await open();
    const told = () =>
      withTenant(db, world.tenant.tenantId, (tx) =>
        tx
          .select({ key: notifications.key, details: notifications.details })
          .from(notifications)
          .where(eq(notifications.template, 'payments_differ')),
      );
    await reconcile(world);
    expect(await told()).toEqual([]);
    await vendor.takeByHand({ key: vendor.keys.test, amount: 100, currency: 'usd' });
    await vendor.takeByHand({ key: vendor.keys.test, amount: 200, currency: 'usd' });
    const { id } = await reconcile(world);
    expect(await told()).toEqual([{ key: `payments_differ/${id}`, details: { differences: 2 } }]);
    await reconcile(world);
    expect(await told()).toHaveLength(1);
  });

  test('leaves what somebody has dismissed until it is another', async () => {
    const world = await open();
    const chargeId = await vendor.takeByHand({ key: vendor.keys.test, amount: 4_200, currency: 'usd' });
    await reconcile(world);
    const { items } = await listPaymentFindings(asOwner(world), { limit: 10, state: 'open' });
    const paymentFindingId = items[0]?.id ?? '';
    expect(items).toMatchObject([{ kind: 'unknown_payment', externalId: chargeId, theirsMinor: 4_200 }]);
    const dismissed = await dismissPaymentFinding(asOwner(world), { paymentFindingId });
    expect(dismissed).toMatchObject({ state: 'dismissed', dismissedBy: { id: world.tenant.hosts[0]?.id } });
    expect(await refusalOf(dismissPaymentFinding(asOwner(world), { paymentFindingId }))).toBe(
      'attention_settled',
    );
    expect(await reconcile(world)).toMatchObject({ found: 0, standing: 0 });
    await vendor.refundByHand(chargeId, 200);
    expect(await reconcile(world)).toMatchObject({ found: 1, standing: 1 });
    await vendor.refundByHand(chargeId, 4_000);
    expect(await reconcile(world)).toMatchObject({ standing: 0 });
    expect((await listPaymentFindings(asOwner(world), { limit: 10, state: 'healed' })).items).toHaveLength(1);
  });

  test('goes on where it was when the vendor was away, and reads nothing twice', async () => {
    const world = await open();
    await payUnheard(world);
    now = Date.now() + 1_000;
    await reconcilePayments(asOwner(world));
    const id = (await runsOf(world))[0]?.id ?? '';
    await vendor.fault({ path: '^/v1/refunds$', method: 'GET', status: 500, times: 1 });
    await expect(compare(world, id)).rejects.toMatchObject({ kind: 'unavailable' });
    const [failing] = await runsOf(world);
    expect(failing).toMatchObject({ state: 'running', failure: 'unavailable', failures: 1 });
    expect(failing?.tryAt).toBeGreaterThan(now);
    await vendor.clearFaults();
    await compare(world, id);
    const detail = await getReconciliation(asOwner(world), { reconciliationId: id });
    expect(detail).toMatchObject({ state: 'done', failure: null, read: 2, healed: 1 });
    expect(detail.totals[0]?.theirs.capturedMinor).toBe(price);
  });

  test('ends when access is lost for good, and the next one begins anew', async () => {
    const world = await open();
    await vendor.revoke(vendor.keys.test);
    now = Date.now() + 1_000;
    await reconcilePayments(asOwner(world));
    const id = (await runsOf(world))[0]?.id ?? '';
    await expect(compare(world, id)).rejects.toMatchObject({ kind: 'revoked' });
    expect(await runsOf(world)).toMatchObject([{ state: 'failed', failure: 'credentials_refused' }]);
    await vendor.restore(vendor.keys.test);
  });

  test('is begun once while one is under way, and only where an account takes payments', async () => {
    const world = await open();
    await reconcilePayments(asOwner(world));
    await reconcilePayments(asOwner(world));
    expect((await listReconciliations(asOwner(world), { limit: 10 })).items).toHaveLength(1);
    const entries = await withTenant(db, world.tenant.tenantId, (tx) =>
      tx.$count(auditLog, eq(auditLog.action, 'reconciliation.begin')),
    );
    expect(entries).toBe(1);
    const without = await createTestTenant(db);
    const stranger = contextAt(db, { tenantId: without.tenantId, now }, { actor: ownerOf(without) });
    expect(await refusalOf(reconcilePayments(stranger))).toBe('not_found');
  });

  test('is begun at night, once for each account, at a moment of its own', async () => {
    const world = await open();
    const { tenantId } = world.tenant;
    await withTenant(db, tenantId, (tx) =>
      tx
        .update(integrations)
        .set({ connectedAt: now - 48 * hourMs })
        .where(eq(integrations.id, world.integrationId)),
    );
    const { startReconciliations } = createActivities();
    const startAll = async (at: number): Promise<void> => {
      for (let after: string | null = ''; after !== null; )
        after = (await startReconciliations({ now: at, after })).after;
    };
    await startAll(now);
    expect(await runsOf(world)).toHaveLength(1);
    await startAll(now + 1_000);
    expect(await runsOf(world)).toHaveLength(1);
    await compare(world, (await runsOf(world))[0]?.id ?? '');
    const begun: number[] = [];
    for (let hour = 1; hour <= 24; hour += 1) {
      await startAll(now + hour * hourMs);
      begun.push((await runsOf(world)).length);
    }
    expect(begun.at(-1)).toBe(2);
  });
});

describe('the sweep of payments', () => {
  const quietMs = 6 * 60_000;
  const sweep = async (at: number): Promise<void> => {
    const { sweepPayments } = createActivities();
    const swept = async (): Promise<Awaited<ReturnType<typeof sweepPayments>>> =>
      new MockActivityEnvironment(undefined, { logger: quiet }).run(sweepPayments, { now: at });
    while (!(await swept()).isDone);
  };
  const paymentOf = async (world: World, paymentId: string) =>
    (await rowsOf(world)).find(({ id }) => id === paymentId);

  test('has asked about what was paid though message and follower were lost, and about nothing that is final', async () => {
    const world = await open();
    const final = await pay(world);
    await withTenant(db, world.tenant.tenantId, (tx) =>
      tx.update(payments).set({ settledAt: now }).where(eq(payments.id, final.paymentId)),
    );
    const { paymentId } = await payUnheard(world);
    await withTenant(db, world.tenant.tenantId, (tx) =>
      tx.update(payments).set({ askAt: null }).where(eq(payments.id, paymentId)),
    );
    const later = now + 20 * 60_000;
    await sweep(later);
    expect((await paymentOf(world, paymentId))?.askAt).toBe(later);
    expect((await paymentOf(world, final.paymentId))?.askAt).toBeNull();
    await sweep(later + 60_000);
    expect((await paymentOf(world, paymentId))?.askAt).toBe(later);
  });

  test('has asked again for refunds that are owed and disputes that are open; what fails keeps its own next try', async () => {
    const world = await open();
    const [owed, disputed, failing] = [await pay(world), await pay(world), await pay(world)];
    await vendor.dispute(disputed.chargeId);
    const { tenantId } = world.tenant;
    const { askAboutPayment } = createActivities();
    await askAboutPayment({ tenantId, paymentId: disputed.paymentId, now });
    await withTenant(db, tenantId, async (tx) => {
      await tx.update(payments).set({ settledAt: now });
      await tx
        .update(payments)
        .set({ failure: 'timeout', failingSince: now, askAt: now + 7 * quietMs, settledAt: null })
        .where(eq(payments.id, failing.paymentId));
      await tx.insert(refunds).values({
        tenantId,
        id: newId('refund'),
        paymentId: owed.paymentId,
        key: 'test',
        amountMinor: 100,
        reason: 'late',
        state: 'owed',
        tryAt: now + 7 * quietMs,
        updatedAt: now,
      });
      await tx.update(disputes).set({ updatedAt: now });
    });
    const later = now + quietMs;
    await sweep(later);
    expect((await paymentOf(world, disputed.paymentId))?.askAt).toBe(later);
    expect((await paymentOf(world, failing.paymentId))?.askAt).toBe(now + 7 * quietMs);
    const [refund] = await withTenant(db, tenantId, (tx) =>
      tx
        .select()
        .from(refunds)
        .where(and(eq(refunds.tenantId, tenantId), eq(refunds.paymentId, owed.paymentId))),
    );
    expect(refund?.tryAt).toBe(later);
  });
});

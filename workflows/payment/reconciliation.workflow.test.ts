import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { integrations } from '#db/schema/integration.ts';
import { payments, reconciliations } from '#db/schema/payment.ts';
import { withTenant } from '#db/tenant.ts';
import { type OwnDatabase, openOwnDatabase } from '#scripts/testing/database.ts';
import { ownerOf } from '#services/booking/testing/requests.ts';
import { reconcilePayments } from '#services/payment/reconciliation/reconcile-payments.ts';
import { taskQueues } from '#workflows/policies.ts';
import { contextOf, keepHistory } from '#workflows/testing/harness.ts';
import { openPaymentLab, type PaymentLab } from '#workflows/testing/payment-lab.ts';

/** Of its own: sweeps go over the whole installation. */
let database: OwnDatabase;
const dayMs = 24 * 60 * 60_000;
/** For what happens in real time while the workflows' stands still. */
let { lab, vendor, money, integrationId, close } = {} as PaymentLab;

beforeAll(async () => {
  database = await openOwnDatabase();
  ({ lab, vendor, money, integrationId, close } = await openPaymentLab({
    databaseUrl: database.urls.appUrl,
  }));
});
afterAll(async () => {
  await close?.();
  await database.drop();
});
beforeEach(() => {
  lab.intercept.before = () => undefined;
  lab.calls.lost = () => false;
});

const runs = () =>
  withTenant(lab.db, lab.tenant.tenantId, (tx) =>
    tx.select().from(reconciliations).orderBy(asc(reconciliations.startedAt), asc(reconciliations.id)),
  );

/** Compares now; answers the reconciliation, which is under way. */
const begin = async (): Promise<string> => {
  await money.syncClock();
  await reconcilePayments(await contextOf(lab, ownerOf(lab.tenant)));
  await lab.called();
  return (await runs()).at(-1)?.id ?? '';
};

const start = (workflowType: string, workflowId: string) =>
  lab.env.client.workflow.execute(workflowType, {
    workflowId,
    taskQueue: taskQueues.bookings,
    args: [],
  });

describe('a reconciliation', () => {
  test('heals what nobody was told of, and ends', async () => {
    const bookingId = await money.book(await money.createLink());
    await vendor.pay(await money.goToPay(bookingId));
    // The vendor's clock has gone on meanwhile.
    await lab.env.sleep(60_000);
    const id = await begin();
    expect(await lab.ended(`reconciliation/${id}`)).toEqual({ state: 'done' });
    expect((await runs()).at(-1)).toMatchObject({ state: 'done', healed: 1, standing: 0, failure: null });
    const [payment] = (await money.read(bookingId)).payments;
    expect(payment).toMatchObject({ state: 'paid', capturedMinor: 2_500 });
    await keepHistory(lab, `reconciliation/${id}`, 'reconciliation-done');
  });

  test('goes on where it was after its vendor was away', async () => {
    await vendor.fault({ path: '^/v1/disputes$', method: 'GET', status: 503, times: 2 });
    const id = await begin();
    expect(await lab.ended(`reconciliation/${id}`)).toEqual({ state: 'done' });
    expect((await runs()).at(-1)).toMatchObject({ state: 'done', failures: 0, failure: null });
  });
});

describe('at night', () => {
  test('every account is compared once', async () => {
    await withTenant(lab.db, lab.tenant.tenantId, async (tx) =>
      tx
        .update(integrations)
        .set({ connectedAt: (await lab.env.currentTimeMs()) - 3 * dayMs })
        .where(eq(integrations.id, integrationId)),
    );
    await lab.env.sleep(dayMs);
    const before = (await runs()).length;
    expect(await start('reconciliationStart', 'reconciliation/test')).toEqual({ started: 1 });
    expect(await runs()).toHaveLength(before + 1);
    await lab.called();
    expect(await lab.ended(`reconciliation/${(await runs()).at(-1)?.id}`)).toEqual({ state: 'done' });
    await keepHistory(lab, 'reconciliation/test', 'reconciliation-start-begun');
  });
});

describe('the sweep', () => {
  test('has a payment asked about whose message and whose follower were lost', async () => {
    lab.calls.lost = ({ kind }) => kind === 'payment';
    const bookingId = await money.book(await money.createLink());
    await vendor.pay(await money.goToPay(bookingId));
    const { payments: unheard } = await money.read(bookingId);
    const paymentId = unheard[0]?.id ?? '';
    await withTenant(lab.db, lab.tenant.tenantId, (tx) =>
      tx.update(payments).set({ askAt: null }).where(eq(payments.id, paymentId)),
    );
    lab.calls.lost = () => false;
    // The booking holds its time meanwhile; nobody looks until the sweep does.
    await lab.env.sleep(20 * 60_000);
    await money.syncClock();
    await start('paymentSweep', 'payment/test');
    await lab.called();
    await expect.poll(async () => (await money.read(bookingId)).payments[0]?.state).toBe('paid');
    await keepHistory(lab, 'payment/test', 'payment-sweep-asked');
  });
});

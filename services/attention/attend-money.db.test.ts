import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { auditLog } from '#db/schema/audit.ts';
import { notifications } from '#db/schema/notification.ts';
import { disputes, paymentFindings, payments, reconciliations, refunds } from '#db/schema/payment.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestHost, type TestTenant } from '#db/testing/tenant.ts';
import type { MemberRole } from '#domain/member/types.ts';
import { paymentVendors } from '#domain/vendors.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { bookAsGuest, contextAt, refusalOf } from '#services/booking/testing/requests.ts';
import type { Actor, ServiceContext } from '#services/context.ts';
import { openPayment } from '#services/payment/open-payment.ts';
import { connectSilentAccount, sayOfPayment } from '#services/payment/testing/paid.ts';
import { createSecretBox } from '#services/secrets.ts';
import { dismissAttention } from './dismiss-attention.ts';
import { listAttention } from './list-attention.ts';
import { retryAttention } from './retry-attention.ts';

const secrets = createSecretBox([{ id: 'k1', key: Buffer.alloc(32, 1) }]);
const now = Date.UTC(2027, 2, 1, 8);
const hourMs = 3_600_000;

let db: Database;
let tenant: TestTenant;
let integrationId: string;
let bookingId: string;
let paymentId: string;

beforeAll(() => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 4 });
});
afterAll(() => closeDatabase(db));

const memberAs = (host: TestHost | undefined, role: MemberRole): Actor => ({
  kind: 'member',
  memberId: host?.id ?? '',
  userId: host?.userId ?? '',
  role,
  name: role,
});
const as = (actor: Actor): ServiceContext =>
  contextAt(db, { tenantId: tenant.tenantId, now: now + 1_000 }, { actor });
const owner = () => memberAs(tenant.hosts[0], 'owner');
const host = () => memberAs(tenant.hosts[1], 'host');
const stranger = () => memberAs(tenant.hosts[2], 'host');
const inTenant = <Result>(work: Parameters<typeof withTenant<Result>>[2]) =>
  withTenant(db, tenant.tenantId, work);

/** A payment of a booking that the second host hosts, paid. */
beforeEach(async () => {
  tenant = await createTestTenant(db, { hosts: 3 });
  const link = await createTestLink(db, tenant, { hosts: tenant.hosts.slice(1, 2) });
  bookingId = await bookAsGuest(
    db,
    { tenantId: tenant.tenantId, now },
    { linkId: link.id, start: now + 48 * hourMs },
  );
  integrationId = await connectSilentAccount(db, secrets, tenant, now);
  paymentId = await inTenant((tx) =>
    openPayment(tx, as(owner()), {
      bookingId,
      account: { integrationId, mode: 'test', vendor: paymentVendors[0] },
      price: { amountMinor: 2_500, currency: 'USD', taxBasisPoints: 0 },
      payBy: now + hourMs,
    }),
  );
  await say();
});

const say = (said: Parameters<typeof sayOfPayment>[2] = {}) =>
  sayOfPayment(db, { tenantId: tenant.tenantId, paymentId, now }, said);
const list = async (actor: Actor = owner(), of?: string) =>
  (await listAttention(as(actor), { order: 'oldest', bookingId: of, limit: 50 })).items;
const failuresOf = async (actor: Actor = owner()) => (await list(actor)).map(({ failure }) => failure);

test('a refund that failed is listed with its amount and its booking until it is dismissed', async () => {
  await say({
    refunds: [{ refundId: 're_1', key: null, amountMinor: 700, state: 'failed', failure: 'card_gone' }],
  });
  const [item] = await list();
  expect(item).toMatchObject({
    kind: 'refund',
    failure: 'refund_failed',
    subject: { kind: 'payment', id: paymentId },
    money: { amountMinor: 700, currency: 'USD' },
    actions: ['dismiss'],
  });
  expect(item?.subject.code).not.toBeNull();
  expect(await list(owner(), bookingId)).toHaveLength(1);
  expect(await refusalOf(retryAttention(as(owner()), { attentionId: item?.id ?? '' }))).toBe(
    'attention_settled',
  );
  await dismissAttention(as(owner()), { attentionId: item?.id ?? '' });
  expect(await list()).toEqual([]);
  expect(await refusalOf(dismissAttention(as(owner()), { attentionId: item?.id ?? '' }))).toBe(
    'attention_settled',
  );
  const entries = await inTenant((tx) =>
    tx.$count(auditLog, and(eq(auditLog.action, 'attention.dismiss'), eq(auditLog.targetKind, 'refund'))),
  );
  expect(entries).toBe(1);
});

test('a dispute is listed while it is open, and goes when it is dismissed or decided', async () => {
  const dispute = { disputeId: 'dp_1', amountMinor: 2_500, reason: 'fraudulent', respondBy: null } as const;
  await say({ disputes: [{ ...dispute, state: 'open' }] });
  expect(await failuresOf()).toEqual(['payment_disputed']);
  const [item] = await list();
  await dismissAttention(as(owner()), { attentionId: item?.id ?? '' });
  expect(await list()).toEqual([]);
  await inTenant((tx) => tx.update(disputes).set({ dismissedAt: null }));
  expect(await failuresOf()).toEqual(['payment_disputed']);
  await say({ disputes: [{ ...dispute, state: 'won' }] });
  expect(await list()).toEqual([]);
});

test('a payment or a refund whose vendor cannot be asked is tried again, and never left', async () => {
  await inTenant(async (tx) => {
    await tx
      .update(payments)
      .set({ failure: 'timeout', failingSince: now, askAt: now + hourMs })
      .where(eq(payments.id, paymentId));
    await tx.insert(refunds).values({
      tenantId: tenant.tenantId,
      id: newId('refund'),
      paymentId,
      key: 'test',
      amountMinor: 100,
      reason: 'late',
      state: 'owed',
      tryAt: now + hourMs,
      failure: 'credentials_refused',
      failingSince: now + 1,
    });
  });
  const items = await list();
  expect(items).toMatchObject([
    { kind: 'payment', failure: 'timeout', actions: ['retry'] },
    { kind: 'refund', failure: 'credentials_refused', actions: ['retry'] },
  ]);
  expect(await refusalOf(dismissAttention(as(owner()), { attentionId: paymentId }))).toBe(
    'attention_settled',
  );
  await retryAttention(as(owner()), { attentionId: items[1]?.id ?? '' });
  const [payment] = await inTenant((tx) => tx.select().from(payments).where(eq(payments.id, paymentId)));
  const [refund] = await inTenant((tx) => tx.select().from(refunds));
  expect([payment?.askAt, refund?.tryAt]).toEqual([now + 1_000, now + 1_000]);
});

test('a payment that a bank takes for fraud is listed until it is given back or dismissed; admins are told once', async () => {
  await say({ warnedAt: now });
  await say({ warnedAt: now });
  expect(await list()).toMatchObject([{ kind: 'payment', failure: 'fraud_warned', actions: ['dismiss'] }]);
  const told = await inTenant((tx) => tx.$count(notifications, eq(notifications.template, 'payment_warned')));
  expect(told).toBe(1);
  await dismissAttention(as(owner()), { attentionId: paymentId });
  expect(await list()).toEqual([]);
  await inTenant((tx) => tx.update(payments).set({ warningDismissedAt: null }));
  expect(await list()).toHaveLength(1);
  await say({
    refunds: [{ refundId: 're_2', key: null, amountMinor: 2_500, state: 'succeeded', failure: null }],
  });
  expect(await list()).toEqual([]);
});

test('a difference with a vendor is listed until it is dismissed or right again', async () => {
  const reconciliationId = newId('reconciliation');
  await inTenant(async (tx) => {
    await tx.insert(reconciliations).values({
      tenantId: tenant.tenantId,
      id: reconciliationId,
      integrationId,
      fromAt: now,
      toAt: now,
      readDownTo: now,
      tryAt: now,
      startedAt: now,
    });
    await tx.insert(paymentFindings).values(
      [null, paymentId].map((of, index) => ({
        tenantId: tenant.tenantId,
        id: newId('paymentFinding'),
        integrationId,
        kind: of === null ? ('unknown_payment' as const) : ('amount_differs' as const),
        externalId: `charge-${index}`,
        paymentId: of,
        oursMinor: 0,
        theirsMinor: 900,
        currency: 'USD' as const,
        takenAt: now,
        foundAt: now + index,
        seenIn: reconciliationId,
      })),
    );
  });
  const items = await list();
  expect(items).toMatchObject([
    {
      kind: 'paymentFinding',
      failure: 'unknown_payment',
      subject: { kind: 'integration', id: integrationId },
    },
    { kind: 'paymentFinding', failure: 'amount_differs', subject: { kind: 'payment', id: paymentId } },
  ]);
  // A host sees what is about their booking, and nothing of the organisation's account.
  expect(await failuresOf(host())).toEqual(['amount_differs']);
  await dismissAttention(as(owner()), { attentionId: items[0]?.id ?? '' });
  await inTenant((tx) =>
    tx
      .update(paymentFindings)
      .set({ healedAt: now })
      .where(eq(paymentFindings.id, items[1]?.id ?? '')),
  );
  expect(await list()).toEqual([]);
});

test('whoever hosts the booking sees it and changes nothing; others, and whoever may see no payments, see none', async () => {
  await say({ warnedAt: now });
  expect(await list(host())).toMatchObject([{ failure: 'fraud_warned', actions: [] }]);
  expect(await list(stranger())).toEqual([]);
  expect(await refusalOf(dismissAttention(as(host()), { attentionId: paymentId }))).toBe('forbidden');
  const key = {
    kind: 'key',
    key: { id: newId('apiKey'), scopes: ['attention.read', 'others.write'] },
    memberId: null,
  };
  expect(await list(key as Actor)).toEqual([]);
});

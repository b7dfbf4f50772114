import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { integrations } from '#db/schema/integration.ts';
import { notifications } from '#db/schema/notification.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import { paymentVendors } from '#domain/vendors.ts';
import { type PaymentHarness, paymentHarnesses } from '#providers/payment/contract-harness.ts';
import type { PaymentProvider } from '#providers/payment/port.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { contextAt, ownerOf } from '#services/booking/testing/requests.ts';
import { connectPaymentAccount } from '#services/integration/payment/connect-payment-account.ts';
import { disconnectPaymentAccount } from '#services/integration/payment/disconnect-payment-account.ts';
import { setPaymentWebhookSecret } from '#services/integration/payment/set-webhook-secret.ts';
import { createSecretBox } from '#services/secrets.ts';
import { toFailure } from '../failures.ts';
import { createOpenPaymentAccount, type OpenPaymentAccount } from './open-payment-account.ts';
import { createRemoveWebhooks } from './remove-webhooks.ts';

const [vendor] = paymentVendors;
const secrets = createSecretBox([{ id: 'k1', key: randomBytes(32) }]);
let db: Database;
let harness: PaymentHarness;
let tenant: TestTenant;
let open: OpenPaymentAccount;
let now = Date.UTC(2027, 2, 1, 8);

beforeAll(async () => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 3 });
  harness = await paymentHarnesses[vendor]();
});
afterAll(async () => {
  await closeDatabase(db);
  await harness.stop();
});
beforeEach(async () => {
  await harness.reset();
  tenant = await createTestTenant(db);
  open = openWith(harness.provider);
});

const openWith = (provider: PaymentProvider): OpenPaymentAccount =>
  createOpenPaymentAccount({ db, secrets, vendors: new Map([[vendor, provider]]) });
const owner = () => contextAt(db, { tenantId: tenant.tenantId, now }, { actor: ownerOf(tenant) });
const connect = async (key = harness.keys.test): Promise<string> => {
  now += 1_000;
  const granted = await harness.provider.verifyKey(key);
  const input = { ...granted, vendor, acceptsUnrestricted: true };
  const { id } = await connectPaymentAccount(owner(), secrets, input, () => 'https://example.com');
  return id;
};
const atThatMoment = { from: 0, to: 0, cursor: null };
const statusOf = (id: string) =>
  withTenant(db, tenant.tenantId, async (tx) => {
    const [row] = await tx.select().from(integrations).where(eq(integrations.id, id));
    return row?.status;
  });
const told = (id: string) =>
  withTenant(db, tenant.tenantId, (tx) => tx.$count(notifications, eq(notifications.subjectId, id)));

test('an account is opened with what it was connected with, and says whose money it takes', async () => {
  for (const [key, mode] of [
    [harness.keys.test, 'test'],
    [harness.keys.live, 'live'],
  ] as const) {
    const opened = await open(tenant.tenantId, await connect(key));
    expect(opened.mode).toBe(mode);
    expect((await opened.client.listPayments(atThatMoment)).items).toEqual([]);
  }
});

test('a key that is refused by then is lost, its owners are told once, and it is opened no more until it is replaced', async () => {
  const id = await connect();
  const [one, other] = [await open(tenant.tenantId, id), await open(tenant.tenantId, id)];
  await harness.revoke(harness.keys.test);
  for (const { client } of [one, other])
    await expect(client.listPayments(atThatMoment)).rejects.toMatchObject({ kind: 'revoked' });
  expect(await statusOf(id)).toBe('needs_reconnection');
  expect(await told(id)).toBe(1);
  const refused = await open(tenant.tenantId, id).catch(toFailure);
  expect(refused).toMatchObject({ type: 'provider_revoked', nonRetryable: true });
  await harness.restore(harness.keys.test);
  expect(await connect()).toBe(id);
  const { client } = await open(tenant.tenantId, id);
  expect((await client.listPayments(atThatMoment)).items).toEqual([]);
});

test('a refusal of an older key loses nothing of a newer one', async () => {
  const id = await connect(harness.keys.unrestricted);
  const older = await open(tenant.tenantId, id);
  expect(await connect(harness.keys.test)).toBe(id);
  await harness.revoke(harness.keys.unrestricted);
  await expect(older.client.listPayments(atThatMoment)).rejects.toMatchObject({ kind: 'revoked' });
  expect([await statusOf(id), await told(id)]).toEqual(['connected', 0]);
});

describe('an organisation that is deleted', () => {
  const webhookUrl = (): string => 'https://example.com/hook';
  const connectWithWebhook = async (): Promise<void> => {
    const integrationId = await connect();
    const { client } = await open(tenant.tenantId, integrationId);
    const made = await client.createWebhook(webhookUrl());
    await setPaymentWebhookSecret(owner(), secrets, { integrationId, ...made, webhookUrl });
    expect(await harness.webhooks()).toEqual([made.webhookId]);
  };
  const remove = (): Promise<boolean> => createRemoveWebhooks({ db, openAccount: open })(tenant.tenantId);

  test('leaves no address for notifications at the vendor, also when it is asked again', async () => {
    await connectWithWebhook();
    expect(await remove()).toBe(true);
    expect(await harness.webhooks()).toEqual([]);
    expect(await remove()).toBe(true);
  });

  test('waits for a vendor that is down, and not for a key that opens nothing any more', async () => {
    await connectWithWebhook();
    await harness.fault({ status: 503, times: 1 });
    expect(await remove()).toBe(false);
    expect(await harness.webhooks()).toHaveLength(1);
    await harness.revoke(harness.keys.test);
    expect(await remove()).toBe(true);
  });
});

test('a vendor that is down is not asked without pause, and the account is kept', async () => {
  const id = await connect();
  await harness.fault({ status: 503, times: 5 });
  for (let time = 0; time < 5; time += 1) {
    const { client } = await open(tenant.tenantId, id);
    await expect(client.listPayments(atThatMoment)).rejects.toMatchObject({ kind: 'unavailable' });
  }
  const { client } = await open(tenant.tenantId, id);
  await expect(client.listPayments(atThatMoment)).rejects.toMatchObject({ reason: 'circuit_open' });
  // Writing has a circuit of its own.
  await client.deleteWebhook('we_unknown');
  expect(await statusOf(id)).toBe('connected');
});

test('an account that was disconnected, or is at a vendor that is off, is not opened', async () => {
  const id = await connect();
  const off = createOpenPaymentAccount({ db, secrets, vendors: new Map() });
  await expect(off(tenant.tenantId, id)).rejects.toMatchObject({ reason: 'not_configured' });
  await disconnectPaymentAccount(owner(), secrets, id);
  await expect(open(tenant.tenantId, id)).rejects.toMatchObject({ kind: 'revoked' });
  const stranger = await createTestTenant(db);
  await expect(open(stranger.tenantId, id)).rejects.toMatchObject({ code: 'not_found' });
});

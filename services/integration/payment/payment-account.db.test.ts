import { randomBytes, randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { auditLog } from '#db/schema/audit.ts';
import { integrations, paymentAccounts } from '#db/schema/integration.ts';
import { links } from '#db/schema/link.ts';
import { payments } from '#db/schema/payment.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import type { PaymentMode } from '#domain/payment/types.ts';
import { paymentVendors } from '#domain/vendors.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { bookAsGuest, contextAt, ownerOf } from '#services/booking/testing/requests.ts';
import type { ServiceContext } from '#services/context.ts';
import { loadCredentials } from '#services/integration/credentials.ts';
import { disconnectIntegration, disconnectTenant } from '#services/integration/disconnect-integration.ts';
import { rotateCredentials } from '#services/integration/rotate-credentials.ts';
import { findTenantAccount } from '#services/integration/tenant/tenant-account.ts';
import { createSecretBox } from '#services/secrets.ts';
import { connectPaymentAccount } from './connect-payment-account.ts';
import { disconnectPaymentAccount } from './disconnect-payment-account.ts';
import { findEndpoint } from './find-endpoint.ts';
import { listPaymentAccounts } from './list-payment-accounts.ts';
import { setPaymentWebhookSecret } from './set-webhook-secret.ts';

let db: Database;
let tenant: TestTenant;
let now = Date.UTC(2027, 2, 1, 8);
const hourMs = 3_600_000;
const old = { id: 'k1', key: randomBytes(32) };
const box = createSecretBox([old]);
const [vendor] = paymentVendors;
const webhookUrl = (_vendor: string, endpointId: string): string => `https://book.example.com/${endpointId}`;
const secretOf = (name: string): string => `whsec_${name.padEnd(24, 'x')}`;

beforeAll(() => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 4 });
});
afterAll(() => closeDatabase(db));
beforeEach(async () => {
  tenant = await createTestTenant(db);
});

const owner = (of = tenant): ServiceContext =>
  contextAt(db, { tenantId: of.tenantId, now }, { actor: ownerOf(of) });
const connect = (
  account = 'acct_1',
  change: { mode?: PaymentMode; key?: string; isUnrestricted?: boolean; acceptsUnrestricted?: boolean } = {},
  ctx = owner(),
) => {
  const { mode = 'test', key = 'key-1', isUnrestricted = false, acceptsUnrestricted = false } = change;
  return connectPaymentAccount(
    ctx,
    box,
    {
      vendor,
      account: { externalAccountId: account, label: `Account ${account}` },
      credentials: { key },
      mode,
      isUnrestricted,
      acceptsUnrestricted,
      country: 'VN',
      currency: 'VND',
    },
    webhookUrl,
  );
};
const setSecret = (integrationId: string, name: string, webhookId?: string) =>
  setPaymentWebhookSecret(owner(), box, {
    integrationId,
    secret: secretOf(name),
    webhookUrl,
    ...(webhookId === undefined ? {} : { webhookId }),
  });
const rowOf = async (integrationId: string) => {
  const [row] = await withTenant(db, tenant.tenantId, (tx) =>
    tx.select().from(paymentAccounts).where(eq(paymentAccounts.integrationId, integrationId)),
  );
  if (row === undefined) throw new Error('there is no such row');
  return row;
};
const endpointOf = async (integrationId: string, at = now) =>
  findEndpoint(db, box, { vendor, endpointId: (await rowOf(integrationId)).endpointId, now: at });
const list = () => listPaymentAccounts(owner(), { limit: 10 }, webhookUrl);
const addPayment = async (integrationId: string, mode: PaymentMode, state: 'open' | 'closed' = 'open') => {
  const { tenantId } = tenant;
  const link = await createTestLink(db, tenant);
  const start = Math.ceil(now / hourMs) * hourMs + 48 * hourMs;
  const bookingId = await bookAsGuest(db, { tenantId, now }, { linkId: link.id, start });
  await withTenant(db, tenantId, (tx) =>
    tx.insert(payments).values({
      tenantId,
      id: newId('payment'),
      bookingId,
      integrationId,
      vendor,
      mode,
      state,
      amountMinor: 500_000,
      currency: 'VND',
      payBy: now + hourMs,
    }),
  );
};
const givePrice = async (): Promise<void> => {
  const link = await createTestLink(db, tenant);
  await withTenant(db, tenant.tenantId, (tx) =>
    tx.update(links).set({ priceMinor: 500_000, currency: 'VND' }).where(eq(links.id, link.id)),
  );
};

describe('an account that takes payments', () => {
  test('is kept sealed, takes payments from then on, and is never shown with what it is opened with', async () => {
    const account = await connect('acct_1', { key: 'rk_very_secret' });
    expect(account).toMatchObject({
      accountLabel: 'Account acct_1',
      status: 'connected',
      mode: 'test',
      isCurrent: true,
      isUnrestricted: false,
      country: 'VN',
      currency: 'VND',
      unsettledPayments: 0,
      webhook: { state: 'missing', formerSecretUntil: null, lastEventAt: null },
    });
    expect(await findTenantAccount(db, tenant.tenantId, 'payment')).toBe(account.id);
    const key = { tenantId: tenant.tenantId, integrationId: account.id };
    expect((await loadCredentials(db, box, key)).credentials).toEqual({ key: 'rk_very_secret' });
    const stored = await withTenant(db, tenant.tenantId, async (tx) => [
      await tx.select().from(integrations),
      await tx.select().from(paymentAccounts),
      await tx.select().from(auditLog),
    ]);
    expect(JSON.stringify([stored, await list()])).not.toContain('rk_very_secret');
  });

  test('that is connected again gets the new key and keeps its address', async () => {
    const first = await connect('acct_1', { key: 'one' });
    const again = await connect('acct_1', { key: 'two' });
    expect(again.id).toBe(first.id);
    expect(again.webhook.url).toBe(first.webhook.url);
    const key = { tenantId: tenant.tenantId, integrationId: again.id };
    expect((await loadCredentials(db, box, key)).credentials).toEqual({ key: 'two' });
  });

  test('connected several times at once is one', async () => {
    const made = await Promise.all(Array.from({ length: 4 }, () => connect()));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    expect(new Set(made.map(({ webhook }) => webhook.url)).size).toBe(1);
  });

  test('gives way to the one connected after it, and stays for what it took', async () => {
    const first = await connect('acct_1');
    now += 1_000;
    const second = await connect('acct_2');
    const { items } = await list();
    expect(items.map(({ id, isCurrent }) => [id, isCurrent])).toEqual([
      [first.id, false],
      [second.id, true],
    ]);
  });

  test('with a key that opens everything is refused until that is accepted', async () => {
    await expect(connect('acct_1', { isUnrestricted: true })).rejects.toMatchObject({
      code: 'unrestricted_key',
    });
    expect((await list()).items).toEqual([]);
    const accepted = await connect('acct_1', { isUnrestricted: true, acceptsUnrestricted: true });
    expect(accepted.isUnrestricted).toBe(true);
  });

  test('is connected and disconnected by owners and admins alone', async () => {
    const { id } = await connect();
    const actor = { ...ownerOf(tenant), role: 'host' } as ServiceContext['actor'];
    const host = { ...owner(), actor };
    await expect(connect('acct_2', {}, host)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(disconnectPaymentAccount(host, box, id)).rejects.toMatchObject({ code: 'forbidden' });
  });

  test("is another organisation's to read and to disconnect in no way", async () => {
    const { id } = await connect();
    await setSecret(id, 'one');
    const stranger = owner(await createTestTenant(db));
    expect((await listPaymentAccounts(stranger, { limit: 10 }, webhookUrl)).items).toEqual([]);
    await expect(disconnectPaymentAccount(stranger, box, id)).rejects.toMatchObject({ code: 'not_found' });
    expect((await rowOf(id)).secretCiphertext).not.toBeNull();
  });
});

describe('live and test', () => {
  test('are accounts of their own, and one takes the place of the other while nothing depends on it', async () => {
    const test_ = await connect('acct_1', { mode: 'test' });
    now += 1_000;
    const live = await connect('acct_1', { mode: 'live' });
    expect(live.id).not.toBe(test_.id);
    expect(live.webhook.url).not.toBe(test_.webhook.url);
    expect(live).toMatchObject({ mode: 'live', isCurrent: true });
  });

  test('are not mixed while links have a price', async () => {
    const { id } = await connect();
    await givePrice();
    await expect(connect('acct_2', { mode: 'live' })).rejects.toMatchObject({
      code: 'payment_mode_in_use',
      message: expect.stringContaining('links with a price 1, unsettled payments 0'),
    });
    await connect('acct_2', { mode: 'test' });
    for (const each of [id, (await list()).items[1]?.id ?? ''])
      await disconnectPaymentAccount(owner(), box, each);
    expect((await connect('acct_2', { mode: 'live' })).mode).toBe('live');
  });

  test('are not mixed while payments are unsettled, even of an account that was disconnected', async () => {
    const { id } = await connect();
    await addPayment(id, 'test');
    expect((await list()).items[0]?.unsettledPayments).toBe(1);
    await disconnectPaymentAccount(owner(), box, id);
    await expect(connect('acct_2', { mode: 'live' })).rejects.toMatchObject({
      code: 'payment_mode_in_use',
      message: expect.stringContaining('links with a price 0, unsettled payments 1'),
    });
    expect((await list()).items).toEqual([]);
  });

  test('payments that are settled keep nothing from being connected', async () => {
    const { id } = await connect();
    await addPayment(id, 'test', 'closed');
    expect((await connect('acct_1', { mode: 'live' })).mode).toBe('live');
  });
});

describe('the secret of notifications', () => {
  test('is sealed for its own row: moved to another it opens nothing', async () => {
    const [one, other] = [await connect('acct_1'), await connect('acct_2')];
    await setSecret(one.id, 'one');
    const { secretCiphertext } = await rowOf(one.id);
    expect(secretCiphertext).not.toContain('whsec_');
    await withTenant(db, tenant.tenantId, (tx) =>
      tx.update(paymentAccounts).set({ secretCiphertext }).where(eq(paymentAccounts.integrationId, other.id)),
    );
    await expect(endpointOf(other.id)).rejects.toThrow();
    expect((await endpointOf(one.id))?.secrets).toEqual([secretOf('one')]);
  });

  test('that is replaced counts for 24 more hours, and the same one again changes nothing', async () => {
    const { id } = await connect();
    expect((await setSecret(id, 'one')).webhook).toMatchObject({ state: 'manual', formerSecretUntil: null });
    const replaced = await setSecret(id, 'two', 'we_1');
    expect(replaced.webhook.state).toBe('automatic');
    expect(Date.parse(replaced.webhook.formerSecretUntil ?? '')).toBe(now + 24 * hourMs);
    await setSecret(id, 'two');
    expect((await endpointOf(id))?.secrets).toEqual([secretOf('two'), secretOf('one')]);
    expect((await endpointOf(id, now + 24 * hourMs - 1))?.secrets).toHaveLength(2);
    expect((await endpointOf(id, now + 24 * hourMs))?.secrets).toEqual([secretOf('two')]);
  });

  test('is put under a new encryption key with the credentials, the former one included', async () => {
    const { id } = await connect();
    await setSecret(id, 'one');
    await setSecret(id, 'two');
    const fresh = { id: 'k2', key: randomBytes(32) };
    const both = createSecretBox([fresh, old]);
    const { tenantId } = tenant;
    expect(await rotateCredentials(db, both, tenantId)).toEqual({ rewrapped: 3, alreadyCurrent: 0 });
    expect(await rotateCredentials(db, both, tenantId)).toEqual({ rewrapped: 0, alreadyCurrent: 3 });
    const { endpointId } = await rowOf(id);
    const endpoint = await findEndpoint(db, createSecretBox([fresh]), { vendor, endpointId, now });
    expect(endpoint?.secrets).toEqual([secretOf('two'), secretOf('one')]);
  });
});

describe('an address for notifications', () => {
  test('has 128 random bits and leads to its account alone', async () => {
    const { id } = await connect();
    const { endpointId } = await rowOf(id);
    expect(Buffer.from(endpointId, 'base64url')).toHaveLength(16);
    expect(await endpointOf(id)).toMatchObject({
      tenantId: tenant.tenantId,
      integrationId: id,
      mode: 'test',
      secrets: [],
    });
    for (const wrong of [
      '',
      endpointId.slice(1),
      `${endpointId}x`,
      randomBytes(16).toString('base64url'),
      'a\0b',
    ])
      expect(await findEndpoint(db, box, { vendor, endpointId: wrong, now })).toBeNull();
  });
});

describe('disconnecting', () => {
  test('takes key and secrets away, says what is left at the vendor, and leads its address nowhere', async () => {
    const { id, webhook } = await connect('acct_1', { key: 'last' });
    await setSecret(id, 'one');
    await setSecret(id, 'two', 'we_1');
    const { endpointId } = await rowOf(id);
    const left = await disconnectPaymentAccount(owner(), box, id);
    expect(left).toEqual({ vendor, webhookId: 'we_1', credentials: { key: 'last' } });
    expect(await rowOf(id)).toMatchObject({
      webhookId: null,
      secretCiphertext: null,
      formerSecretCiphertext: null,
      formerSecretUntil: null,
    });
    const [row] = await withTenant(db, tenant.tenantId, (tx) =>
      tx.select().from(integrations).where(eq(integrations.id, id)),
    );
    expect(row).toMatchObject({ status: 'disconnected', credentialsCiphertext: null });
    expect(await findEndpoint(db, box, { vendor, endpointId, now })).toBeNull();
    expect(await findTenantAccount(db, tenant.tenantId, 'payment')).toBeNull();
    await expect(disconnectPaymentAccount(owner(), box, id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(setSecret(id, 'three')).rejects.toMatchObject({ code: 'not_found' });
    // Whoever comes back finds the same account, by the same address.
    expect(await connect()).toMatchObject({ id, webhook: { url: webhook.url, state: 'missing' } });
  });

  test('leaves nothing at the vendor where nothing was made, and forgets credentials that cannot be read', async () => {
    const { id } = await connect();
    expect(await disconnectPaymentAccount(owner(), box, id)).toBeNull();
    await connect();
    await setSecret(id, 'one', 'we_1');
    const other = createSecretBox([{ id: 'k9', key: randomBytes(32) }]);
    expect(await disconnectPaymentAccount(owner(), other, id)).toMatchObject({ credentials: null });
  });

  test('is not done as with other accounts, which would leave the address at the vendor', async () => {
    const { id } = await connect();
    await expect(disconnectIntegration(owner(), id)).rejects.toMatchObject({
      code: 'invalid_request',
      errors: [{ pointer: '#path/integrationId' }],
    });
  });

  test('comes with the end of the organisation', async () => {
    const { id } = await connect();
    await setSecret(id, 'one', 'we_1');
    await withTenant(db, tenant.tenantId, (tx) => disconnectTenant(tx, owner()));
    expect(await rowOf(id)).toMatchObject({ secretCiphertext: null });
    expect((await list()).items).toEqual([]);
  });
});

test('everything that is done to an account is recorded, without its secrets', async () => {
  const { id } = await connect('acct_1', { key: `rk_${randomUUID()}` });
  await setSecret(id, 'one');
  await disconnectPaymentAccount(owner(), box, id);
  const rows = await withTenant(db, tenant.tenantId, (tx) =>
    tx
      .select({ action: auditLog.action, after: auditLog.after })
      .from(auditLog)
      .where(and(eq(auditLog.tenantId, tenant.tenantId), eq(auditLog.targetId, id)))
      .orderBy(auditLog.id),
  );
  expect(rows).toEqual([
    { action: 'integration.connect', after: { capability: 'payment', vendor } },
    { action: 'integration.set_webhook', after: null },
    { action: 'integration.disconnect', after: null },
  ]);
});

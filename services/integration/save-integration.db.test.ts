import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { integrations } from '#db/schema/integration.ts';
import { members } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import type { IntegrationCapability } from '#domain/integration/types.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { markNeedsReconnection } from '#services/calendar/mark-needs-reconnection.ts';
import type { ServiceContext } from '#services/context.ts';
import { createSecretBox } from '#services/secrets.ts';
import { loadCredentials } from './credentials.ts';
import { disconnectIntegration } from './disconnect-integration.ts';
import { readIntegrationMail } from './read-integration-mail.ts';
import { saveIntegration } from './save-integration.ts';

let db: Database;
let tenant: TestTenant;
const box = createSecretBox([{ id: 'k1', key: randomBytes(32) }]);

/** The second of two hosts is an admin. */
beforeAll(async () => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 2 });
  tenant = await createTestTenant(db, { hosts: 2 });
  const roles = ['host', 'admin'] as const;
  await withTenant(db, tenant.tenantId, async (tx) => {
    for (const [index, role] of roles.entries())
      await tx
        .update(members)
        .set({ role })
        .where(eq(members.id, hostOf(index).id));
  });
});
afterAll(() => closeDatabase(db));

const hostOf = (index: number) => {
  const found = tenant.hosts[index];
  if (found === undefined) throw new Error('the tenant has no such host');
  return found;
};
const as = (index: number, role: 'host' | 'admin'): ServiceContext => ({
  db,
  tenantId: tenant.tenantId,
  actor: { kind: 'member', memberId: hostOf(index).id, userId: hostOf(index).userId, role, name: 'Host' },
  now: Date.now,
  newId,
});
const host = () => as(0, 'host');
const admin = () => as(1, 'admin');

const save = (
  ctx: ServiceContext,
  capability: IntegrationCapability,
  account: string = randomBytes(6).toString('hex'),
) =>
  withTenant(db, ctx.tenantId, (tx) =>
    saveIntegration(tx, ctx, box, {
      capability,
      vendor: 'google',
      auth: 'key',
      account: { externalAccountId: account, label: account },
      credentials: { key: `key of ${account}` },
    }),
  );
const rowOf = async (id: string) => {
  const [row] = await withTenant(db, tenant.tenantId, (tx) =>
    tx.select().from(integrations).where(eq(integrations.id, id)),
  );
  return row;
};

test("a calendar account is its member's, an account for payments the tenant's", async () => {
  expect((await rowOf(await save(host(), 'calendar')))?.memberId).toBe(hostOf(0).id);
  expect((await rowOf(await save(admin(), 'payment')))?.memberId).toBeNull();
});

test("only owners and admins connect and end the tenant's accounts", async () => {
  await expect(save(host(), 'crm')).rejects.toMatchObject({ code: 'forbidden' });
  const id = await save(admin(), 'crm');
  await expect(disconnectIntegration(host(), id)).rejects.toMatchObject({ code: 'not_found' });
  await disconnectIntegration(admin(), id);
  expect(await rowOf(id)).toMatchObject({ status: 'disconnected', credentialsCiphertext: null });
});

test("a member's account is ended by nobody else, an admin included", async () => {
  const id = await save(host(), 'calendar');
  await expect(disconnectIntegration(admin(), id)).rejects.toMatchObject({ code: 'not_found' });
  expect((await rowOf(id))?.status).toBe('connected');
});

test('the same account is one integration and gets the newer credentials', async () => {
  for (const [ctx, capability] of [
    [host(), 'calendar'],
    [admin(), 'payment'],
  ] as const) {
    const id = await save(ctx, capability, 'the-same');
    const before = await rowOf(id);
    expect(await save(ctx, capability, 'the-same')).toBe(id);
    expect((await rowOf(id))?.credentialsCiphertext).not.toBe(before?.credentialsCiphertext);
  }
});

test('an account that is connected several times at once is one integration', async () => {
  for (const [ctx, capability] of [
    [host(), 'calendar'],
    [admin(), 'payment'],
  ] as const)
    for (let round = 0; round < 8; round += 1) {
      const account = `${capability}-${round}`;
      const ids = await Promise.all(Array.from({ length: 4 }, () => save(ctx, capability, account)));
      expect(new Set(ids).size).toBe(1);
    }
});

test('credentials are sealed and open for their own row alone', async () => {
  const [one, other] = [await save(admin(), 'crm'), await save(admin(), 'crm', 'moved')];
  const key = { tenantId: tenant.tenantId, integrationId: other };
  expect((await loadCredentials(db, box, key)).credentials).toEqual({ key: 'key of moved' });
  const sealed = (await rowOf(other))?.credentialsCiphertext ?? '';
  expect(sealed).not.toContain('key of moved');
  await withTenant(db, tenant.tenantId, (tx) =>
    tx.update(integrations).set({ credentialsCiphertext: sealed }).where(eq(integrations.id, one)),
  );
  await expect(loadCredentials(db, box, { ...key, integrationId: one })).rejects.toMatchObject({
    reason: 'credentials_unreadable',
  });
});

test('the database refuses an owner that does not fit the capability', async () => {
  const insert = (capability: IntegrationCapability, memberId: string | null) =>
    withTenant(db, tenant.tenantId, (tx) =>
      tx.insert(integrations).values({
        tenantId: tenant.tenantId,
        id: newId('integration'),
        capability,
        memberId,
        vendor: 'google',
        auth: 'key',
        externalAccountId: 'misfit',
        accountLabel: 'misfit',
        status: 'connected',
        connectedAt: 0,
      }),
    );
  const refused = { cause: { constraint: 'integrations_owner_check' } };
  await expect(insert('calendar', null)).rejects.toMatchObject(refused);
  await expect(insert('payment', hostOf(0).id)).rejects.toMatchObject(refused);
});

test("lost access is told to the member it belongs to, and of the tenant's to its owners and admins", async () => {
  const told = async (integrationId: string) => {
    const key = { tenantId: tenant.tenantId, integrationId };
    const { connectedAt } = await loadCredentials(db, box, key);
    await markNeedsReconnection(db, { ...key, connectedAt });
    expect((await rowOf(integrationId))?.status).toBe('needs_reconnection');
    return (await readIntegrationMail(db, tenant.tenantId, integrationId))?.people.map(({ id }) => id);
  };
  expect(await told(await save(host(), 'calendar'))).toEqual([hostOf(0).id]);
  expect(await told(await save(admin(), 'payment'))).toEqual([hostOf(1).id]);
});

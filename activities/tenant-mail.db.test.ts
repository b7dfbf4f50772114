import { randomBytes } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { bodyExamples } from '#contracts/operation/examples.ts';
import { addTenantHandle } from '#db/add-member.ts';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { integrations } from '#db/schema/integration.ts';
import { deliveries, notifications } from '#db/schema/notification.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import type { OutgoingEmail } from '#providers/email/port.ts';
import { createEmailAccounts } from '#providers/email/registry.ts';
import { account as mailAccount, startMailServer } from '#providers/email/smtp/testing/mail-server.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { createTokenSigner } from '#services/booking/read/manage-token.ts';
import { bookAsGuest, contextAt, ownerOf } from '#services/booking/testing/requests.ts';
import { createSites } from '#services/domain/sites.ts';
import { disconnectIntegration } from '#services/integration/disconnect-integration.ts';
import { connectTenantAccount } from '#services/integration/tenant/connect-tenant-account.ts';
import { createSecretBox } from '#services/secrets.ts';
import { replaceBranding } from '#services/tenant/branding/replace-branding.ts';
import { setLogo } from '#services/tenant/branding/set-logo.ts';
import { createNotificationActivities } from './notification.ts';
import { createMailerOf } from './tenant-mail.ts';

let db: Database;
let server: Awaited<ReturnType<typeof startMailServer>>;
const secrets = createSecretBox([{ id: 'k1', key: randomBytes(32) }]);
const emailAccounts = createEmailAccounts({ ALLOW_LOOPBACK_PROVIDERS: 'true' });
const now = Date.UTC(2027, 2, 1, 8);
/** What the installation's own vendor was given. */
const general: OutgoingEmail[] = [];
let hour = 24;

beforeAll(async () => {
  server = await startMailServer();
  db = openDatabase(testDatabase().appUrl, { poolSize: 3 });
});
afterAll(async () => {
  await closeDatabase(db);
  await server.stop();
});
beforeEach(() => {
  server.reset();
  general.length = 0;
});

const owner = (tenant: TestTenant, at = now) =>
  contextAt(db, { tenantId: tenant.tenantId, now: at }, { actor: ownerOf(tenant) });

const connect = async (tenant: TestTenant, sender = 'clinic@example.com', at = now): Promise<string> => {
  const accounts = await emailAccounts.load('smtp');
  if (accounts === null) throw new Error('there are no such accounts');
  const granted = accounts.grant({
    sender,
    server: '127.0.0.1',
    port: String(server.port),
    username: mailAccount.user,
    password: mailAccount.password,
  });
  const input = { capability: 'email', vendor: 'smtp', auth: 'basic', ...granted } as const;
  return (await connectTenantAccount(owner(tenant, at), secrets, input)).id;
};

const { deliverNotifications } = createNotificationActivities({
  get db() {
    return db;
  },
  mailerOf: (tenantId) =>
    createMailerOf({
      db,
      secrets,
      emailAccounts,
      email: {
        vendor: 'resend',
        send: async (mail) => {
          general.push(mail);
          return { externalId: mail.idempotencyKey };
        },
      },
    })(tenantId),
  render: async ({ template, tenantName, brand }) => ({
    subject: template,
    html: `tenant ${tenantName};\nbrand ${JSON.stringify(brand)}`,
    text: 'Hello',
  }),
  signer: createTokenSigner('x'.repeat(32)),
  get sites() {
    return createSites(db, { publicUrl: 'http://localhost', tenantDomain: 'tenants.test' });
  },
  appUrl: 'http://localhost/app',
  fromAddress: 'bookings@everslot.test',
});

const book = async (tenant: TestTenant): Promise<string> => {
  const link = await createTestLink(db, tenant);
  hour += 2;
  return bookAsGuest(
    db,
    { tenantId: tenant.tenantId, now },
    { linkId: link.id, start: now + hour * 3_600_000 },
  );
};
const deliver = (tenant: TestTenant, subjectId: string, at = now + 1) =>
  deliverNotifications({ tenantId: tenant.tenantId, subjectId, now: at });
const vendorsOf = (tenant: TestTenant, bookingId: string) =>
  withTenant(db, tenant.tenantId, async (tx) => {
    const found = await tx
      .select({ vendor: deliveries.vendor, state: deliveries.state })
      .from(deliveries)
      .innerJoin(
        notifications,
        and(eq(notifications.tenantId, deliveries.tenantId), eq(notifications.id, deliveries.notificationId)),
      )
      .where(eq(notifications.subjectId, bookingId));
    return [...new Set(found.map(({ vendor, state }) => `${vendor} ${state}`))];
  });
const statusOf = (tenant: TestTenant, id: string) =>
  withTenant(db, tenant.tenantId, async (tx) => {
    const [row] = await tx.select().from(integrations).where(eq(integrations.id, id));
    return row?.status;
  });
const senders = (): string[] =>
  server.taken().map(({ raw }) => /^From: .*<([^>]+)>/m.exec(Buffer.from(raw).toString())?.[1] ?? '');

test("mail of a tenant with an account goes through it and from its address, everybody else's through the installation", async () => {
  const [own, other] = [await createTestTenant(db), await createTestTenant(db)];
  await connect(own);
  const [mine, theirs] = [await book(own), await book(other)];
  await deliver(own, mine);
  await deliver(other, theirs);
  expect(senders()).toEqual(['clinic@example.com', 'clinic@example.com']);
  expect(general.map(({ from }) => from.email)).toEqual(['bookings@everslot.test', 'bookings@everslot.test']);
  expect(await vendorsOf(own, mine)).toEqual(['smtp sent']);
  expect(await vendorsOf(other, theirs)).toEqual(['resend sent']);
});

test('of two accounts the one connected last is used, and after both are gone the installation', async () => {
  const tenant = await createTestTenant(db);
  const older = await connect(tenant, 'older@example.com');
  const newer = await connect(tenant, 'newer@example.com', now + 1);
  await deliver(tenant, await book(tenant));
  expect(new Set(senders())).toEqual(new Set(['newer@example.com']));
  for (const id of [older, newer]) await disconnectIntegration(owner(tenant), id);
  server.reset();
  await deliver(tenant, await book(tenant));
  expect([server.taken().length, general.length]).toEqual([0, 2]);
});

test('an account that is refused has to be reconnected, its owners are told, and the mail goes on without it', async () => {
  const tenant = await createTestTenant(db);
  const id = await connect(tenant);
  const bookingId = await book(tenant);
  server.refuse({ command: 'AUTH', status: 535, text: '5.7.8 Authentication credentials invalid' });
  await expect(deliver(tenant, bookingId)).rejects.toMatchObject({ kind: 'revoked' });
  expect(await statusOf(tenant, id)).toBe('needs_reconnection');
  await deliver(tenant, bookingId, now + 10_000);
  // The second mail of the round had met the account before it was known to be refused.
  expect([general.length, server.taken().length]).toEqual([1, 1]);
  expect((await vendorsOf(tenant, bookingId)).toSorted()).toEqual(['resend sent', 'smtp sent']);
  general.length = 0;
  await deliver(tenant, id, Date.now() + 10_000);
  expect(general.map(({ subject }) => subject)).toEqual(['integration_reconnect']);
});

test('an account that only does not answer keeps the mail waiting and is not given up', async () => {
  const tenant = await createTestTenant(db);
  const id = await connect(tenant);
  const bookingId = await book(tenant);
  server.strike('outage');
  await expect(deliver(tenant, bookingId)).rejects.toMatchObject({ kind: 'unavailable' });
  expect([await statusOf(tenant, id), general.length]).toEqual(['connected', 0]);
});

test('an account whose credentials cannot be read keeps no mail waiting', async () => {
  const tenant = await createTestTenant(db);
  const id = await connect(tenant);
  await withTenant(db, tenant.tenantId, (tx) =>
    tx.update(integrations).set({ credentialsCiphertext: 'k9.unknown' }).where(eq(integrations.id, id)),
  );
  await deliver(tenant, await book(tenant));
  expect(general).toHaveLength(2);
});

test('mail is from the sender name of its organisation, with its logo at its own address, and replies go where they went', async () => {
  const [own, other] = [await createTestTenant(db), await createTestTenant(db)];
  await withTenant(db, own.tenantId, (tx) =>
    addTenantHandle(tx, own.tenantId, `lotus-${own.tenantId.slice(-8)}`),
  );
  const { logo } = await setLogo(owner(own), String(Object(bodyExamples['setLogo']).image));
  const fields = { name: 'Lotus', senderName: 'Linh at Lotus', locale: 'en', accent: '#5b21b6' } as const;
  await replaceBranding(owner(own), { basedOn: 'any', fields });
  await deliver(own, await book(own));
  await deliver(other, await book(other));
  expect(general.map(({ from }) => from.name)).toEqual([
    'Linh at Lotus',
    'Linh at Lotus',
    ...general.slice(2).map(({ html }) => /tenant (.*?);/.exec(html)?.[1]),
  ]);
  const host = `lotus-${own.tenantId.slice(-8)}.tenants.test`;
  expect(general.map(({ html }) => /brand (.*)/.exec(html)?.[1]).slice(0, 2)).toEqual(
    Array.from({ length: 2 }, () =>
      JSON.stringify({
        accent: '#5b21b6',
        logo: { url: `http://${host}${logo?.url}`, width: 1, height: 1 },
      }),
    ),
  );
  expect(general.slice(2).map(({ html }) => /brand (.*)/.exec(html)?.[1])).toEqual(['{}', '{}']);
});

import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bodyExamples } from '#contracts/operation/examples.ts';
import { closeDatabase, type Database, inTransaction, openDatabase } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { auditLog } from '#db/schema/audit.ts';
import { integrations } from '#db/schema/integration.ts';
import { notifications } from '#db/schema/notification.ts';
import { accountDeletions, persons } from '#db/schema/person.ts';
import { tenantDeletions, tenants } from '#db/schema/tenant.ts';
import { removeTenantRows, withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import { installationId } from '#domain/audit/types.ts';
import { dueFrom } from '#domain/tenant-deletion/follow.ts';
import { paymentVendors } from '#domain/vendors.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { getMe } from '#services/account/get-me.ts';
import { loadBooking } from '#services/booking/read/load-booking.ts';
import { bookAsGuest, contextAt, ownerOf, refusalOf } from '#services/booking/testing/requests.ts';
import { connectCalendars } from '#services/calendar/connect-calendars.ts';
import { addDomain } from '#services/domain/add-domain.ts';
import { inviteMember } from '#services/invitation/invite-member.ts';
import { lockPayment, type PaymentRow } from '#services/payment/load-payment.ts';
import { openPayment } from '#services/payment/open-payment.ts';
import { oweRefund } from '#services/payment/owe-refund.ts';
import { markSettled } from '#services/payment/settled.ts';
import { connectSilentAccount, sayOfPayment } from '#services/payment/testing/paid.ts';
import { createSecretBox } from '#services/secrets.ts';
import { setLogo } from '#services/tenant/branding/set-logo.ts';
import { resumeTenant } from '#services/tenant/change-state.ts';
import { askTenantDeletion, callOffTenantDeletion } from './ask-deletion.ts';
import { lookAtTenantDeletion, removeTenant, settleTenantDeletion } from './follow-deletion.ts';

const now = Date.UTC(2027, 2, 1, 8);
const hourMs = 3_600_000;
const due = dueFrom(now);
const reason = 'The contract has ended.';
const secrets = createSecretBox([{ id: 'k1', key: Buffer.alloc(32, 1) }]);
let db: Database;
let owner: Database;
let tenant: TestTenant;
let other: TestTenant;
let name: string;

beforeAll(() => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 4 });
  owner = openDatabase(testDatabase().ownerUrl, { poolSize: 1 });
});
afterAll(() => Promise.all([closeDatabase(db), closeDatabase(owner)]));

const operator = (at = now) =>
  contextAt(
    db,
    { tenantId: tenant.tenantId, now: at },
    { actor: { kind: 'operator', userId: 'usr_1', email: 'op@example.com' } },
  );

/** A payment of a booking, taken by an account of the tenant's, with what the vendor says of its refunds. */
const pay = async (
  filled: TestTenant,
  bookingId: string,
  refunds: NonNullable<Parameters<typeof sayOfPayment>[2]>['refunds'] = [],
): Promise<PaymentRow> => {
  const { tenantId } = filled;
  const ctx = contextAt(db, { tenantId, now }, { actor: ownerOf(filled) });
  const integrationId = await connectSilentAccount(db, secrets, filled, now);
  const account = { integrationId, mode: 'test', vendor: paymentVendors[0] } as const;
  const price = { amountMinor: 2_500, currency: 'USD', taxBasisPoints: 0 } as const;
  const paymentId = await withTenant(db, tenantId, (tx) =>
    openPayment(tx, ctx, { bookingId, account, price, payBy: now + hourMs }),
  );
  await sayOfPayment(db, { tenantId, paymentId, now }, refunds === undefined ? {} : { refunds });
  return withTenant(db, tenantId, async (tx) => {
    const payment = await lockPayment(tx, { tenantId, paymentId });
    await markSettled(tx, payment, now);
    return payment;
  });
};

/** Something of everything that a member makes: links, bookings past and ahead, a payment, an account, a domain, a logo, an invitation. */
const fill = async (filled: TestTenant, later = 0): Promise<string[]> => {
  const { tenantId } = filled;
  const ctx = contextAt(db, { tenantId, now }, { actor: ownerOf(filled) });
  const link = await createTestLink(db, filled);
  const ids: string[] = [];
  for (const hours of [24, 24 * 20, 24 * 20 + 2])
    ids.push(
      await bookAsGuest(db, { tenantId, now }, { linkId: link.id, start: now + (hours + later) * hourMs }),
    );
  await connectCalendars(ctx, secrets, {
    vendor: 'google',
    auth: 'oauth',
    account: { externalAccountId: tenantId, label: 'a@example.com' },
    credentials: {},
    calendars: [],
  });
  await addDomain(ctx, {
    name: `${tenantId.replace('_', '-')}.example.com`,
    sites: { publicUrl: 'https://everslot.test', tenantDomain: '' },
  });
  const [paid = ''] = ids;
  await pay(filled, paid, [
    { refundId: `refund-${paid}`, key: null, amountMinor: 500, state: 'succeeded', failure: null },
  ]);
  await setLogo(ctx, String(Object(bodyExamples['setLogo']).image));
  await inviteMember(contextAt(db, { tenantId, now }, { actor: ownerOf(filled), key: tenantId }), {
    email: `i-${tenantId}@example.com`,
    role: 'host',
  });
  return ids;
};

beforeEach(async () => {
  other = await createTestTenant(db, { hosts: 2 });
  // The first host of one is the first host of the other as well.
  tenant = await createTestTenant(db, { hosts: 2, persons: other.hosts.slice(0, 1) });
  const [row] = await withTenant(db, tenant.tenantId, (tx) => tx.select().from(tenants));
  name = row?.name ?? '';
});

/** How many rows of a tenant each table has: seen by the owner of the tables alone. */
const rowsOf = (tenantId: string): Promise<Record<string, number>> =>
  inTransaction(owner, { settings: { 'app.removing_tenant': tenantId } }, async (tx) => {
    const { rows } = await tx.execute<{ name: string }>(sql`select tenant_tables() as name`);
    const counted: Record<string, number> = {};
    for (const { name: table } of rows) {
      const found = await tx.execute<{ count: number }>(
        sql`select count(*)::int as count from ${sql.identifier(table)} where tenant_id = ${tenantId}`,
      );
      counted[table] = found.rows[0]?.count ?? 0;
    }
    const self = await tx.execute(sql`select 1 from tenants where id = ${tenantId}`);
    return { ...counted, tenants: self.rows.length };
  });
const left = async (tenantId: string) =>
  Object.entries(await rowsOf(tenantId)).filter(([, count]) => count > 0);

const deletionId = async (): Promise<string> => {
  const [row] = await withTenant(db, tenant.tenantId, (tx) => tx.select().from(tenantDeletions));
  return row?.id ?? '';
};
const ask = () => askTenantDeletion(operator(), { name, reason });
const settle = async (id: string, at: number) =>
  settleTenantDeletion(db, { tenantId: tenant.tenantId, deletionId: id, now: at }, async () => true);
const remove = async (id: string, at: number) =>
  removeTenant(db, { tenantId: tenant.tenantId, deletionId: id, now: at });
const look = (id: string, at: number) =>
  lookAtTenantDeletion(db, { tenantId: tenant.tenantId, deletionId: id, now: at });
const stateOf = async (tenantId: string) =>
  (await withTenant(db, tenantId, (tx) => tx.select().from(tenants)))[0]?.state;

describe('the deletion of an organisation', () => {
  test('needs its name, suspends it, and is asked for once', async () => {
    expect(await refusalOf(askTenantDeletion(operator(), { name: 'Another', reason }))).toBe(
      'invalid_request',
    );
    await ask();
    expect(await stateOf(tenant.tenantId)).toBe('suspended');
    expect(await refusalOf(ask())).toBe('invalid_tenant_state');
    expect(await refusalOf(resumeTenant(operator(), { reason }))).toBe('invalid_tenant_state');
  });

  test('shows its members until when it can be called off, and nothing once it was', async () => {
    const asOwner = contextAt(db, { tenantId: tenant.tenantId, now }, { actor: ownerOf(tenant) });
    const surroundings = {
      publicUrl: 'https://everslot.test',
      temporalUiUrl: null,
      isOperator: false,
      sellsPlans: false,
    };
    const dueAt = async () => (await getMe(asOwner, surroundings)).tenant.deletionDueAt;
    expect(await dueAt()).toBeNull();
    await ask();
    expect(await dueAt()).toBe(new Date(due).toISOString());
    await callOffTenantDeletion(operator(), { reason: 'They stay.' });
    expect(await dueAt()).toBeNull();
  });

  test('can be called off until its day, and the organisation is as it was before', async () => {
    const [, ahead = ''] = await fill(tenant);
    await ask();
    const id = await deletionId();
    await settle(id, due - 1);
    await callOffTenantDeletion(operator(due - 1), { reason: 'They stay.' });
    expect([await stateOf(tenant.tenantId), await look(id, due)]).toEqual(['active', null]);
    await settle(id, due);
    const { booking } = await withTenant(db, tenant.tenantId, (tx) =>
      loadBooking(tx, tenant.tenantId, ahead),
    );
    expect(booking.status).toBe('confirmed');
    await ask();
    await settle(await deletionId(), due);
    expect(await refusalOf(callOffTenantDeletion(operator(due), { reason }))).toBe('invalid_tenant_state');
  });

  test('cancels what is ahead with notice before anything goes', async () => {
    const [past = '', ...ahead] = await fill(tenant);
    await ask();
    await settle(await deletionId(), due);
    const statusOf = async (id: string) =>
      (await withTenant(db, tenant.tenantId, (tx) => loadBooking(tx, tenant.tenantId, id))).booking.status;
    expect(await Promise.all(ahead.map(statusOf))).toEqual(['cancelled', 'cancelled']);
    expect(await statusOf(past)).not.toBe('cancelled');
    const told = await withTenant(db, tenant.tenantId, (tx) =>
      tx.select().from(notifications).where(eq(notifications.template, 'booking_cancelled')),
    );
    expect(told).toHaveLength(2);
    // Guests are not told yet: rows wait.
    const id = await deletionId();
    await settle(id, due + hourMs);
    expect(await look(id, due + 2 * hourMs)).toMatchObject({ state: 'settling' });
    await remove(id, due + hourMs);
    expect((await rowsOf(tenant.tenantId))['bookings']).toBe(3);
  });

  test('leaves nothing in any table, however often it is broken off, and touches nobody else', async () => {
    await fill(tenant);
    await fill(other, 5);
    const before = await rowsOf(other.tenantId);
    await ask();
    const id = await deletionId();
    await settle(id, due);
    await settle(id, due + 25 * hourMs);
    const filled = await left(tenant.tenantId);
    expect(filled.length).toBeGreaterThan(18);
    // Batches of one row, as if each worker had died after its first.
    for (let killed = 0; killed < 5; killed += 1)
      await withTenant(db, tenant.tenantId, (tx) => removeTenantRows(tx, tenant.tenantId, 1));
    await Promise.all([remove(id, due + 26 * hourMs), remove(id, due + 26 * hourMs)]);
    await remove(id, due + 26 * hourMs);
    expect(await left(tenant.tenantId)).toEqual([]);
    expect(await rowsOf(other.tenantId)).toEqual(before);
    expect(await look(id, due + 27 * hourMs)).toBeNull();
    const [entry] = await withTenant(db, installationId, (tx) =>
      tx.select().from(auditLog).where(eq(auditLog.targetId, tenant.tenantId)),
    );
    expect(entry).toMatchObject({ action: 'tenant.delete', reason, after: { cancelledBookings: 2 } });
    expect(JSON.stringify(entry)).not.toContain(name);
    // Whoever is a member elsewhere is one still.
    const people = await withTenant(db, other.tenantId, (tx) => tx.select().from(persons));
    expect(people.map(({ id: person }) => person).toSorted()).toEqual(
      other.hosts.map(({ personId }) => personId).toSorted(),
    );
  });

  test('disconnects what takes payments once the money is back with guests, and a day later all the same', async () => {
    const [, ahead = ''] = await fill(tenant);
    const { tenantId } = tenant;
    const payment = await pay(tenant, ahead);
    await ask();
    const id = await deletionId();
    const isConnected = async () => {
      const rows = await withTenant(db, tenantId, (tx) =>
        tx
          .select()
          .from(integrations)
          .where(eq(integrations.id, payment.integrationId ?? '')),
      );
      return rows[0]?.status === 'connected';
    };
    const ctx = contextAt(db, { tenantId, now: due }, { actor: { kind: 'system' } });
    const giveBack = { key: 'cancel', amountMinor: 2_500, reason: 'host_cancelled' } as const;
    await withTenant(db, tenantId, (tx) => oweRefund(tx, ctx, payment, giveBack));
    await settle(id, due);
    expect(await isConnected()).toBe(true);
    await settle(id, due + hourMs);
    expect(await isConnected()).toBe(true);
    await settle(id, due + 25 * hourMs);
    expect(await isConnected()).toBe(false);
  });

  test('waits for the accounts that somebody asked to have deleted here', async () => {
    await ask();
    const id = await deletionId();
    const [, member] = tenant.hosts;
    const later = due + 48 * hourMs;
    await withTenant(db, tenant.tenantId, (tx) =>
      tx.insert(accountDeletions).values({
        tenantId: tenant.tenantId,
        id: newId('accountDeletion'),
        personId: member?.personId ?? '',
        plan: 'cancel',
        dueAt: later,
        tryAt: later,
      }),
    );
    for (const at of [due, due + hourMs, due + 30 * hourMs]) await settle(id, at);
    expect(await look(id, due + 30 * hourMs)).toEqual({ state: 'settling', tryAt: later });
    await withTenant(db, tenant.tenantId, (tx) =>
      tx.update(accountDeletions).set({ state: 'called_off', settledAt: later }),
    );
    await settle(id, later);
    expect(await look(id, later)).toMatchObject({ state: 'removing' });
  });

  test('has a way into every table with a tenant, and takes no row of a tenant that is not to go', async () => {
    const { rows } = await owner.execute<{ name: string }>(sql`
      select t.name from (select tenant_tables() as name union select 'tenants') t where not exists (
        select from pg_policy p where p.polrelid = format('public.%I', t.name)::regclass and p.polname = 'removal')`);
    expect(rows).toEqual([]);
    const attempt = withTenant(db, tenant.tenantId, (tx) => removeTenantRows(tx, tenant.tenantId, 10));
    await expect(attempt).rejects.toThrow();
    await ask();
    await expect(
      withTenant(db, tenant.tenantId, (tx) => removeTenantRows(tx, tenant.tenantId, 10)),
    ).rejects.toThrow();
  });
});

import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { domains, tenants } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { contextAt, ownerOf, refusalOf } from '#services/booking/testing/requests.ts';
import { addDomain } from './add-domain.ts';
import { checkDomain, removeDomain } from './check-domain.ts';
import { recordDomain } from './follow-domain.ts';
import { listDomains } from './list-domains.ts';
import { createSites, mayHaveCertificate } from './sites.ts';

const now = Date.UTC(2027, 2, 1, 8);
const dayMs = 24 * 3_600_000;
const settings = { publicUrl: 'https://everslot.test', tenantDomain: 'book.test' };
let db: Database;
let tenant: TestTenant;
let other: TestTenant;
let name: string;

beforeAll(() => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 4 });
});
afterAll(() => closeDatabase(db));
beforeEach(async () => {
  [tenant, other] = await Promise.all([createTestTenant(db), createTestTenant(db)]);
  name = `d-${randomUUID()}.example.com`;
});

const as = (who: TestTenant, at = now) =>
  contextAt(db, { tenantId: who.tenantId, now: at }, { actor: ownerOf(who) });
const add = (who = tenant, text = name) => addDomain(as(who), { name: text, sites: settings });
const see = (who: TestTenant, domainId: string, seen: Parameters<typeof recordDomain>[2], at = now) =>
  recordDomain(db, { tenantId: who.tenantId, domainId, now: at }, seen);
const stateOf = async (who: TestTenant) =>
  (await listDomains(as(who), { limit: 10, sites: settings })).items.map(({ state, finding }) => [
    state,
    finding,
  ]);
const sites = () => createSites(db, settings, 0);

describe('domains', () => {
  test('are asked for by several, and had by the one who proves it first', async () => {
    const [mine, theirs] = [await add(), await add(other)];
    expect(mine.proof.value).not.toBe(theirs.proof.value);
    expect(await sites().find(name)).toEqual({ kind: 'unknown' });
    await see(other, theirs.id, 'good');
    await see(tenant, mine.id, 'good');
    expect(await stateOf(tenant)).toEqual([['pending', 'in_use']]);
    expect(await sites().find(name)).toMatchObject({ kind: 'tenant', tenantId: other.tenantId });
    await removeDomain(as(other), { domainId: theirs.id });
    await checkDomain(as(tenant), { domainId: mine.id, sites: settings });
    await see(tenant, mine.id, 'good');
    expect(await sites().find(name)).toMatchObject({ tenantId: tenant.tenantId });
  });

  test('of which two are proved at the same moment belong to one', async () => {
    const ids = [await add(), await add(other)].map(({ id }) => id);
    await Promise.all([see(tenant, ids[0] ?? '', 'good'), see(other, ids[1] ?? '', 'good')]);
    const states = [...(await stateOf(tenant)), ...(await stateOf(other))].map(([state]) => state);
    expect(new Set(states)).toEqual(new Set(['pending', 'verified']));
  });

  test('are refused when they are none, our own or on the list already, whatever their form', async () => {
    for (const wrong of ['nothing', 'co.uk', 'everslot.test', 'a.book.test', '10.0.0.1'])
      expect(await refusalOf(add(tenant, wrong))).toBe('invalid_request');
    await add();
    expect(await refusalOf(add(tenant, `${name.toUpperCase()}.`))).toBe('domain_added');
  });

  test('are as many as the plan allows', async () => {
    await withTenant(db, tenant.tenantId, (tx) =>
      tx.update(tenants).set({ plan: 'pro' }).where(eq(tenants.id, tenant.tenantId)),
    );
    await add();
    expect(await refusalOf(add(tenant, `x-${name}`))).toBe('plan_limit_reached');
  });

  test('of others do not exist', async () => {
    const { id } = await add(other);
    for (const attempt of [
      () => checkDomain(as(tenant), { domainId: id, sites: settings }),
      () => removeDomain(as(tenant), { domainId: id }),
    ])
      expect(await refusalOf(attempt())).toBe('not_found');
    expect(await stateOf(tenant)).toEqual([]);
  });

  test('that are looked at before it is due stay as they are', async () => {
    const { id } = await add();
    await see(tenant, id, 'good');
    await see(tenant, id, 'proof_missing', now + 1);
    expect(await stateOf(tenant)).toEqual([['verified', null]]);
  });

  test('are what guests are sent to while they are in order', async () => {
    const { id } = await add();
    expect(await sites().originOf(tenant.tenantId)).toBe('https://everslot.test');
    await see(tenant, id, 'good');
    expect(await sites().originOf(tenant.tenantId)).toBe(`https://${name}`);
    await see(tenant, id, 'points_elsewhere', now + dayMs);
    expect(await stateOf(tenant)).toEqual([['failing', 'points_elsewhere']]);
    expect(await sites().originOf(tenant.tenantId)).toBe('https://everslot.test');
    expect(await sites().find(name)).toMatchObject({ kind: 'tenant' });
    await see(tenant, id, 'points_elsewhere', now + 4 * dayMs);
    expect(await sites().find(name)).toEqual({ kind: 'unknown' });
  });

  test('may have a certificate while they are served and their organisation is active', async () => {
    const { id } = await add();
    const may = () => mayHaveCertificate(db, settings, name);
    expect(await may()).toBe(false);
    await see(tenant, id, 'good');
    expect(await may()).toBe(true);
    expect(await mayHaveCertificate(db, settings, `x.${name}`)).toBe(false);
    await withTenant(db, tenant.tenantId, (tx) =>
      tx.update(tenants).set({ state: 'suspended' }).where(eq(tenants.id, tenant.tenantId)),
    );
    expect(await may()).toBe(false);
  });

  test('are found by their name without a tenant, and no other row is', async () => {
    const { id } = await add();
    await see(tenant, id, 'good');
    expect(await db.select().from(domains)).toEqual([]);
  });
});

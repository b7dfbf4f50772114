import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '#scripts/testing/database.ts';
import { closeDatabase, type Database, openDatabase } from './client.ts';
import { newId } from './new-id.ts';
import { auditLog } from './schema/audit.ts';
import { links } from './schema/link.ts';
import { persons } from './schema/person.ts';
import { handles, memberProfiles, members, tenants } from './schema/tenant.ts';
import { withRoutingKey, withTenant } from './tenant.ts';
import { createTestLink, createTestTenant, type TestTenant } from './testing/tenant.ts';

let db: Database;
let mine: TestTenant;
let theirs: TestTenant;

beforeAll(async () => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 8 });
  [mine, theirs] = await Promise.all([createTestTenant(db), createTestTenant(db)]);
  await createTestLink(db, mine);
  await createTestLink(db, theirs);
});
afterAll(() => closeDatabase(db));

describe('row-level security', () => {
  test('is enabled, forced and has a policy on every table with a tenant', async () => {
    const owner = openDatabase(testDatabase().ownerUrl, { poolSize: 1 });
    const { rows } = await owner.execute(sql`
      select c.relname, c.relrowsecurity, c.relforcerowsecurity,
        (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind = 'r' and exists (
        select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)`);
    await closeDatabase(owner);
    expect(rows.length).toBeGreaterThan(15);
    for (const row of rows)
      expect({ ...row, policies: Number(row['policies']) > 0 }).toEqual({
        relname: row['relname'],
        relrowsecurity: true,
        relforcerowsecurity: true,
        policies: true,
      });
  });

  test('is forced on every platform table as well; only the webhook inbox, which names nobody, has none', async () => {
    const owner = openDatabase(testDatabase().ownerUrl, { poolSize: 1 });
    const { rows } = await owner.execute<{ relname: string; closed: boolean }>(sql`
      select c.relname, c.relforcerowsecurity and c.relrowsecurity as closed
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind = 'r' and not exists (
        select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)
      order by 1`);
    await closeDatabase(owner);
    expect(rows.map(({ relname, closed }) => `${relname} ${closed ? 'closed' : 'open'}`)).toEqual([
      'claims closed',
      'connected_accounts closed',
      'operators closed',
      'person_photos closed',
      'persons closed',
      'registrations closed',
      'sweeps closed',
      'tenants closed',
      'vendor_calls closed',
      'web_assets closed',
      'webhook_inbox open',
    ]);
  });

  test('shows views under the rights of who reads them', async () => {
    const mineOnly = await withTenant(db, mine.tenantId, (tx) => tx.select().from(memberProfiles));
    expect(mineOnly.map(({ id }) => id)).toEqual(mine.hosts.map(({ id }) => id));
    expect(await db.select().from(memberProfiles)).toEqual([]);
  });

  test('lets an identity lead to its person, the person to the memberships and the names of their tenants', async () => {
    const [host] = mine.hosts;
    const both = await createTestTenant(db, { persons: mine.hosts });
    const found = await withRoutingKey(db, host?.userId ?? '', (tx) => tx.select().from(persons));
    expect(found.map(({ id }) => id)).toEqual([host?.personId]);
    const seen = await withRoutingKey(db, host?.personId ?? '', async (tx) => ({
      members: (await tx.select().from(members)).map(({ tenantId }) => tenantId),
      tenants: (await tx.select().from(tenants)).map(({ id }) => id),
      links: await tx.select().from(links),
    }));
    const expected = [mine.tenantId, both.tenantId].toSorted();
    expect({ ...seen, members: seen.members.toSorted(), tenants: seen.tenants.toSorted() }).toEqual({
      members: expected,
      tenants: expected,
      links: [],
    });
  });

  test('shows nothing without a tenant, also on a connection that served one before', async () => {
    await withTenant(db, mine.tenantId, (tx) => tx.select().from(links));
    await Promise.all(
      Array.from({ length: 20 }, async () => expect(await db.select().from(links)).toEqual([])),
    );
  });

  test('shows a tenant its own rows only, whatever is asked for', async () => {
    const seen = await withTenant(db, mine.tenantId, (tx) => tx.select().from(members));
    expect(new Set(seen.map((row) => row.tenantId))).toEqual(new Set([mine.tenantId]));
    const named = await withTenant(db, mine.tenantId, (tx) =>
      tx.select().from(tenants).where(sql`id = ${theirs.tenantId}`),
    );
    expect(named).toEqual([]);
  });

  test('refuses to write a row of another tenant', async () => {
    const write = withTenant(db, mine.tenantId, (tx) =>
      tx.insert(auditLog).values({
        tenantId: theirs.tenantId,
        id: newId('audit'),
        at: 0,
        actorKind: 'system',
        action: 'x.y',
        targetKind: 'x',
        targetId: 'x',
      }),
    );
    await expect(write).rejects.toMatchObject({ cause: { code: '42501' } });
  });

  test('keeps 400 interleaved transactions of two tenants apart', async () => {
    const runs = Array.from({ length: 400 }, (_, index) => {
      const tenant = index % 2 === 0 ? mine : theirs;
      return withTenant(db, tenant.tenantId, (tx) =>
        tx.select({ tenantId: links.tenantId }).from(links),
      ).then((rows) => rows.every((row) => row.tenantId === tenant.tenantId));
    });
    expect((await Promise.all(runs)).every(Boolean)).toBe(true);
  });

  test('lets a known handle lead to its tenant and shows nobody else on the way', async () => {
    const username = theirs.hosts[0]?.username ?? '';
    const rows = await withRoutingKey(db, username, (tx) => tx.select().from(handles));
    expect(rows.map((row) => row.name)).toEqual([username]);
  });

  test('does not let the application be its owner, bypass it or change the audit log', async () => {
    const {
      rows: [role],
    } = await db.execute<{ bypass: boolean; super: boolean }>(
      sql`select rolbypassrls as bypass, rolsuper as super from pg_roles where rolname = current_user`,
    );
    expect(role).toEqual({ bypass: false, super: false });
    const change = withTenant(db, mine.tenantId, (tx) => tx.update(auditLog).set({ action: 'z' }));
    await expect(change).rejects.toMatchObject({ cause: { code: '42501' } });
  });
});

test('acknowledged writes survive a crash: synchronous_commit is on', async () => {
  const {
    rows: [row],
  } = await db.execute<{ synchronous_commit: string }>(sql`show synchronous_commit`);
  expect(row?.synchronous_commit).toBe('on');
});

import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { addUnproven } from '#api/testing/unproven.ts';
import { closeDatabase, openDatabase } from '#db/client.ts';
import { users } from '#db/schema/auth.ts';
import { schedules } from '#db/schema/schedule.ts';
import { withTenant } from '#db/tenant.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { createIdentity } from '#services/account/identity.ts';
import { listMemberships, type Membership } from '#services/account/memberships.ts';
import { createTenant, type NewTenant, readTenant } from './create-tenant.ts';

const settings = { publicUrl: 'http://localhost:3000', authSecret: 'kT3hW8qZs1mVx9yB4cN7dR2fG5jL0pQa' };
const databases = () => {
  const { appUrl, authUrl } = testDatabase();
  return { appUrl, authUrl, ...settings };
};
const someone = (): NewTenant => {
  const username = `owner-${randomBytes(5).toString('hex')}`;
  const email = `${username}@example.com`;
  return {
    name: 'Studio',
    owner: 'Ada Lovelace',
    username,
    email,
    'time-zone': 'Europe/London',
    locale: 'en',
    plan: 'enterprise',
  };
};

async function post(path: string, body: object): Promise<Response> {
  const db = openDatabase(testDatabase().authUrl, { poolSize: 1 });
  const { publicUrl, authSecret: secret } = settings;
  const identity = createIdentity({ db, publicUrl, secret, trustedOrigins: [] });
  const response = await identity.handle(
    new Request(`${publicUrl}/api/auth/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: publicUrl },
      body: JSON.stringify(body),
    }),
  );
  await closeDatabase(db);
  return response;
}

const addMade = async (email: string, password: string): Promise<void> => {
  const authDb = openDatabase(testDatabase().authUrl, { poolSize: 1 });
  const { publicUrl, authSecret: secret } = settings;
  const identity = createIdentity({ db: authDb, publicUrl, secret, trustedOrigins: [] });
  await addUnproven({ authDb, identity }, { email, password });
  await closeDatabase(authDb);
};

const canSignIn = async (email: string, password: string): Promise<boolean> =>
  (await post('sign-in/email', { email, password })).ok;

async function membershipsOf(email: string): Promise<Membership[]> {
  const { appUrl, authUrl } = testDatabase();
  const [db, identityDb] = [openDatabase(appUrl, { poolSize: 1 }), openDatabase(authUrl, { poolSize: 1 })];
  const [user] = await identityDb.select({ id: users.id }).from(users).where(eq(users.email, email));
  const found = await listMemberships(db, user?.id ?? '');
  await Promise.all([closeDatabase(db), closeDatabase(identityDb)]);
  return found;
}

describe('create-tenant', () => {
  test('the owner of a new tenant signs in with the password that was printed', async () => {
    const tenant = someone();
    const { password } = await createTenant(tenant, databases());
    expect(password).toMatch(/^[\w-]{16}$/);
    expect(await canSignIn(tenant.email, password ?? '')).toBe(true);
  });

  test('the hours of a new owner are named in their language', async () => {
    const db = openDatabase(testDatabase().appUrl, { poolSize: 1 });
    const names: string[] = [];
    for (const locale of ['en', 'vi'] as const) {
      const { tenantId } = await createTenant({ ...someone(), locale }, databases());
      const rows = await withTenant(db, tenantId, (tx) =>
        tx.select({ name: schedules.name }).from(schedules),
      );
      names.push(...rows.map(({ name }) => name));
    }
    await closeDatabase(db);
    expect(names).toEqual(['Working hours', 'Giờ làm việc']);
  });

  test('a taken username makes nothing', async () => {
    const tenant = someone();
    await createTenant(tenant, databases());
    const other = { ...someone(), username: tenant.username };
    await expect(createTenant(other, databases())).rejects.toThrow(/is taken; choose another/);
    expect(await canSignIn(other.email, 'anything')).toBe(false);
  });

  test('an address that could sign in before keeps its password and gets one membership more', async () => {
    const tenant = someone();
    const first = await createTenant(tenant, databases());
    const second = await createTenant({ ...someone(), name: 'Club', email: tenant.email }, databases());
    expect(second.password).toBeUndefined();
    expect(await canSignIn(tenant.email, first.password ?? '')).toBe(true);
    expect(
      (await membershipsOf(tenant.email)).map(({ tenantId, tenantName }) => [tenantId, tenantName]),
    ).toEqual([
      [first.tenantId, 'Studio'],
      [second.tenantId, 'Club'],
    ]);
  });

  test('an account that somebody made for the address without proving it does not become the owner', async () => {
    const tenant = someone();
    const stolen = 'the password of somebody else';
    await addMade(tenant.email, stolen);
    expect(await canSignIn(tenant.email, stolen)).toBe(true);
    const { password } = await createTenant(tenant, databases());
    expect(await canSignIn(tenant.email, stolen)).toBe(false);
    expect(await canSignIn(tenant.email, password ?? '')).toBe(true);
  });

  test('an address that could never sign in is refused', () => {
    const args = ['--name', 'S', '--owner', 'J', '--username', 'joerg', '--time-zone', 'UTC', '--email'];
    expect(() => readTenant([...args, 'jörg@example.com'])).toThrow(/--email must have no letters but ASCII/);
    expect(readTenant([...args, 'Joerg@Bücher.EXAMPLE']).email).toBe('joerg@xn--bcher-kva.example');
  });

  test('wrong arguments are all named, with the usage', () => {
    expect(() => readTenant(['--username', 'app', '--time-zone', 'Mars/Olympus', '--locale', 'de'])).toThrow(
      /--name is missing; --owner is missing; --username is .*; --email is missing; --time-zone must .*; --locale .*\.\nusage:/,
    );
    expect(() => readTenant(['--colour', 'red'])).toThrow(/Unknown option '--colour'[^]*\nusage:/);
  });
});

import { randomBytes } from 'node:crypto';
import { describe, expect, inject, test } from 'vitest';
import { closeDatabase, openDatabase } from '#db/client.ts';
import { createIdentity } from '#services/account/identity.ts';
import { createTenant, type NewTenant, readTenant } from './create-tenant.ts';

const settings = { publicUrl: 'http://localhost:3000', authSecret: 'kT3hW8qZs1mVx9yB4cN7dR2fG5jL0pQa' };
const databases = () => {
  const { appUrl, authUrl } = inject('databaseUrls');
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
  };
};

async function canSignIn(email: string, password: string): Promise<boolean> {
  const db = openDatabase(inject('databaseUrls').authUrl, { poolSize: 1 });
  const { publicUrl, authSecret: secret } = settings;
  const identity = createIdentity({ db, publicUrl, secret, trustedOrigins: [], signUpEnabled: false });
  const response = await identity.handle(
    new Request(`${publicUrl}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: publicUrl },
      body: JSON.stringify({ email, password }),
    }),
  );
  await closeDatabase(db);
  return response.ok;
}

describe('create-tenant', () => {
  test('the owner of a new tenant signs in with the password that was printed', async () => {
    const tenant = someone();
    const { password } = await createTenant(tenant, databases());
    expect(password).toMatch(/^[\w-]{16}$/);
    expect(await canSignIn(tenant.email, password ?? '')).toBe(true);
  });

  test('a taken username makes nothing', async () => {
    const tenant = someone();
    await createTenant(tenant, databases());
    const other = { ...someone(), username: tenant.username };
    await expect(createTenant(other, databases())).rejects.toThrow(/is taken; choose another/);
    expect(await canSignIn(other.email, 'anything')).toBe(false);
  });

  test('an address that could sign in before keeps its password', async () => {
    const tenant = someone();
    const { password } = await createTenant(tenant, databases());
    const second = await createTenant({ ...someone(), email: tenant.email }, databases());
    expect(second.password).toBeUndefined();
    expect(await canSignIn(tenant.email, password ?? '')).toBe(true);
  });

  test('wrong arguments are all named, with the usage', () => {
    expect(() => readTenant(['--username', 'app', '--time-zone', 'Mars/Olympus', '--locale', 'de'])).toThrow(
      /--name is missing; --owner is missing; --username is .*; --email is missing; --time-zone must .*; --locale .*\.\nusage:/,
    );
    expect(() => readTenant(['--colour', 'red'])).toThrow(/Unknown option '--colour'[^]*\nusage:/);
  });
});

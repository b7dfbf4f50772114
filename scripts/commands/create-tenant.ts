import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { Email, Handle, Locale, line, TimeZone } from '#contracts/fields.ts';
import { addMember, findPersonId } from '#db/add-member.ts';
import { closeDatabase, openDatabase } from '#db/client.ts';
import { databaseEnv, identityDatabaseEnv } from '#db/env.ts';
import { newId } from '#db/new-id.ts';
import { schedules } from '#db/schema/schedule.ts';
import { handles, tenants } from '#db/schema/tenant.ts';
import { withRoutingKey, withTenant } from '#db/tenant.ts';
import { runCommand, SetupError } from '#scripts/report.ts';
import { readSettings } from '#scripts/settings.ts';
import { createIdentity } from '#services/account/identity.ts';
import { addressesEnv, identitySecretsEnv } from '#services/env.ts';

const usage =
  'usage: npm run create-tenant -- --name <tenant> --owner <full name> --username <in addresses> --email <address> --time-zone <IANA name> [--locale en|vi]';

const NewTenant = z.object({
  name: line(100),
  owner: line(100),
  username: Handle,
  /** In the form sign-in knows it by; what it would refuse could never sign in. */
  email: Email.toLowerCase().pipe(
    z.email({ error: 'must have no letters but ASCII before the @: it could not sign in' }),
  ),
  'time-zone': TimeZone,
  locale: Locale.default('en'),
});
export type NewTenant = z.output<typeof NewTenant>;

export type TenantDatabases = { appUrl: string; authUrl: string; publicUrl: string; authSecret: string };

const options = {
  name: { type: 'string' },
  owner: { type: 'string' },
  username: { type: 'string' },
  email: { type: 'string' },
  'time-zone': { type: 'string' },
  locale: { type: 'string' },
} as const;

/** Throws a SetupError that names everything that is wrong and ends with the usage. */
export function readTenant(args: readonly string[]): NewTenant {
  try {
    return NewTenant.parse(parseArgs({ args: [...args], options }).values);
  } catch (error) {
    const problems =
      error instanceof z.ZodError
        ? error.issues.map(({ path, code, message }) =>
            code === 'invalid_type' ? `--${path.join()} is missing` : `--${path.join()} ${message}`,
          )
        : [error instanceof Error ? error.message.split('. ')[0] : String(error)];
    throw new SetupError(`${problems.join('; ')}.\n${usage}`);
  }
}

const officeHours = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, startMinute: 9 * 60, endMinute: 17 * 60 }));

/**
 * Makes a tenant with its owner, who can sign in and has office hours. Returns the password made for them; undefined when the
 * address is that of somebody who has proved it: they keep their password and their data and get one membership more. Throws a
 * SetupError, with nothing made, when the username is taken.
 */
export async function createTenant(
  tenant: NewTenant,
  databases: TenantDatabases,
): Promise<{ tenantId: string; password: string | undefined }> {
  const db = openDatabase(databases.appUrl, { poolSize: 1, applicationName: 'everslot-create-tenant' });
  const identityDb = openDatabase(databases.authUrl, {
    poolSize: 1,
    applicationName: 'everslot-create-tenant',
  });
  try {
    const { username, 'time-zone': timeZone, locale, email, owner } = tenant;
    const found = await withRoutingKey(db, username, (tx) => tx.select({ name: handles.name }).from(handles));
    if (found.length > 0) throw new SetupError(`The username ${username} is taken; choose another.`);
    const password = randomBytes(12).toString('base64url');
    const identity = createIdentity({
      db: identityDb,
      publicUrl: databases.publicUrl,
      secret: databases.authSecret,
      trustedOrigins: [],
      signUpEnabled: false,
    });
    const { userId, isNew } = await identity.createUser({ email, name: owner, password });
    const known = await withRoutingKey(db, userId, (tx) => findPersonId(tx, userId));
    const tenantId = newId('tenant');
    const memberId = newId('member');
    await withTenant(db, tenantId, async (tx) => {
      await tx.insert(tenants).values({ id: tenantId, name: tenant.name, locale });
      const person = known ?? { userId, name: owner, email, timeZone, locale };
      await addMember(tx, tenantId, { memberId, person, role: 'owner', handle: username });
      const name = locale === 'vi' ? 'Giờ làm việc' : 'Working hours';
      const hours = { name, timeZone, weekly: officeHours, isDefault: true };
      await tx.insert(schedules).values({ tenantId, id: newId('schedule'), memberId, ...hours });
    });
    return { tenantId, password: isNew ? password : undefined };
  } finally {
    await Promise.all([closeDatabase(db), closeDatabase(identityDb)]);
  }
}

if (import.meta.main) {
  await runCommand(async () => {
    const tenant = readTenant(process.argv.slice(2));
    const settings = readSettings({
      ...databaseEnv,
      ...identityDatabaseEnv,
      ...addressesEnv,
      ...identitySecretsEnv,
    });
    const { PUBLIC_URL: publicUrl } = settings;
    const { password } = await createTenant(tenant, {
      appUrl: settings.DATABASE_URL,
      authUrl: settings.DATABASE_AUTH_URL,
      publicUrl,
      authSecret: settings.AUTH_SECRET,
    });
    console.log(`${tenant.name}: sign in at ${publicUrl}/app as ${tenant.email}`);
    console.log(password ? `with password ${password}` : 'with the password this address has already.');
    return 0;
  });
}

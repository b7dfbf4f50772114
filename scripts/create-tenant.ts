import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { Email, Locale, line, Slug, TimeZone } from '#contracts/fields.ts';
import { closeDatabase, openDatabase } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { schedules } from '#db/schema/schedule.ts';
import { members, tenants } from '#db/schema/tenant.ts';
import { withRoutingKey, withTenant } from '#db/tenant.ts';
import { createIdentity } from '#services/account/identity.ts';
import { required, runCommand, SetupError } from './report.ts';

const usage =
  'usage: npm run create-tenant -- --name <tenant> --owner <full name> --username <in addresses> --email <address> --time-zone <IANA name> [--locale en|vi]';

/** First parts of addresses that lead elsewhere than to a host's page. */
const taken = ['api', 'app', 'b', 'health', 'metrics', 'problems'];

const NewTenant = z.object({
  name: line(100),
  owner: line(100),
  username: Slug.refine((name) => !taken.includes(name), { error: 'is an address of the product itself' }),
  email: Email.toLowerCase(),
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
 * address could sign in before, which keeps its own. Throws a SetupError, with nothing made, when the username is taken.
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
    const found = await withRoutingKey(db, username, (tx) => tx.select({ id: members.id }).from(members));
    if (found.length > 0) throw new SetupError(`The username ${username} is taken; choose another.`);
    const known = await identityDb.execute(sql`select 1 from auth.users where email = ${email}`);
    const password = randomBytes(12).toString('base64url');
    const identity = createIdentity({
      db: identityDb,
      publicUrl: databases.publicUrl,
      secret: databases.authSecret,
      trustedOrigins: [],
      signUpEnabled: false,
    });
    const { userId } = await identity.createUser({ email, name: owner, password });
    const tenantId = newId('tenant');
    const memberId = newId('member');
    await withTenant(db, tenantId, async (tx) => {
      await tx.insert(tenants).values({ id: tenantId, slug: username, name: tenant.name, locale });
      const person = { name: owner, email, username, timeZone, locale, role: 'owner' as const };
      await tx.insert(members).values({ tenantId, id: memberId, userId, ...person });
      const hours = { name: 'Working hours', timeZone, weekly: officeHours, isDefault: true };
      await tx.insert(schedules).values({ tenantId, id: newId('schedule'), memberId, ...hours });
    });
    return { tenantId, password: known.rows.length > 0 ? undefined : password };
  } finally {
    await Promise.all([closeDatabase(db), closeDatabase(identityDb)]);
  }
}

if (import.meta.main) {
  await runCommand(async () => {
    const tenant = readTenant(process.argv.slice(2));
    const publicUrl = required('PUBLIC_URL');
    const { password } = await createTenant(tenant, {
      appUrl: required('DATABASE_URL'),
      authUrl: required('DATABASE_AUTH_URL'),
      publicUrl,
      authSecret: required('AUTH_SECRET'),
    });
    console.log(`${tenant.name}: sign in at ${publicUrl}/app as ${tenant.email}`);
    console.log(password ? `with password ${password}` : 'with the password this address has already.');
    return 0;
  });
}

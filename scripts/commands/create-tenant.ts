import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { Email, Handle, Locale, line, TimeZone } from '#contracts/fields.ts';
import { closeDatabase, openDatabase } from '#db/client.ts';
import { databaseEnv, identityDatabaseEnv } from '#db/env.ts';
import { newId } from '#db/new-id.ts';
import { installationId } from '#domain/audit/types.ts';
import { AppError } from '#domain/errors.ts';
import { plans } from '#domain/plan/types.ts';
import { runCommand, SetupError } from '#scripts/report.ts';
import { readSettings } from '#scripts/settings.ts';
import { createIdentity } from '#services/account/identity.ts';
import { addressesEnv, identitySecretsEnv } from '#services/env.ts';
import { createTenant as addTenant } from '#services/tenant/create-tenant.ts';

const usage =
  'usage: npm run create-tenant -- --name <tenant> --owner <full name> --username <in addresses> --email <address> --time-zone <IANA name> [--locale en|vi] [--plan free|pro|team|enterprise]';

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
  plan: z.enum(plans).default('enterprise'),
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
  plan: { type: 'string' },
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

/**
 * Makes a tenant with its owner, who can sign in and has office hours. Returns the password made for them; undefined when the
 * address is that of somebody who has proved it: they keep their password and their data and get one membership more. Throws a
 * SetupError, with nothing made, when the username is taken.
 */
export async function createTenant(
  tenant: NewTenant,
  databases: TenantDatabases,
): Promise<{ tenantId: string; password: string | undefined }> {
  const db = openDatabase(databases.appUrl, { poolSize: 2, applicationName: 'everslot-create-tenant' });
  const identityDb = openDatabase(databases.authUrl, {
    poolSize: 1,
    applicationName: 'everslot-create-tenant',
  });
  try {
    const { name, username, 'time-zone': timeZone, locale, email, owner, plan } = tenant;
    const password = randomBytes(12).toString('base64url');
    const identity = createIdentity({
      db: identityDb,
      publicUrl: databases.publicUrl,
      secret: databases.authSecret,
      trustedOrigins: [],
    });
    const context = {
      db,
      tenantId: installationId,
      actor: { kind: 'system' },
      now: Date.now,
      newId,
    } as const;
    const admin = { name: owner, email, username };
    const input = { name, handle: null, locale, timeZone, plan, admin, password };
    const { tenantId, isNewUser } = await addTenant(context, identity, input);
    return { tenantId, password: isNewUser ? password : undefined };
  } catch (error) {
    if (error instanceof AppError && error.code === 'handle_taken')
      throw new SetupError(`The username ${tenant.username} is taken; choose another.`);
    throw error;
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

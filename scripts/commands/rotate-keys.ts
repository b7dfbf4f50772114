import { sql } from 'drizzle-orm';
import { closeDatabase, openDatabase } from '#db/client.ts';
import { adminDatabaseEnv, databaseEnv, identityDatabaseEnv } from '#db/env.ts';
import { runCommand } from '#scripts/report.ts';
import { openApplicationDatabase, readSettings } from '#scripts/settings.ts';
import { rotateSeeds } from '#services/account/second-factor/rotate-seeds.ts';
import { secretsEnv } from '#services/env.ts';
import { rotateCredentials } from '#services/integration/rotate-credentials.ts';
import { createSecretBox } from '#services/secrets.ts';

/**
 * Puts every stored token and every seed of a second factor under the first key of ENCRYPTION_KEYS: add the new key in front, restart API and workers, run
 * this, then drop the old key. DATABASE_ADMIN_URL lists the tenants; tokens are read and written as the application, seeds as the identity role.
 */
await runCommand(async () => {
  const { ENCRYPTION_KEYS } = secretsEnv;
  const settings = readSettings({
    ...databaseEnv,
    ...identityDatabaseEnv,
    ...adminDatabaseEnv,
    ENCRYPTION_KEYS,
  });
  const keys = settings.ENCRYPTION_KEYS;
  const box = createSecretBox(keys);
  const app = await openApplicationDatabase(settings.DATABASE_URL);
  const adminUrl = new URL(settings.DATABASE_ADMIN_URL);
  adminUrl.pathname = new URL(settings.DATABASE_URL).pathname;
  const auth = openDatabase(settings.DATABASE_AUTH_URL, { poolSize: 1 });
  const admin = openDatabase(adminUrl.href, { poolSize: 1 });
  try {
    const { rows } = await admin.execute<{ id: string }>(sql`select id from tenants order by id`);
    const seeds = await rotateSeeds(auth, box);
    let rewrapped = seeds.rewrapped;
    let current = seeds.alreadyCurrent;
    for (const { id } of rows) {
      const count = await rotateCredentials(app, box, id);
      rewrapped += count.rewrapped;
      current += count.alreadyCurrent;
    }
    console.log(`${rewrapped} secrets put under key ${keys[0]?.id}, ${current} were already.`);
    return 0;
  } finally {
    await closeDatabase(app);
    await closeDatabase(admin);
    await closeDatabase(auth);
  }
});

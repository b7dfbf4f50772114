import { sql } from 'drizzle-orm';
import { closeDatabase, openDatabase } from '#db/client.ts';
import { adminDatabaseEnv, databaseEnv } from '#db/env.ts';
import { runCommand } from '#scripts/report.ts';
import { openApplicationDatabase, readSettings } from '#scripts/settings.ts';
import { secretsEnv } from '#services/env.ts';
import { rotateCredentials } from '#services/integration/rotate-credentials.ts';
import { createSecretBox } from '#services/secrets.ts';

/**
 * Puts every stored token under the first key of ENCRYPTION_KEYS: add the new key in front, restart API and workers, run
 * this, then drop the old key. DATABASE_ADMIN_URL lists the tenants; the tokens are read and written as the application.
 */
await runCommand(async () => {
  const { ENCRYPTION_KEYS } = secretsEnv;
  const settings = readSettings({ ...databaseEnv, ...adminDatabaseEnv, ENCRYPTION_KEYS });
  const keys = settings.ENCRYPTION_KEYS;
  const box = createSecretBox(keys);
  const app = await openApplicationDatabase(settings.DATABASE_URL);
  const adminUrl = new URL(settings.DATABASE_ADMIN_URL);
  adminUrl.pathname = new URL(settings.DATABASE_URL).pathname;
  const admin = openDatabase(adminUrl.href, { poolSize: 1 });
  try {
    const { rows } = await admin.execute<{ id: string }>(sql`select id from tenants order by id`);
    let rewrapped = 0;
    let current = 0;
    for (const { id } of rows) {
      const count = await rotateCredentials(app, box, id);
      rewrapped += count.rewrapped;
      current += count.alreadyCurrent;
    }
    console.log(`${rewrapped} tokens put under key ${keys[0]?.id}, ${current} were already.`);
    return 0;
  } finally {
    await closeDatabase(app);
    await closeDatabase(admin);
  }
});

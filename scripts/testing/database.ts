import { randomBytes } from 'node:crypto';
import { env } from 'node:process';
import { Client, escapeIdentifier } from 'pg';
import { inject } from 'vitest';
import { type DatabaseUrls, prepareDatabase } from '#db/migrate.ts';

/**
 * The database of this test process, as owner, as the application's role and as the identity role. Files that run at the
 * same time have different ones: a relay takes everybody's wake-ups.
 */
export const testDatabase = (): DatabaseUrls => {
  const urls = inject('databases')[Number(env['VITEST_POOL_ID'] ?? '1') - 1];
  if (urls === undefined) throw new Error('more test processes than databases');
  return urls;
};

export type OwnDatabase = {
  urls: DatabaseUrls;
  /** Of a superuser, who sees every row. */
  adminUrl: string;
  /** Also while somebody is connected. */
  drop: () => Promise<void>;
};

/** A database that no other file sees, for what goes over the whole installation. */
export const openOwnDatabase = async (): Promise<OwnDatabase> => {
  const [adminUrl, template] = [inject('databaseAdminUrl'), inject('databaseTemplate')];
  const database = `${template}_${randomBytes(6).toString('hex')}`;
  return {
    urls: await prepareDatabase(adminUrl, { database, template }),
    adminUrl: new URL(`/${database}`, adminUrl).href,
    drop: async () => {
      const admin = new Client({ connectionString: adminUrl });
      await admin.connect();
      await admin.query(`drop database if exists ${escapeIdentifier(database)} with (force)`);
      await admin.end();
    },
  };
};

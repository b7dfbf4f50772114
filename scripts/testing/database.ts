import { env } from 'node:process';
import { inject } from 'vitest';
import type { DatabaseUrls } from '#db/migrate.ts';

/**
 * The database of this test process, as owner, as the application's role and as the identity role. Files that run at the
 * same time have different ones: a relay takes everybody's wake-ups.
 */
export const testDatabase = (): DatabaseUrls => {
  const urls = inject('databases')[Number(env['VITEST_POOL_ID'] ?? '1') - 1];
  if (urls === undefined) throw new Error('more test processes than databases');
  return urls;
};

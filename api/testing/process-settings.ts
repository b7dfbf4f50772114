import { testDatabase } from '#scripts/testing/database.ts';

/** What an API that is tried as a process is given. */
export const processSettings = (port: number, temporalAddress: string): Record<string, string> => ({
  NODE_ENV: 'test',
  PORT: String(port),
  PUBLIC_URL: `http://localhost:${port}`,
  DATABASE_URL: testDatabase().appUrl,
  DATABASE_AUTH_URL: testDatabase().authUrl,
  AUTH_SECRET: 'a'.repeat(40),
  LINK_SECRET: 'l'.repeat(40),
  ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
  TEMPORAL_ADDRESS: temporalAddress,
});

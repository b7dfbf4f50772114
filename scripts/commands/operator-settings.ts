import { rm, writeFile } from 'node:fs/promises';

/** What `create-tenant` reads. */
const names = ['DATABASE_URL', 'DATABASE_AUTH_URL', 'PUBLIC_URL', 'AUTH_SECRET'] as const;

/**
 * Lets `npm run create-tenant` work on what `npm start` runs: writes what it reads into a file that only this account may
 * read, and answers how to take it away. Files of settings have no escapes, and none of these values needs one.
 */
export async function offerSettings(
  file: string,
  env: Readonly<Record<string, string>>,
): Promise<() => Promise<void>> {
  // A file that is there keeps its mode.
  await rm(file, { force: true });
  await writeFile(file, names.map((name) => `${name}=${env[name] ?? ''}\n`).join(''), { mode: 0o600 });
  return () => rm(file, { force: true });
}

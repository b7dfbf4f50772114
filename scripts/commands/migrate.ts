import { migrationEnv } from '#db/env.ts';
import { prepareDatabase } from '#db/migrate.ts';
import { reasonOf, runCommand, SetupError } from '#scripts/report.ts';
import { readSettings } from '#scripts/settings.ts';

/** No server there, or one that does not let this account in; anything else is a fault of ours and keeps its stack. */
const isConnectionFailure = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^(E[A-Z]+|28...|3D000|57P03)$/.test(String(error.code));

/** Creates roles and database when they are missing and applies every migration: run it before each new version of API and worker. */
await runCommand(async () => {
  const settings = readSettings(migrationEnv);
  const passwords = {
    owner: settings.DATABASE_OWNER_PASSWORD,
    app: settings.DATABASE_APP_PASSWORD,
    auth: settings.DATABASE_AUTH_PASSWORD,
    ops: settings.DATABASE_OPS_PASSWORD,
  };
  await prepareDatabase(settings.DATABASE_ADMIN_URL, { passwords }).catch((error: unknown) => {
    if (!isConnectionFailure(error)) throw error;
    throw new SetupError(`The server that DATABASE_ADMIN_URL names cannot be used: ${reasonOf(error)}.`);
  });
  console.log('The database is up to date.');
  return 0;
});

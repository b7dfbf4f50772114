import { prepareDatabase } from '#db/migrate.ts';
import { reasonOf, required, runCommand, SetupError } from '#scripts/report.ts';

/** No server there, or one that does not let this account in; anything else is a fault of ours and keeps its stack. */
const isConnectionFailure = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^(E[A-Z]+|28...|3D000|57P03)$/.test(String(error.code));

/** Creates roles and database when they are missing and applies every migration: run it before each new version of API and worker. */
await runCommand(async () => {
  const adminUrl = required('DATABASE_ADMIN_URL');
  const passwords = {
    owner: required('DATABASE_OWNER_PASSWORD'),
    app: required('DATABASE_APP_PASSWORD'),
    auth: required('DATABASE_AUTH_PASSWORD'),
  };
  await prepareDatabase(adminUrl, { passwords }).catch((error: unknown) => {
    if (!isConnectionFailure(error)) throw error;
    throw new SetupError(`The server that DATABASE_ADMIN_URL names cannot be used: ${reasonOf(error)}.`);
  });
  console.log('The database is up to date.');
  return 0;
});

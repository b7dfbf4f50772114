import { prepareDatabase } from '#db/migrate.ts';
import { runCommand, SetupError } from './report.ts';

function required(name: string): string {
  const value = process.env[name];
  if (value) return value;
  throw new SetupError(`${name} is missing; see .env.example.`);
}

/** Creates roles and database when they are missing and applies every migration: run it before each new version of API and worker. */
await runCommand(async () => {
  await prepareDatabase(required('DATABASE_ADMIN_URL'), {
    passwords: {
      owner: required('DATABASE_OWNER_PASSWORD'),
      app: required('DATABASE_APP_PASSWORD'),
      auth: required('DATABASE_AUTH_PASSWORD'),
    },
  });
  console.log('The database is up to date.');
  return 0;
});

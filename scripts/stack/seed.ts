import { closeDatabase, openDatabase } from '#db/client.ts';
import type { DatabaseUrls } from '#db/migrate.ts';
import { demoHosts, seedDemo } from '#db/seed.ts';
import { createIdentity } from '#services/account/identity.ts';
import { connectDemoPayments } from './demo-payments.ts';

export type DemoLogin = { email: string; password: string; guestPath: string };

/** Creates the demo tenant unless it is there, and says how to sign in as its first host. */
export async function seedDemoTenant(
  urls: DatabaseUrls,
  settings: {
    publicUrl: string;
    authSecret: string;
    /** Environment of the API, and the emulator that stands in for a payment vendor; '' when none does. */
    env: Readonly<Record<string, string>>;
    paymentsUrl: string;
  },
): Promise<DemoLogin | undefined> {
  const db = openDatabase(urls.appUrl, { poolSize: 2, applicationName: 'everslot-seed' });
  const identityDb = openDatabase(urls.authUrl, { poolSize: 2, applicationName: 'everslot-seed' });
  try {
    const identity = createIdentity({
      db: identityDb,
      publicUrl: settings.publicUrl,
      secret: settings.authSecret,
      trustedOrigins: [],
    });
    const { tenantId, created, logins } = await seedDemo({
      db,
      createUser: (user) => identity.createUser(user),
    });
    const { env, paymentsUrl: emulatorUrl } = settings;
    if (created && emulatorUrl !== '') await connectDemoPayments(db, tenantId, { env, emulatorUrl });
    const [login] = logins;
    return login && { ...login, guestPath: `/${demoHosts[0].username}` };
  } finally {
    await Promise.all([closeDatabase(db), closeDatabase(identityDb)]);
  }
}

import { closeDatabase, openDatabase } from '#db/client.ts';
import type { DatabaseUrls } from '#db/migrate.ts';
import { demoHosts, seedDemo } from '#db/seed.ts';
import { createIdentity } from '#services/account/identity.ts';

export type DemoLogin = { email: string; password: string; guestPath: string };

/** Creates the demo tenant unless it is there, and says how to sign in as its first host. */
export async function seedDemoTenant(
  urls: DatabaseUrls,
  settings: { publicUrl: string; authSecret: string },
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
    const { logins } = await seedDemo({ db, createUser: (user) => identity.createUser(user) });
    const [login] = logins;
    return login && { ...login, guestPath: `/${demoHosts[0].username}` };
  } finally {
    await Promise.all([closeDatabase(db), closeDatabase(identityDb)]);
  }
}

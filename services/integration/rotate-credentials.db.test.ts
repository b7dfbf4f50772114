import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { integrations } from '#db/schema/integration.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestTenant } from '#db/testing/tenant.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { createSecretBox } from '#services/secrets.ts';
import { loadCredentials, sealCredentials } from './credentials.ts';
import { rotateCredentials } from './rotate-credentials.ts';

let db: Database;
beforeAll(() => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 2 });
});
afterAll(() => closeDatabase(db));

test('tokens are put under the new key once and open without the old one', async () => {
  const { tenantId, hosts } = await createTestTenant(db);
  const old = { id: 'k1', key: randomBytes(32) };
  const fresh = { id: 'k2', key: randomBytes(32) };
  const integrationId = newId('integration');
  const key = { tenantId, integrationId };
  await withTenant(db, tenantId, (tx) =>
    tx.insert(integrations).values({
      tenantId,
      id: integrationId,
      capability: 'calendar',
      auth: 'oauth',
      memberId: hosts[0]?.id ?? '',
      vendor: 'google',
      externalAccountId: 'a',
      accountLabel: 'a@example.com',
      status: 'connected',
      connectedAt: 0,
      credentialsCiphertext: sealCredentials(createSecretBox([old]), key, { accessToken: 'secret' }),
    }),
  );
  const both = createSecretBox([fresh, old]);
  expect(await rotateCredentials(db, both, tenantId)).toEqual({ rewrapped: 1, alreadyCurrent: 0 });
  expect(await rotateCredentials(db, both, tenantId)).toEqual({ rewrapped: 0, alreadyCurrent: 1 });
  expect((await loadCredentials(db, createSecretBox([fresh]), key)).credentials).toEqual({
    accessToken: 'secret',
  });
});

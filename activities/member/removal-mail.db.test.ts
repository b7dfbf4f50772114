import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { notifications } from '#db/schema/notification.ts';
import { members } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import type { EmailContent } from '#providers/email/port.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { personOf } from '#services/account/person-of.ts';
import { createTokenSigner } from '#services/booking/read/manage-token.ts';
import { contextAt, ownerOf } from '#services/booking/testing/requests.ts';
import { removeMember } from '#services/departure/depart.ts';
import { createSites } from '#services/domain/sites.ts';
import { createNotificationActivities } from '../notification.ts';

let db: Database;
let tenant: TestTenant;
const now = Date.UTC(2027, 2, 1, 8);
const rendered: EmailContent[] = [];

beforeAll(async () => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 3 });
  tenant = await createTestTenant(db, { hosts: 3 });
});
afterAll(() => closeDatabase(db));

const { deliverNotifications } = createNotificationActivities({
  get db() {
    return db;
  },
  mailerOf: async () => ({
    vendor: 'resend',
    send: async (mail) => ({ externalId: mail.idempotencyKey }),
  }),
  render: async (content) => {
    rendered.push(content);
    return { subject: content.template, html: '<p>Hello</p>', text: 'Hello' };
  },
  signer: createTokenSigner('x'.repeat(32)),
  get sites() {
    return createSites(db, { publicUrl: 'http://localhost', tenantDomain: '' });
  },
  appUrl: 'http://localhost/app',
  fromAddress: 'bookings@everslot.test',
});

const owner = () => contextAt(db, { tenantId: tenant.tenantId, now }, { actor: ownerOf(tenant) });
const memberOf = (index: number): string => tenant.hosts[index]?.id ?? '';
/** What has become of the mails to a member, once they were due. */
const deliveredTo = async (index: number) => {
  const { tenantId } = tenant;
  const personId = await withTenant(db, tenantId, (tx) => personOf(tx, tenantId, memberOf(index)));
  await deliverNotifications({ tenantId, subjectId: personId, now });
  return withTenant(db, tenantId, (tx) =>
    tx
      .select({ template: notifications.template, state: notifications.state })
      .from(notifications)
      .where(eq(notifications.subjectId, personId)),
  );
};

test('somebody who was removed is told when, though they are a member no more', async () => {
  await removeMember(owner(), { memberId: memberOf(1), plan: 'cancel' });
  expect(await deliveredTo(1)).toEqual([{ template: 'member_removed', state: 'done' }]);
  expect(rendered).toMatchObject([{ template: 'member_removed', removal: { at: now } }]);
});

test('somebody who is back before the mail was sent is told nothing', async () => {
  rendered.length = 0;
  await removeMember(owner(), { memberId: memberOf(2), plan: 'cancel' });
  await withTenant(db, tenant.tenantId, (tx) =>
    tx
      .update(members)
      .set({ isActive: true, removedAt: null })
      .where(eq(members.id, memberOf(2))),
  );
  expect(await deliveredTo(2)).toEqual([{ template: 'member_removed', state: 'dropped' }]);
  expect(rendered).toEqual([]);
});

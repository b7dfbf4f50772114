import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LinkInput } from '#contracts/link.ts';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { wakeups } from '#db/schema/installation.ts';
import { hostRequests } from '#db/schema/link.ts';
import { notifications } from '#db/schema/notification.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import type { EmailContent, OutgoingEmail } from '#providers/email/port.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { createTokenSigner } from '#services/booking/read/manage-token.ts';
import { contextAt } from '#services/booking/testing/requests.ts';
import { createSites } from '#services/domain/sites.ts';
import { createLink } from '#services/link/create-link.ts';
import { answerHostRequest } from '#services/link/hosting/answer-host-request.ts';
import { createNotificationActivities } from './notification.ts';

let db: Database;
let tenant: TestTenant;
const now = Date.UTC(2027, 2, 1, 8);
const sent: { mail: OutgoingEmail; content: EmailContent }[] = [];
let last: EmailContent;

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
    send: async (mail) => {
      sent.push({ mail, content: last });
      return { externalId: mail.idempotencyKey };
    },
  }),
  render: async (content) => {
    last = content;
    return { subject: content.template, html: '<p>Hello</p>', text: 'Hello' };
  },
  signer: createTokenSigner('x'.repeat(32)),
  get sites() {
    return createSites(db, { publicUrl: 'http://localhost', tenantDomain: '' });
  },
  appUrl: 'http://localhost/app',
  fromAddress: 'bookings@everslot.test',
});

const as = (index: number, role: 'owner' | 'host') => {
  const host = tenant.hosts[index];
  const member = { memberId: host?.id ?? '', userId: host?.userId ?? '', role, name: '' };
  return contextAt(db, { tenantId: tenant.tenantId, now }, { actor: { kind: 'member', ...member } });
};

/** A link of a member that names the third; answers the request. */
const nameThird = async (by: number, role: 'owner' | 'host'): Promise<string> => {
  const fields = LinkInput.parse({
    slug: `link-${randomUUID()}`,
    title: 'Panel',
    kind: 'collective',
    durationsMinutes: [30],
    hostIds: [tenant.hosts[2]?.id],
  });
  const { id } = await createLink(as(by, role), { fields, publicUrl: 'http://localhost' });
  const [row] = await withTenant(db, tenant.tenantId, (tx) =>
    tx.select().from(hostRequests).where(eq(hostRequests.linkId, id)),
  );
  return row?.id ?? '';
};
const deliver = (subjectId: string) =>
  deliverNotifications({ tenantId: tenant.tenantId, subjectId, now: now + 1 });

test.each([
  ['host_requested', 1, 'host', 'Host 1'],
  ['host_named', 0, 'owner', 'Host 0'],
] as const)(
  '%s is mailed once to the member alone, with who named them and the way to answer',
  async (template, by, role, name) => {
    sent.length = 0;
    const requestId = await nameThird(by, role);
    const woken = await withTenant(db, tenant.tenantId, (tx) =>
      tx.select().from(wakeups).where(eq(wakeups.subjectId, requestId)),
    );
    expect(woken.map(({ kind }) => kind)).toEqual(['notify']);
    await deliver(requestId);
    await deliver(requestId);
    expect(sent.map(({ mail }) => mail.to.email)).toEqual([tenant.hosts[2]?.email]);
    expect(sent[0]?.content).toMatchObject({
      template,
      hosting: { title: 'Panel', askedBy: name, linksUrl: 'http://localhost/app/links' },
    });
  },
);

test('who has answered before it could be sent is not asked by mail any more', async () => {
  sent.length = 0;
  const requestId = await nameThird(1, 'host');
  await answerHostRequest(as(2, 'host'), { hostRequestId: requestId, answer: 'decline' });
  await deliver(requestId);
  expect(sent).toEqual([]);
  const rows = await withTenant(db, tenant.tenantId, (tx) =>
    tx.select().from(notifications).where(eq(notifications.subjectId, requestId)),
  );
  expect(rows.map(({ state }) => state)).toEqual(['dropped']);
});

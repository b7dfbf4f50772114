import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { members } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import type { OutgoingEmail } from '#providers/email/port.ts';
import { renderEmail } from '#providers/email/templates/render.tsx';
import { testDatabase } from '#scripts/testing/database.ts';
import { reassignBooking } from '#services/booking/host/reassign-booking.ts';
import { createTokenSigner } from '#services/booking/read/manage-token.ts';
import { bookAsGuest, contextAt, ownerOf } from '#services/booking/testing/requests.ts';
import { createSites } from '#services/domain/sites.ts';
import { createNotificationActivities } from './notification.ts';

let db: Database;
let tenant: TestTenant;
const now = Date.UTC(2027, 2, 1, 8);
const start = now + 48 * 3_600_000;

beforeAll(() => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 4 });
});
afterAll(() => closeDatabase(db));
beforeEach(async () => {
  tenant = await createTestTenant(db, { hosts: 3 });
});

const hostAt = (index: number) => {
  const host = tenant.hosts[index];
  if (host === undefined) throw new Error('no such host');
  return host;
};

const book = async (hostIndex: number): Promise<string> => {
  const link = await createTestLink(db, tenant, { reminderMinutes: [], hosts: [hostAt(hostIndex)] });
  return bookAsGuest(db, { tenantId: tenant.tenantId, now }, { linkId: link.id, start });
};

/** The owner gives a booking to somebody. */
const give = (bookingId: string, to: number) =>
  reassignBooking(contextAt(db, { tenantId: tenant.tenantId, now }, { actor: ownerOf(tenant) }), {
    bookingId,
    hostId: hostAt(to).id,
  });

/** The mails about a booking that are due, by address. */
const tell = async (bookingId: string): Promise<Map<string, OutgoingEmail>> => {
  const sent = new Map<string, OutgoingEmail>();
  const { deliverNotifications } = createNotificationActivities({
    db,
    mailerOf: async () => ({
      vendor: 'smtp',
      send: async (mail) => {
        sent.set(mail.to.email, mail);
        return { externalId: `mail-${sent.size}` };
      },
    }),
    render: renderEmail,
    signer: createTokenSigner('x'.repeat(32)),
    sites: createSites(db, { publicUrl: 'https://book.example', tenantDomain: '' }),
    appUrl: 'https://book.example/app',
    fromAddress: 'bookings@book.example',
  });
  await deliverNotifications({ tenantId: tenant.tenantId, subjectId: bookingId, now });
  return sent;
};

test('whoever hosted a booking that somebody gave on is told once, and it leaves their calendar', async () => {
  const id = await book(1);
  await tell(id);
  await give(id, 2);
  const told = await tell(id);
  expect([...told.keys()].toSorted()).toEqual(
    ['an@example.com', hostAt(1).email, hostAt(2).email].toSorted(),
  );
  const mail = told.get(hostAt(1).email);
  expect(mail?.subject).toMatch(/^You no longer host: /);
  expect(mail?.text).toContain('is now with Host 2');
  expect(mail?.text).not.toContain('/app/bookings/');
  expect([mail?.ics?.method, mail?.ics?.content.includes('STATUS:CANCELLED')]).toEqual(['CANCEL', true]);
  expect((await tell(id)).size).toBe(0);
});

test('whoever gives their own on is not told what they know', async () => {
  const id = await book(0);
  await tell(id);
  await give(id, 1);
  expect((await tell(id)).has(hostAt(0).email)).toBe(false);
});

test('a host who has it again by then, or has left, is not told that they lost it', async () => {
  const [back, left] = [await book(1), await book(2)];
  for (const id of [back, left]) await tell(id);
  await give(back, 0);
  await give(back, 1);
  expect((await tell(back)).get(hostAt(1).email)?.subject).toMatch(/^You host: /);
  await give(left, 0);
  await withTenant(db, tenant.tenantId, (tx) =>
    tx
      .update(members)
      .set({ isActive: false })
      .where(and(eq(members.tenantId, tenant.tenantId), eq(members.id, hostAt(2).id))),
  );
  expect((await tell(left)).has(hostAt(2).email)).toBe(false);
});

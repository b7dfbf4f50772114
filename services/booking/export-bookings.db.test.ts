import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { auditLog } from '#db/schema/audit.ts';
import { persons } from '#db/schema/person.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import type { Actor } from '#services/context.ts';
import { exportBookings } from './export-bookings.ts';
import type { BookingFilter } from './read/find-bookings.ts';
import { bookAsGuest, contextAt, guestDetails, ownerOf, refusalOf } from './testing/requests.ts';

let db: Database;
let tenant: TestTenant;
const now = Date.UTC(2027, 2, 1, 8);
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

beforeAll(() => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 4 });
});
afterAll(() => closeDatabase(db));
beforeEach(async () => {
  tenant = await createTestTenant(db, { hosts: 2, timeZone: 'America/New_York' });
});

const at = () => ({ tenantId: tenant.tenantId, now });
const fileOf = async (
  filter: Partial<BookingFilter> = {},
  actor: Actor = ownerOf(tenant),
  pageRows?: number,
) => {
  const ctx = contextAt(db, at(), { actor });
  const pages = pageRows === undefined ? {} : { pageRows };
  const { fileName, parts } = await exportBookings(ctx, { view: 'upcoming', ...filter }, pages);
  let text = '';
  for await (const part of parts) text += part;
  return { fileName, text };
};
const rowsOf = ({ text }: { text: string }): string[] => text.split('\r\n').slice(1, -1);
const book = (linkId: string, start: number, name = 'An') =>
  bookAsGuest(db, at(), {
    linkId,
    start,
    details: guestDetails({ guest: { name, email: 'an@example.com' }, answers: {} }),
  });

test('a file has every booking that the filters leave, in order, however many pages that takes', async () => {
  const { id: linkId } = await createTestLink(db, tenant, { stepMinutes: 30 });
  const { id: other } = await createTestLink(db, tenant, { hosts: tenant.hosts.slice(1) });
  const starts = Array.from({ length: 12 }, (_, index) => now + dayMs + index * hourMs);
  for (const start of starts) await book(linkId, start);
  await book(other, now + dayMs);
  const whole = await fileOf();
  expect(rowsOf(whole)).toHaveLength(13);
  for (const pageRows of [1, 4, 12, 13]) expect(await fileOf({}, ownerOf(tenant), pageRows)).toEqual(whole);
  expect(rowsOf(await fileOf({ linkId }))).toHaveLength(12);
  const from = starts[3] ?? 0;
  const to = starts[7] ?? 0;
  const some = rowsOf(await fileOf({ linkId, from, to }));
  expect(some).toHaveLength(4);
  expect(some.map((row) => row.split(',')[3])).toEqual(
    starts.slice(3, 7).map((start) => `"${new Date(start - 5 * hourMs).toISOString().slice(0, 19)}-05:00"`),
  );
  expect(rowsOf(await fileOf({ view: 'cancelled' }))).toEqual([]);
});

test('dates stand on the clock of the host with their offset, across a change of the clocks', async () => {
  const { id: linkId } = await createTestLink(db, tenant);
  // The clocks of New York go forward on 14 March 2027.
  await book(linkId, Date.UTC(2027, 2, 13, 14));
  await book(linkId, Date.UTC(2027, 2, 15, 13));
  const { fileName, text } = await fileOf();
  expect(fileName).toBe('bookings-2027-03-01.csv');
  expect(text).toContain('"2027-03-13T09:00:00-05:00"');
  expect(text).toContain('"2027-03-15T09:00:00-04:00"');
});

test('the file is UTF-8 for spreadsheets, in the language of the host, and runs nothing that a guest wrote', async () => {
  const { id: linkId } = await createTestLink(db, tenant);
  await book(linkId, now + dayMs, '=HYPERLINK("https://evil.example","Nguyễn")');
  const en = await fileOf();
  expect(en.text.startsWith('\ufeff"Code","Status","Link"')).toBe(true);
  expect(en.text).toContain(`"'=HYPERLINK(""https://evil.example"",""Nguyễn"")"`);
  await withTenant(db, tenant.tenantId, (tx) =>
    tx
      .update(persons)
      .set({ locale: 'vi' })
      .where(eq(persons.id, tenant.hosts[0]?.personId ?? '')),
  );
  expect((await fileOf()).text.startsWith('\ufeff"Mã","Trạng thái","Liên kết"')).toBe(true);
});

test('a host has the bookings that they host and no others, and that they took them is written down', async () => {
  const [, second] = tenant.hosts;
  if (second === undefined) throw new Error('the tenant has two hosts');
  const { id: linkId } = await createTestLink(db, tenant);
  await book(linkId, now + dayMs);
  const host: Actor = { kind: 'member', memberId: second.id, userId: second.userId, role: 'host', name: 'B' };
  expect(rowsOf(await fileOf({ search: 'an@example.com' }, host))).toEqual([]);
  const stranger = await createTestTenant(db);
  const file = await exportBookings(
    contextAt(db, { tenantId: stranger.tenantId, now }, { actor: ownerOf(stranger) }),
    { view: 'all' },
  );
  const parts: string[] = [];
  for await (const part of file.parts) parts.push(part);
  expect(rowsOf({ text: parts.join('') })).toEqual([]);
  const written = await withTenant(db, tenant.tenantId, (tx) =>
    tx
      .select()
      .from(auditLog)
      .where(and(eq(auditLog.tenantId, tenant.tenantId), eq(auditLog.action, 'booking.export'))),
  );
  expect(written).toMatchObject([{ actorId: second.id, after: { view: 'upcoming', hasSearch: true } }]);
  expect(JSON.stringify(written)).not.toContain('an@example.com');
  expect(await refusalOf(exportBookings(contextAt(db, at()), { view: 'all' }))).toBe('unauthenticated');
});

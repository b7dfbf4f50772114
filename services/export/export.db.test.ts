import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { exports } from '#db/schema/person.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import { exportDays } from '#domain/export/types.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import {
  bookAsGuest,
  contextAt,
  guestDetails,
  ownerOf,
  refusalOf,
} from '#services/booking/testing/requests.ts';
import type { ServiceContext } from '#services/context.ts';
import { askExport } from './ask-export.ts';
import { downloadExport } from './download-export.ts';
import { lookAtExport, removeExport, writeExport } from './follow-export.ts';
import { listExports } from './list-exports.ts';
import { storedFile, textsOf } from './testing/archives.ts';

const now = Date.UTC(2027, 2, 1, 8);
const dayMs = 24 * 60 * 60_000;
const ignore = () => undefined;

let db: Database;
let tenant: TestTenant;

beforeAll(() => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 4 });
});
afterAll(() => closeDatabase(db));
beforeEach(async () => {
  tenant = await createTestTenant(db, { hosts: 2 });
});

const ctx = (of: TestTenant = tenant, at = now): ServiceContext =>
  contextAt(db, { tenantId: of.tenantId, now: at }, { actor: ownerOf(of) });
const colleague = (at = now): ServiceContext => {
  const host = tenant.hosts[1];
  if (host === undefined) throw new Error('nobody is there');
  const actor = { kind: 'member', memberId: host.id, userId: host.userId, role: 'host', name: '' } as const;
  return contextAt(db, { tenantId: tenant.tenantId, now: at }, { actor });
};
const inputOf = (exportId: string, at = now) => ({ tenantId: tenant.tenantId, exportId, now: at });
const rowOf = async (exportId: string) =>
  (
    await withTenant(db, tenant.tenantId, (tx) => tx.select().from(exports).where(eq(exports.id, exportId)))
  )[0];

const book = async (of: TestTenant, guest: string) => {
  const link = await createTestLink(db, of);
  const start = now + 2 * dayMs;
  const details = guestDetails({ guest: { name: guest, email: `${guest.toLowerCase()}@example.com` } });
  return bookAsGuest(db, { tenantId: of.tenantId, now }, { linkId: link.id, start, details });
};

const fileOf = async (context: ServiceContext, exportId: string): Promise<Uint8Array> => {
  const { bytes, pieces } = await downloadExport(context, exportId);
  const parts: Uint8Array[] = [];
  for await (const piece of pieces) parts.push(piece);
  const file = Buffer.concat(parts);
  expect(file.length).toBe(bytes);
  return file;
};

describe('a file of a person’s data', () => {
  test('holds what is theirs in every organisation they are a member of, and nothing of anybody else', async () => {
    const other = await createTestTenant(db, { persons: tenant.hosts.slice(0, 1) });
    const foreign = await createTestTenant(db);
    await book(tenant, 'Linh');
    await book(foreign, 'Stranger');
    const link = await createTestLink(db, other);
    const start = now + 5 * dayMs;
    await bookAsGuest(db, { tenantId: other.tenantId, now }, { linkId: link.id, start });
    const { id } = await askExport(ctx());
    await writeExport(db, inputOf(id), ignore);

    const texts = textsOf(await fileOf(ctx(), id));
    const paths = Object.keys(texts);
    expect(paths.filter((path) => path.endsWith('bookings.json'))).toHaveLength(2);
    const all = Object.values(texts).join('\n');
    expect(all).toContain('linh@example.com');
    expect(all).toContain('an@example.com');
    expect(all).toContain(tenant.hosts[0]?.email);
    expect(all).not.toContain('stranger@example.com');
    expect(all).not.toContain(tenant.hosts[1]?.email);
    for (const [path, text] of Object.entries(texts))
      if (path.endsWith('.json')) expect(JSON.parse(text)).toBeDefined();
    const calendars = paths.filter((path) => path.endsWith('.ics')).map((path) => texts[path] ?? '');
    expect(calendars.map((text) => text.split('BEGIN:VEVENT').length - 1)).toEqual([1, 1]);
    for (const text of calendars) expect(text.endsWith('END:VEVENT\r\nEND:VCALENDAR\r\n')).toBe(true);
  });

  test('is made once at a time, whichever organisation it is asked for in', async () => {
    const other = await createTestTenant(db, { persons: tenant.hosts.slice(0, 1) });
    const { id } = await askExport(ctx());
    expect(await refusalOf(askExport(ctx()))).toBe('already_under_way');
    expect(await refusalOf(askExport(ctx(other)))).toBe('already_under_way');
    expect(await refusalOf(askExport(colleague()))).toBeNull();
    await writeExport(db, inputOf(id), ignore);
    expect(await refusalOf(askExport(ctx(other)))).toBeNull();
  });

  test('is found from every organisation of its person and by nobody else, until it expires', async () => {
    const other = await createTestTenant(db, { persons: tenant.hosts.slice(0, 1) });
    const { id } = await askExport(ctx());
    expect(await refusalOf(downloadExport(ctx(), id))).toBe('not_found');
    await writeExport(db, inputOf(id), ignore);
    expect((await listExports(ctx(other), { limit: 10 })).items).toMatchObject([{ id, state: 'ready' }]);
    expect((await fileOf(ctx(other), id)).length).toBeGreaterThan(100);

    expect((await listExports(colleague(), { limit: 10 })).items).toEqual([]);
    expect(await refusalOf(downloadExport(colleague(), id))).toBe('not_found');

    const after = now + exportDays * dayMs;
    expect(await refusalOf(downloadExport(ctx(tenant, after - 1), id))).toBeNull();
    expect(await refusalOf(downloadExport(ctx(tenant, after), id))).toBe('not_found');
    expect((await listExports(ctx(tenant, after), { limit: 10 })).items).toEqual([]);
    await removeExport(db, inputOf(id, after - 1));
    expect(await rowOf(id)).toBeDefined();
    await removeExport(db, inputOf(id, after));
    expect(await rowOf(id)).toBeUndefined();
    expect((await storedFile(db, inputOf(id))).length).toBe(0);
    expect(await lookAtExport(db, inputOf(id, after))).toBeNull();
  });

  test('is made anew when an attempt was broken off, and what that one still sends is refused', async () => {
    await book(tenant, 'Linh');
    const { id } = await askExport(ctx());
    let isSecondDone = false;
    // The first attempt hangs at its first page until the second has made the whole file.
    const second = { run: () => writeExport(db, inputOf(id), ignore) };
    let pages = 0;
    const waits: Promise<void>[] = [];
    await writeExport(db, inputOf(id), () => {
      pages += 1;
      if (pages === 1) waits.push(second.run().then(() => void (isSecondDone = true)));
    });
    await Promise.all(waits);
    expect(isSecondDone).toBe(true);
    const row = await rowOf(id);
    expect(row).toMatchObject({ state: 'ready', failures: 0 });
    const file = await storedFile(db, inputOf(id));
    expect(file.length).toBe(row?.bytes);
    expect(Object.values(textsOf(file)).join()).toContain('linh@example.com');
  });

  test('says when it cannot be made and when it is tried again', async () => {
    const { id } = await askExport(ctx());
    const full = writeExport(db, inputOf(id), () => {
      throw new Error('the disk is full');
    });
    await expect(full).rejects.toThrow('the disk is full');
    expect(await rowOf(id)).toMatchObject({ failure: 'internal', failures: 1, tryAt: now + 5_000 });
    expect((await listExports(ctx(), { limit: 10 })).items).toMatchObject([
      { state: 'open', failure: 'internal' },
    ]);
    await writeExport(db, inputOf(id, now + 5_000), ignore);
    expect(await rowOf(id)).toMatchObject({ state: 'ready', failure: null });
  });
});

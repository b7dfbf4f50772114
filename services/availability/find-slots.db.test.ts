import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { scheduleOverrides } from '#db/schema/schedule.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant } from '#db/testing/tenant.ts';
import { findPublicSlots } from './find-slots.ts';

let db: Database;
const now = Date.UTC(2027, 2, 1, 8);
beforeAll(() => {
  db = openDatabase(inject('databaseUrls').appUrl, { poolSize: 2 });
});
afterAll(() => closeDatabase(db));

describe('a month without a free time', () => {
  test.each([
    ['2027-05-15', 365, '2027-05-15'],
    ['2027-11-30', 365, '2027-11-30'],
    ['2027-11-30', 100, null],
    ['2029-02-20', 730, '2029-02-20'],
  ])('names the next free day, %s, within a window of %i days', async (date, days, expected) => {
    const tenant = await createTestTenant(db, { weekly: [] });
    const [host] = tenant.hosts;
    await withTenant(db, tenant.tenantId, (tx) =>
      tx.insert(scheduleOverrides).values({
        tenantId: tenant.tenantId,
        id: newId('scheduleOverride'),
        scheduleId: host?.scheduleId ?? '',
        date,
        ranges: [{ startMinute: 540, endMinute: 600 }],
      }),
    );
    const { slug } = await createTestLink(db, tenant, { bookingWindow: { kind: 'rolling', days } });
    const found = await findPublicSlots(
      db,
      { username: host?.username ?? '', slug },
      { from: '2027-03-01', to: '2027-03-31', timeZone: 'UTC' },
      now,
    );
    expect(found.days).toEqual([]);
    expect(found.nextAvailableDate).toBe(expected);
  });
});

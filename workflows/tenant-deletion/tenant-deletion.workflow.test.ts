import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bookings } from '#db/schema/booking.ts';
import { tenantDeletions, tenants } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink } from '#db/testing/tenant.ts';
import { bookAsGuest } from '#services/booking/testing/requests.ts';
import { askTenantDeletion, callOffTenantDeletion } from '#services/tenant-deletion/ask-deletion.ts';
import { contextOf, keepHistory, type Lab, openLab } from '#workflows/testing/harness.ts';

const dayMs = 24 * 3_600_000;
const reason = 'The contract has ended.';
const operator = { kind: 'operator', userId: 'usr_1', email: 'op@example.com' } as const;
let lab: Lab;
beforeEach(async () => {
  lab = await openLab();
});
afterEach(() => lab.close());

const read = <Row>(work: Parameters<typeof withTenant<Row>>[2]) =>
  withTenant(lab.db, lab.tenant.tenantId, work);
const ask = async (): Promise<string> => {
  const [tenant] = await read((tx) => tx.select().from(tenants));
  await askTenantDeletion(await contextOf(lab, operator), { name: tenant?.name ?? '', reason });
  await lab.called();
  const [row] = await read((tx) => tx.select().from(tenantDeletions));
  return row?.id ?? '';
};
const book = async (): Promise<string> => {
  const now = await lab.env.currentTimeMs();
  const link = await createTestLink(lab.db, lab.tenant, { reminderMinutes: [] });
  const start = Math.ceil(now / dayMs) * dayMs + 30 * dayMs;
  return bookAsGuest(lab.db, { tenantId: lab.tenant.tenantId, now }, { linkId: link.id, start });
};
const subjects = () => lab.sent.map(({ content }) => content.subject);

describe('an organisation that is deleted', () => {
  test('is gone when its days of grace are over, and guests were told before', async () => {
    await book();
    const id = await ask();
    let failures = 2;
    lab.intercept.before = (name) => {
      if (name !== 'removeTenant' || failures === 0) return;
      failures -= 1;
      throw new Error('the worker was killed');
    };
    await lab.env.sleep('13 days');
    expect(await read((tx) => tx.$count(bookings, eq(bookings.status, 'confirmed')))).toBe(1);
    expect(subjects()).toContain('tenant_deletion_asked host');
    await lab.ended(`tenant-deletion/${id}`);
    expect(await read((tx) => tx.$count(tenants))).toBe(0);
    expect(await read((tx) => tx.$count(bookings))).toBe(0);
    expect(subjects()).toContain('booking_cancelled guest');
    await keepHistory(lab, `tenant-deletion/${id}`, 'tenant-deletion-done');
  });

  test('stays when that is called off, and the owners hear of both', async () => {
    await book();
    const id = await ask();
    await lab.env.sleep('2 days');
    await callOffTenantDeletion(await contextOf(lab, operator), { reason: 'They stay.' });
    await lab.called();
    await lab.ended(`tenant-deletion/${id}`);
    await lab.env.sleep('20 days');
    expect(await read((tx) => tx.$count(bookings, eq(bookings.status, 'confirmed')))).toBe(1);
    expect(subjects().filter((subject) => subject.startsWith('tenant_deletion'))).toEqual([
      'tenant_deletion_asked host',
      'tenant_deletion_called_off host',
    ]);
    await keepHistory(lab, `tenant-deletion/${id}`, 'tenant-deletion-called-off');
  });
});

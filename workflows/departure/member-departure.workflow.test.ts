import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { departures } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink } from '#db/testing/tenant.ts';
import { loadBooking } from '#services/booking/read/load-booking.ts';
import { bookAsGuest, ownerOf } from '#services/booking/testing/requests.ts';
import { removeMember } from '#services/departure/depart.ts';
import { contextOf, keepHistory, type Lab, openLab } from '#workflows/testing/harness.ts';

let lab: Lab;
beforeEach(async () => {
  lab = await openLab({ hosts: 3 });
  // Reminders of bookings that are cancelled are nobody's concern here.
  lab.calls.lost = ({ kind }) => kind === 'booking';
});
afterEach(() => lab.close());

const hostAt = (index: number) => {
  const host = lab.tenant.hosts[index];
  if (host === undefined) throw new Error('nobody is there');
  return host;
};
const hourMs = 3_600_000;

/** A member with three bookings, of which the last meets something of whoever is to take them. */
const bookThree = async (): Promise<string[]> => {
  const now = await lab.env.currentTimeMs();
  const start = Math.ceil(now / hourMs) * hourMs + 48 * hourMs;
  const { tenantId } = lab.tenant;
  const own = await createTestLink(lab.db, lab.tenant, { hosts: [hostAt(1)], reminderMinutes: [] });
  const other = await createTestLink(lab.db, lab.tenant, { hosts: [hostAt(2)], reminderMinutes: [] });
  await bookAsGuest(lab.db, { tenantId, now }, { linkId: other.id, start: start + 4 * hourMs });
  const ids: string[] = [];
  for (const hours of [0, 2, 4])
    ids.push(await bookAsGuest(lab.db, { tenantId, now }, { linkId: own.id, start: start + hours * hourMs }));
  return ids;
};

const departureOf = async (id: string) =>
  (
    await withTenant(lab.db, lab.tenant.tenantId, (tx) =>
      tx.select().from(departures).where(eq(departures.id, id)),
    )
  )[0];
const statusOf = async (id: string) =>
  (await withTenant(lab.db, lab.tenant.tenantId, (tx) => loadBooking(tx, lab.tenant.tenantId, id))).booking
    .status;
const remove = async (): Promise<string> => {
  const ctx = await contextOf(lab, ownerOf(lab.tenant));
  const plan = { plan: 'hand_over', toMemberId: hostAt(2).id } as const;
  return (await removeMember(ctx, { memberId: hostAt(1).id, ...plan })).id;
};

describe('a member who goes', () => {
  test('has their bookings settled, and the departure ends', async () => {
    const ids = await bookThree();
    const id = await remove();
    await lab.called();
    await lab.env.client.workflow.getHandle(`departure/${id}`).result();
    expect(await departureOf(id)).toMatchObject({ state: 'done', total: 3, settled: 3, cancelled: 1 });
    expect(await Promise.all(ids.map(statusOf))).toEqual(['confirmed', 'confirmed', 'cancelled']);
    await keepHistory(lab, `departure/${id}`, 'member-departure-settled');
  });

  test('has them settled when rounds fail at first, and when the follower was never called', async () => {
    let failures = 2;
    lab.intercept.before = (name) => {
      if (name !== 'settleDeparture' || failures === 0) return;
      failures -= 1;
      throw new Error('the database was away');
    };
    await bookThree();
    lab.calls.lost = ({ kind }) => kind !== 'notify';
    const id = await remove();
    await lab.call({ tenantId: lab.tenant.tenantId, kind: 'departure', subjectId: id });
    await lab.env.client.workflow.getHandle(`departure/${id}`).result();
    expect(await departureOf(id)).toMatchObject({ state: 'done', settled: 3 });
  });
});

import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bookingGuests, bookings } from '#db/schema/booking.ts';
import { contacts, guestErasures } from '#db/schema/contact.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink } from '#db/testing/tenant.ts';
import { bookAsGuest, guestDetails, ownerOf } from '#services/booking/testing/requests.ts';
import { eraseContact } from '#services/guest-data/ask-erasure.ts';
import { contextOf, keepHistory, type Lab, openLab } from '#workflows/testing/harness.ts';

const email = 'an@example.com';
const dayMs = 24 * 60 * 60_000;

let lab: Lab;
beforeEach(async () => {
  lab = await openLab();
});
afterEach(() => lab.close());

const inTenant = <Result>(work: Parameters<typeof withTenant<Result>>[2]) =>
  withTenant(lab.db, lab.tenant.tenantId, work);

/** A guest with a booking in ten days. */
const book = async (): Promise<string> => {
  const now = await lab.env.currentTimeMs();
  const { tenantId } = lab.tenant;
  const link = await createTestLink(lab.db, lab.tenant, { reminderMinutes: [60] });
  const start = Math.ceil(now / 3_600_000) * 3_600_000 + 10 * dayMs;
  const details = guestDetails({ guest: { name: 'An', email } });
  return bookAsGuest(lab.db, { tenantId, now }, { linkId: link.id, start, details });
};

/** Their host asks for it. */
const ask = async (): Promise<string> => {
  const [contact] = await inTenant((tx) => tx.select().from(contacts));
  await eraseContact(await contextOf(lab, ownerOf(lab.tenant)), { contactId: contact?.id ?? '', email });
  const [row] = await inTenant((tx) => tx.select().from(guestErasures));
  return row?.id ?? '';
};

const stateOf = async (bookingId: string) => {
  const [erasure] = await inTenant((tx) => tx.select().from(guestErasures));
  const [booking] = await inTenant((tx) => tx.select().from(bookings).where(eq(bookings.id, bookingId)));
  const [guest] = await inTenant((tx) => tx.select().from(bookingGuests));
  return { erasure, status: booking?.status, name: guest?.name, email: guest?.email };
};

describe('the erasure of a guest', () => {
  test('cancels what is ahead, has everybody told, and leaves nothing that names them, however often its steps fail', async () => {
    const bookingId = await book();
    await lab.called();
    const failures = new Map([
      ['eraseGuest', 4],
      ['finishGuestErasure', 4],
    ]);
    lab.intercept.before = (name) => {
      const left = failures.get(name) ?? 0;
      if (left === 0) return;
      failures.set(name, left - 1);
      throw new Error('the database was away');
    };
    const id = await ask();
    await lab.called();
    await lab.ended(`guest-erasure/${id}`);
    const { erasure, ...booking } = await stateOf(bookingId);
    expect(erasure).toMatchObject({ state: 'erased', email: null, cancelled: 1 });
    expect(booking).toMatchObject({ status: 'cancelled', name: '—' });
    expect(booking.email).toMatch(/^cnt_\w+@erased\.invalid$/);
    expect(lab.sent.map(({ subject }) => subject)).toEqual(
      expect.arrayContaining(['booking_cancelled guest', 'booking_cancelled host', 'guest_erased guest']),
    );
    expect(lab.sent.at(-1)).toMatchObject({ to: email, subject: 'guest_erased guest' });
    await keepHistory(lab, `guest-erasure/${id}`, 'guest-erasure-erased');
  });

  test('goes on where it was when its follower is lost', async () => {
    const bookingId = await book();
    await lab.called();
    lab.calls.lost = ({ kind }) => kind === 'guest-erasure';
    const id = await ask();
    await lab.called();
    expect((await stateOf(bookingId)).status).toBe('confirmed');
    lab.calls.lost = () => false;
    await lab.call({ tenantId: lab.tenant.tenantId, kind: 'guest-erasure', subjectId: id });
    await lab.ended(`guest-erasure/${id}`);
    expect(await stateOf(bookingId)).toMatchObject({ status: 'cancelled', erasure: { state: 'erased' } });
  });
});

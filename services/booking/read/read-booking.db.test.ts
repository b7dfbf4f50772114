import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { createTestLink, createTestTenant, type TestHost, type TestTenant } from '#db/testing/tenant.ts';
import type { ErrorCode } from '#domain/errors.ts';
import type { MemberRole } from '#domain/member/types.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { cancelBooking } from '#services/booking/cancel-booking.ts';
import { downloadIcs } from '#services/booking/entry/download-ics.ts';
import { bookAsGuest, contextAt, guestOf, refusalOf } from '#services/booking/testing/requests.ts';
import type { Actor } from '#services/context.ts';
import { findMovesFor } from './find-moves.ts';
import { getBooking } from './list-bookings.ts';
import { createTokenSigner } from './manage-token.ts';
import { readBooking } from './read-booking.ts';
import { suggestTimesFor } from './suggest-times.ts';

let db: Database;
let tenant: TestTenant;
let bookingId: string;
const now = Date.UTC(2027, 2, 1, 8);

beforeAll(async () => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 3 });
  tenant = await createTestTenant(db, { hosts: 2 });
  const { id: linkId } = await createTestLink(db, tenant);
  bookingId = await bookAsGuest(
    db,
    { tenantId: tenant.tenantId, now },
    { linkId, start: now + 48 * 3_600_000 },
  );
});
afterAll(() => closeDatabase(db));

const memberOf = (host: TestHost | undefined, role: MemberRole): Actor => ({
  kind: 'member',
  memberId: host?.id ?? '',
  userId: host?.userId ?? '',
  role,
  name: 'Member',
});

const contextOf = (actor: Actor) => contextAt(db, { tenantId: tenant.tenantId, now }, { actor });

/** What each way to read it is refused with. */
const readingAs = (actor: Actor): Promise<(ErrorCode | null)[]> => {
  const ctx = contextOf(actor);
  const day = { from: '2027-03-03', to: '2027-03-03', timeZone: 'UTC' };
  const file = {
    signer: createTokenSigner('s'.repeat(40)),
    publicUrl: '',
    organizerEmail: 'bookings@example.com',
  };
  const reads = [
    readBooking(ctx, bookingId),
    suggestTimesFor(ctx, bookingId),
    findMovesFor(ctx, bookingId, day),
    downloadIcs(ctx, { ...file, bookingId }),
  ];
  return Promise.all(reads.map(refusalOf));
};

describe('a booking', () => {
  test('is read by its guest, by its host even with the role viewer, and by who acts for everybody', async () => {
    const [host, other] = tenant.hosts;
    for (const actor of [guestOf(bookingId), memberOf(host, 'viewer'), memberOf(other, 'admin')])
      expect(await readingAs(actor)).toEqual([null, null, null, null]);
  });

  test('looks to everybody else as if it did not exist', async () => {
    const [, other] = tenant.hosts;
    for (const actor of [{ kind: 'guest' } as const, guestOf(newId('booking')), memberOf(other, 'host')])
      expect(new Set(await readingAs(actor))).toEqual(new Set(['not_found']));
  });

  test('is shown with its timeline and mails to members only', async () => {
    const detail = (actor: Actor) => getBooking(contextOf(actor), { bookingId, workflowUrl: () => null });
    expect(await refusalOf(detail(guestOf(bookingId)))).toBe('unauthenticated');
    expect(await refusalOf(detail(memberOf(tenant.hosts[1], 'host')))).toBe('not_found');
    expect(await refusalOf(detail(memberOf(tenant.hosts[0], 'viewer')))).toBeNull();
  });

  test('is not changed by its own host without the permission, whoever calls the verb', async () => {
    const ctx = contextOf(memberOf(tenant.hosts[0], 'viewer'));
    expect(await refusalOf(cancelBooking(ctx, { bookingId }))).toBe('forbidden');
    expect((await readBooking(ctx, bookingId)).booking.status).toBe('confirmed');
  });
});

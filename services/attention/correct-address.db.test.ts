import { asc, desc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { auditLog } from '#db/schema/audit.ts';
import { bookingGuests, bookingTimeline } from '#db/schema/booking.ts';
import { deliveries, notifications } from '#db/schema/notification.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestHost, type TestTenant } from '#db/testing/tenant.ts';
import type { MemberRole } from '#domain/member/types.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { cancelBooking } from '#services/booking/cancel-booking.ts';
import { bookAsGuest, contextAt, guestDetails, refusalOf } from '#services/booking/testing/requests.ts';
import type { Actor, ServiceContext } from '#services/context.ts';
import { queueDeliveries } from '#services/notification/deliveries.ts';
import { correctAddress } from './correct-address.ts';
import { liftSuppression } from './lift-suppression.ts';
import { listAttention } from './list-attention.ts';
import { listSuppressions } from './list-suppressions.ts';
import { bounce, notificationOf, suppressionOf } from './testing/failing.ts';

let db: Database;
let tenant: TestTenant;
let linkId: string;
const now = Date.UTC(2027, 2, 1, 8);
const hourMs = 3_600_000;

const memberAs = (host: TestHost | undefined, role: MemberRole): Actor => ({
  kind: 'member',
  memberId: host?.id ?? '',
  userId: host?.userId ?? '',
  role,
  name: role,
});
const as = (actor: Actor, options: { key?: string; tenantId?: string } = {}): ServiceContext =>
  contextAt(
    db,
    { tenantId: options.tenantId ?? tenant.tenantId, now },
    { actor, ...(options.key === undefined ? {} : { key: options.key }) },
  );
const owner = () => memberAs(tenant.hosts[0], 'owner');
const host = () => memberAs(tenant.hosts[1], 'host');
const stranger = () => memberAs(tenant.hosts[2], 'host');

let slot = 0;
type Wrong = { bookingId: string; wrong: string; right: string };
/** A booking of the second host whose guest mistyped their address: the confirmation came back. */
const bookWithWrongAddress = async (): Promise<Wrong> => {
  slot += 1;
  const [wrong, right] = [`wrong-${slot}@example.com`, `right-${slot}@example.com`];
  const details = guestDetails({ guest: { name: 'An', email: wrong } });
  const start = now + (24 + slot) * hourMs;
  const bookingId = await bookAsGuest(db, { tenantId: tenant.tenantId, now }, { linkId, start, details });
  await bounce(db, of(bookingId), { address: wrong });
  return { bookingId, wrong, right };
};
const of = (bookingId: string) => ({ tenantId: tenant.tenantId, bookingId, now });
const inTenant = <Row>(work: Parameters<typeof withTenant<Row>>[2]) => withTenant(db, tenant.tenantId, work);
const toGuest = (bookingId: string) =>
  inTenant((tx) =>
    tx
      .select({ template: notifications.template, state: notifications.state, delivery: deliveries })
      .from(notifications)
      .innerJoin(deliveries, eq(deliveries.notificationId, notifications.id))
      .where(eq(notifications.subjectId, bookingId))
      .orderBy(desc(notifications.template), asc(deliveries.sequence)),
  );
const emailOf = async (bookingId: string) =>
  (
    await inTenant((tx) =>
      tx
        .select({ email: bookingGuests.email })
        .from(bookingGuests)
        .where(eq(bookingGuests.bookingId, bookingId)),
    )
  )[0]?.email;
const requeue = async (bookingId: string, address: string) => {
  const { id } = await notificationOf(db, of(bookingId));
  const party = { name: 'An', email: address };
  const content = { from: party, to: party, subject: 'Hello', html: '', text: '' };
  const wanted = [{ notificationId: id, recipient: 'guest', address, content }];
  const [row] = await queueDeliveries(db, tenant.tenantId, wanted, now);
  return row;
};

beforeAll(async () => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 6 });
  tenant = await createTestTenant(db, { hosts: 3 });
  ({ id: linkId } = await createTestLink(db, tenant, {
    hosts: tenant.hosts.slice(1, 2),
    reminderMinutes: [],
  }));
});
afterAll(() => closeDatabase(db));

describe('correcting the address of somebody whom a guest brings', () => {
  const [wrong, right] = ['mai@exmaple.com', 'mai@example.com'];
  const bookWith = async (): Promise<string> => {
    slot += 1;
    const details = guestDetails({
      guest: { name: 'An', email: `an-${slot}@example.com` },
      furtherGuests: [wrong, 'binh@example.com'],
    });
    const start = now + (24 + slot) * hourMs;
    const at = { tenantId: tenant.tenantId, now };
    const bookingId = await bookAsGuest(db, at, { linkId, start, details });
    await bounce(db, of(bookingId), { address: wrong, recipient: 'guest/1' });
    return bookingId;
  };
  const correct = (bookingId: string, email: string, replaces = wrong) =>
    correctAddress(as(host()), { bookingId, email, replaces });

  test('is offered, changes theirs alone, and owes them what they were not sent', async () => {
    const bookingId = await bookWith();
    const listed = async () =>
      (await listAttention(as(host()), { order: 'newest', bookingId, limit: 10 })).items.map((item) => [
        item.recipient?.address,
        item.actions.includes('correct_address'),
      ]);
    expect(await listed()).toEqual([[wrong, true]]);
    const { booking } = await correct(bookingId, right);
    expect(booking.furtherGuests).toEqual([right, 'binh@example.com']);
    expect(booking.guestEmail).toBe(`an-${slot}@example.com`);
    expect(await listed()).toEqual([]);
    expect(await notificationOf(db, of(bookingId))).toMatchObject({ state: 'due', failure: null });
    expect((await toGuest(bookingId)).map(({ delivery }) => [delivery.recipient, delivery.settled])).toEqual([
      ['guest/1', 'replaced'],
    ]);
  });

  test('is refused for an address that is not theirs any more, does not fail, or is of another guest', async () => {
    const bookingId = await bookWith();
    const refused = (email: string, replaces?: string) => refusalOf(correct(bookingId, email, replaces));
    expect(await refused(right, 'nobody@example.com')).toBe('attention_settled');
    expect(await refused(right, 'binh@example.com')).toBe('attention_settled');
    expect(await refused(right, `an-${slot}@example.com`)).toBe('attention_settled');
    for (const taken of [wrong, 'Binh@example.com', `an-${slot}@example.com`])
      expect(await refused(taken)).toBe('invalid_request');
    await correct(bookingId, right);
    expect(await refused('other@example.com')).toBe('attention_settled');
  });
});

describe("correcting a guest's address", () => {
  test('changes the booking, keeps the mail that bounced as history and owes what was not delivered to the new one', async () => {
    const { bookingId, right } = await bookWithWrongAddress();
    const loaded = await correctAddress(as(host()), { bookingId, email: right.toUpperCase() });
    expect(loaded.booking.guestEmail).toBe(right);
    expect(loaded.sync.email).toBe('pending');
    expect(await toGuest(bookingId)).toMatchObject([
      { template: 'booking_confirmed', state: 'due', delivery: { state: 'bounced', settled: 'replaced' } },
    ]);
    expect(await requeue(bookingId, right)).toMatchObject({ address: right, state: 'queued', sequence: 1 });
    expect((await listAttention(as(host()), { order: 'newest', bookingId, limit: 5 })).items).toEqual([]);
    const lines = await inTenant((tx) =>
      tx.select().from(bookingTimeline).where(eq(bookingTimeline.bookingId, bookingId)),
    );
    expect(lines.filter(({ kind }) => kind === 'address_corrected')).toMatchObject([{ actor: 'host' }]);
    const audited = await inTenant((tx) =>
      tx.select().from(auditLog).where(eq(auditLog.targetId, bookingId)),
    );
    expect(audited.filter(({ action }) => action === 'booking.correct_address')).toHaveLength(1);
    expect(JSON.stringify([lines, audited])).not.toContain(right);
  });

  test('tells late only what is still true of the booking', async () => {
    const { bookingId, wrong, right } = await bookWithWrongAddress();
    await cancelBooking(as(host()), { bookingId });
    await bounce(db, of(bookingId), { template: 'booking_cancelled', address: wrong });
    await correctAddress(as(host()), { bookingId, email: right });
    expect(await toGuest(bookingId)).toMatchObject([
      { template: 'booking_confirmed', state: 'done', delivery: { settled: 'overtaken' } },
      { template: 'booking_cancelled', state: 'due', delivery: { settled: 'replaced' } },
    ]);
  });

  test('sends nothing twice and changes the address once when two hosts do it at once', async () => {
    const { bookingId, right } = await bookWithWrongAddress();
    const attempts = ['a', 'b', 'c', 'd'].map((name) =>
      refusalOf(correctAddress(as(name < 'c' ? host() : owner()), { bookingId, email: `${name}-${right}` })),
    );
    const codes = await Promise.all(attempts);
    expect(codes.filter((code) => code === null)).toHaveLength(1);
    expect(codes.filter((code) => code === 'attention_settled')).toHaveLength(3);
    expect(await emailOf(bookingId)).toBe(`${'abcd'[codes.indexOf(null)]}-${right}`);
    const [notification] = await inTenant((tx) =>
      tx.select().from(notifications).where(eq(notifications.subjectId, bookingId)),
    );
    expect(notification?.retries).toBe(1);
  });

  test('is answered alike when the same request is repeated', async () => {
    const { bookingId, right } = await bookWithWrongAddress();
    const once = () => correctAddress(as(host(), { key: bookingId }), { bookingId, email: right });
    const answers = await Promise.all([once(), once()]);
    expect(answers.map(({ booking }) => booking.guestEmail)).toEqual([right, right]);
  });

  test('is refused with the field for the same address and for one that is suppressed as well', async () => {
    const { bookingId, wrong } = await bookWithWrongAddress();
    const other = await bookWithWrongAddress();
    const attempt = (email: string) => correctAddress(as(host()), { bookingId, email });
    await expect(attempt(wrong)).rejects.toMatchObject({
      code: 'invalid_request',
      errors: [{ pointer: '/email' }],
    });
    await expect(attempt(other.wrong)).rejects.toMatchObject({
      code: 'address_suppressed',
      errors: [{ pointer: '/email' }],
    });
    expect(await emailOf(bookingId)).toBe(wrong);
  });

  test('is for hosts of the booking, owners and admins, and only while mail to the guest fails', async () => {
    const { bookingId, right } = await bookWithWrongAddress();
    const input = { bookingId, email: right };
    const other = await createTestTenant(db);
    const foreign = as(memberAs(other.hosts[0], 'owner'), { tenantId: other.tenantId });
    expect(await refusalOf(correctAddress(foreign, input))).toBe('not_found');
    expect(await refusalOf(correctAddress(as(stranger()), input))).toBe('not_found');
    expect(await refusalOf(correctAddress(as(memberAs(tenant.hosts[1], 'viewer')), input))).toBe('forbidden');
    expect(await refusalOf(correctAddress(as({ kind: 'guest', bookingId }), input))).toBe('unauthenticated');
    await correctAddress(as(owner()), input);
    const again = correctAddress(as(owner()), { bookingId, email: `once-more-${right}` });
    expect(await refusalOf(again)).toBe('attention_settled');
  });
});

describe('suppressed addresses', () => {
  const listed = async (ctx: ServiceContext) => (await listSuppressions(ctx, { limit: 100 })).items;

  test('are shown with why and since when, and how many mails wait, to those whom they concern', async () => {
    const { wrong } = await bookWithWrongAddress();
    const of = async (ctx: ServiceContext) => (await listed(ctx)).filter(({ address }) => address === wrong);
    const shown = { channel: 'email', reason: 'bounced', waiting: 1 };
    expect(await of(as(host()))).toMatchObject([shown]);
    expect(await of(as(owner()))).toMatchObject([shown]);
    expect(await of(as(stranger()))).toEqual([]);
    const other = await createTestTenant(db);
    expect(await listed(as(memberAs(other.hosts[0], 'owner'), { tenantId: other.tenantId }))).toEqual([]);
  });

  test('come in pages, the newest first', async () => {
    const first = await bookWithWrongAddress();
    const second = await bookWithWrongAddress();
    const page = await listSuppressions(as(owner()), { limit: 1 });
    expect(page.items.map(({ address }) => address)).toEqual([second.wrong]);
    const next = await listSuppressions(as(owner()), { limit: 1, cursor: page.nextCursor ?? '' });
    expect(next.items.map(({ address }) => address)).toEqual([first.wrong]);
  });

  test('that are lifted get mail again, and what waited for it only when that is asked for', async () => {
    for (const retry of [false, true]) {
      const { bookingId, wrong } = await bookWithWrongAddress();
      const suppressionId = (await suppressionOf(db, tenant.tenantId, wrong)) ?? '';
      await liftSuppression(as(host()), { suppressionId, retry });
      expect(await suppressionOf(db, tenant.tenantId, wrong)).toBeUndefined();
      const [told] = await toGuest(bookingId);
      expect(told).toMatchObject(
        retry
          ? { state: 'due', delivery: { settled: 'replaced' } }
          : { state: 'done', delivery: { settled: null } },
      );
      const audited = await inTenant((tx) =>
        tx.select().from(auditLog).where(eq(auditLog.targetId, suppressionId)),
      );
      expect(audited).toMatchObject([{ action: 'suppression.lift', after: { retried: retry ? 1 : 0 } }]);
      expect(JSON.stringify(audited)).not.toContain(wrong);
    }
  });

  test('are lifted once when two hosts press at once', async () => {
    const { bookingId, wrong } = await bookWithWrongAddress();
    const suppressionId = (await suppressionOf(db, tenant.tenantId, wrong)) ?? '';
    const presses = [host(), owner(), host()].map((actor) =>
      refusalOf(liftSuppression(as(actor), { suppressionId, retry: true })),
    );
    const codes = await Promise.all(presses);
    expect(codes.filter((code) => code === null)).toHaveLength(1);
    expect(codes.filter((code) => code === 'not_found')).toHaveLength(2);
    expect(await requeue(bookingId, wrong)).toMatchObject({ sequence: 1, state: 'queued' });
  });

  test('are lifted by nobody whom they do not concern', async () => {
    const { wrong } = await bookWithWrongAddress();
    const suppressionId = (await suppressionOf(db, tenant.tenantId, wrong)) ?? '';
    const input = { suppressionId, retry: true };
    const other = await createTestTenant(db);
    const foreign = as(memberAs(other.hosts[0], 'owner'), { tenantId: other.tenantId });
    expect(await refusalOf(liftSuppression(foreign, input))).toBe('not_found');
    expect(await refusalOf(liftSuppression(as(stranger()), input))).toBe('not_found');
    const viewer = as(memberAs(tenant.hosts[1], 'viewer'));
    expect(await refusalOf(liftSuppression(viewer, input))).toBe('forbidden');
    expect(await suppressionOf(db, tenant.tenantId, wrong)).toBe(suppressionId);
  });
});

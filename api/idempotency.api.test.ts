import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditLog } from '#db/schema/audit.ts';
import { bookings, bookingTimeline } from '#db/schema/booking.ts';
import { idempotencyRecords } from '#db/schema/idempotency.ts';
import { notifications } from '#db/schema/notification.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink } from '#db/testing/tenant.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { expectProblem } from './testing/battery.ts';
import { tomorrow } from './testing/fixtures.ts';
import { type Api, firstLogin, openApi, send } from './testing/harness.ts';

let api: Api;
beforeAll(async () => {
  api = await openApi({ databaseUrls: testDatabase() });
});
afterAll(() => api.close());

type Receipt = {
  booking: { bookingId: string; status: string; start: string; revision: number };
  links: Record<string, string>;
};

let hours = 0;
/** A time that no other case uses. */
const nextStart = (): string => new Date(tomorrow((hours += 1))).toISOString();
const email = 'an.canary@example.com';
const time = (start: string) => ({ start, durationMinutes: 30, timeZone: 'UTC' });
const bookingBody = (start: string) => ({ ...time(start), guest: { name: 'An', email } });
type LinkValues = Parameters<typeof createTestLink>[2];
const makeLink = async (values: LinkValues = {}): Promise<{ id: string; path: string }> => {
  const { id, slug } = await createTestLink(api.db, api.tenant, values);
  return { id, path: `/public/links/${api.tenant.hosts[0]?.username}/${slug}` };
};
const post = (path: string, body: unknown, key: string) =>
  send(api, 'POST', `/api/v1${path}`, { body, headers: { 'Idempotency-Key': key } });
const asHost = (path: string, body: unknown, key: string) =>
  send(api, 'POST', `/api/v1${path}`, {
    as: firstLogin(api),
    body,
    headers: { 'Idempotency-Key': key },
  });
const book = async (path: string, start = nextStart()): Promise<Receipt> => {
  const answer = await post(`${path}/bookings`, bookingBody(start), randomUUID());
  expect(answer.status).toBe(201);
  return (await answer.json()) as Receipt;
};
const managed = ({ links }: Receipt): string =>
  `/public/bookings/${/\/b\/([^/]+)/.exec(links['manage'] ?? '')?.[1] ?? ''}`;
const atOnce = (send: () => Promise<Response>): Promise<Response[]> =>
  Promise.all(Array.from({ length: 6 }, send));
const statusesOf = (answers: readonly Response[]): number[] =>
  answers.map(({ status }) => status).toSorted((a, b) => a - b);
const bodiesOf = async (answers: readonly Response[]): Promise<string[]> => [
  ...new Set(await Promise.all(answers.map((answer) => answer.text()))),
];

/** Everything that is written about a booking, by kind. */
const writtenAbout = (bookingId: string) =>
  withTenant(api.db, api.tenant.tenantId, async (tx) => {
    const lines = await tx
      .select({ kind: bookingTimeline.kind })
      .from(bookingTimeline)
      .where(eq(bookingTimeline.bookingId, bookingId))
      .orderBy(bookingTimeline.sequence);
    const audited = await tx
      .select({ action: auditLog.action })
      .from(auditLog)
      .where(eq(auditLog.targetId, bookingId))
      .orderBy(auditLog.id);
    const told = await tx
      .select({ key: notifications.key })
      .from(notifications)
      .where(eq(notifications.subjectId, bookingId))
      .orderBy(notifications.revision);
    return {
      timeline: lines.map(({ kind }) => kind),
      audit: audited.map(({ action }) => action),
      announced: told.map(({ key }) => key).filter((key) => !key.startsWith('booking_reminder')),
    };
  });

const countBookings = (linkId: string): Promise<number> =>
  withTenant(api.db, api.tenant.tenantId, (tx) => tx.$count(bookings, eq(bookings.linkId, linkId)));

describe('the same request sent many times at once under one key', () => {
  it('books once, and everybody is answered alike', async () => {
    const { id, path } = await makeLink();
    const [key, body] = [randomUUID(), bookingBody(nextStart())];
    const answers = await atOnce(() => post(`${path}/bookings`, body, key));
    expect(statusesOf(answers)).toEqual([201, 201, 201, 201, 201, 201]);
    const ids = await Promise.all(
      answers.map(async (answer) => ((await answer.json()) as Receipt).booking.bookingId),
    );
    expect(new Set(ids).size).toBe(1);
    expect(await countBookings(id)).toBe(1);
    expect(await writtenAbout(ids[0] ?? '')).toMatchObject({
      timeline: ['confirmed'],
      audit: ['booking.book'],
      announced: ['booking_confirmed/r0'],
    });
  });

  it('holds once', async () => {
    const { id, path } = await makeLink();
    const [key, body] = [randomUUID(), time(nextStart())];
    const answers = await atOnce(() => post(`${path}/holds`, body, key));
    expect(statusesOf(answers)).toEqual([201, 201, 201, 201, 201, 201]);
    expect(await countBookings(id)).toBe(1);
  });

  it('moves once', async () => {
    const receipt = await book((await makeLink()).path);
    const [key, body] = [randomUUID(), { start: nextStart() }];
    const answers = await atOnce(() => post(`${managed(receipt)}/reschedule`, body, key));
    expect(statusesOf(answers)).toEqual([200, 200, 200, 200, 200, 200]);
    const { bookingId } = receipt.booking;
    expect(await writtenAbout(bookingId)).toMatchObject({
      timeline: ['confirmed', 'rescheduled'],
      audit: ['booking.book', 'booking.reschedule'],
      announced: ['booking_confirmed/r0', 'booking_rescheduled/r1'],
    });
  });

  it('cancels once; under keys of their own only one of many cancels', async () => {
    const { path } = await makeLink();
    const [first, second] = [await book(path), await book(path)];
    const key = randomUUID();
    const same = await atOnce(() => post(`${managed(first)}/cancel`, { reason: 'ill' }, key));
    expect(statusesOf(same)).toEqual([200, 200, 200, 200, 200, 200]);
    expect(await bodiesOf(same)).toHaveLength(1);
    const own = await atOnce(() => post(`${managed(second)}/cancel`, { reason: 'ill' }, randomUUID()));
    expect(statusesOf(own)).toEqual([200, 409, 409, 409, 409, 409]);
    for (const { booking } of [first, second])
      expect(await writtenAbout(booking.bookingId)).toMatchObject({
        timeline: ['confirmed', 'cancelled'],
        audit: ['booking.book', 'booking.cancel'],
        announced: ['booking_confirmed/r0', 'booking_cancelled/r1'],
      });
  });

  it('approves once', async () => {
    const { booking } = await book((await makeLink({ requiresApproval: true })).path);
    const key = randomUUID();
    const answers = await atOnce(() =>
      asHost(`/bookings/${booking.bookingId}/approve`, { start: booking.start }, key),
    );
    expect(statusesOf(answers)).toEqual([200, 200, 200, 200, 200, 200]);
    expect(await writtenAbout(booking.bookingId)).toMatchObject({
      timeline: ['pending_approval', 'approved'],
      audit: ['booking.book', 'booking.approve'],
    });
  });
});

describe('a repeat', () => {
  it('of a refused request is refused alike, also when the time has become free', async () => {
    const { path } = await makeLink();
    const taken = await book(path);
    const [key, body] = [randomUUID(), bookingBody(taken.booking.start)];
    const first = await expectProblem(await post(`${path}/bookings`, body, key), 'slot_taken');
    expect(first.alternatives?.length).toBeGreaterThan(0);
    const again = await expectProblem(await post(`${path}/bookings`, body, key), 'slot_taken');
    expect(again).toEqual({ ...first, instance: again.instance });
    expect((await post(`${managed(taken)}/cancel`, {}, randomUUID())).status).toBe(200);
    await expectProblem(await post(`${path}/bookings`, body, key), 'slot_taken');
    expect((await post(`${path}/bookings`, body, randomUUID())).status).toBe(201);
  });

  it('of a refused time names the same field', async () => {
    const { path } = await makeLink();
    const [key, body] = [randomUUID(), bookingBody('2020-01-01T10:00:00Z')];
    const first = await expectProblem(await post(`${path}/bookings`, body, key), 'in_the_past');
    expect(first.errors?.map(({ pointer }) => pointer)).toEqual(['/start']);
    const again = await expectProblem(await post(`${path}/bookings`, body, key), 'in_the_past');
    expect(again).toEqual({ ...first, instance: again.instance });
  });

  it('of a malformed request may be corrected under the same key: nothing was decided', async () => {
    const questions = [{ id: 'goal', label: 'Goal', kind: 'text' as const, required: true }];
    const { path } = await makeLink({ questions });
    const [key, start] = [randomUUID(), nextStart()];
    await expectProblem(await post(`${path}/bookings`, bookingBody(start), key), 'invalid_request');
    const right = { ...bookingBody(start), answers: { goal: 'B2' } };
    expect((await post(`${path}/bookings`, right, key)).status).toBe(201);
  });

  it('with another body is refused and names the header', async () => {
    const receipt = await book((await makeLink()).path);
    const key = randomUUID();
    expect((await post(`${managed(receipt)}/cancel`, { reason: 'ill' }, key)).status).toBe(200);
    const problem = await expectProblem(
      await post(`${managed(receipt)}/cancel`, { reason: 'well' }, key),
      'idempotency_key_reused',
    );
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(['#header/Idempotency-Key']);
  });
});

describe('a key', () => {
  it('of one guest is not that of another', async () => {
    const { path } = await makeLink();
    const [mine, theirs] = [await book(path), await book(path)];
    const key = randomUUID();
    for (const receipt of [mine, theirs]) {
      const answer = await post(`${managed(receipt)}/cancel`, {}, key);
      expect(answer.status).toBe(200);
      expect(((await answer.json()) as Receipt).booking).toMatchObject({
        bookingId: receipt.booking.bookingId,
        status: 'cancelled',
      });
    }
  });

  it('of a guest is not that of the host', async () => {
    const { booking, ...receipt } = await book((await makeLink()).path);
    const key = randomUUID();
    const [first, second] = [nextStart(), nextStart()];
    expect((await post(`${managed({ booking, ...receipt })}/reschedule`, { start: first }, key)).status).toBe(
      200,
    );
    const moved = await asHost(`/bookings/${booking.bookingId}/reschedule`, { start: second }, key);
    expect(await moved.json()).toMatchObject({ start: second, revision: 2 });
  });

  it('is good for one path', async () => {
    const [one, other] = [await makeLink(), await makeLink()];
    const key = randomUUID();
    expect((await post(`${one.path}/bookings`, bookingBody(nextStart()), key)).status).toBe(201);
    expect((await post(`${other.path}/bookings`, bookingBody(nextStart()), key)).status).toBe(201);
    expect([await countBookings(one.id), await countBookings(other.id)]).toEqual([1, 1]);
  });

  it('is good for one operation', async () => {
    const { id, path } = await makeLink({ requiresApproval: true });
    const key = randomUUID();
    expect((await post(`${path}/holds`, time(nextStart()), key)).status).toBe(201);
    const answer = await post(`${path}/bookings`, bookingBody(nextStart()), key);
    expect(answer.status).toBe(201);
    expect(await countBookings(id)).toBe(2);
    const { bookingId, start } = ((await answer.json()) as Receipt).booking;
    expect((await asHost(`/bookings/${bookingId}/approve`, { start }, key)).status).toBe(200);
    expect((await asHost(`/bookings/${bookingId}/cancel`, {}, key)).status).toBe(200);
  });

  it('leaves behind hashes, ids and codes, nothing of what was sent', async () => {
    const { path } = await makeLink();
    const [key, start] = [`canary-${randomUUID()}`, nextStart()];
    await post(`${path}/bookings`, { ...bookingBody(start), note: 'note-canary' }, key);
    await post(`${path}/bookings`, { ...bookingBody(start), note: 'note-canary' }, `${key}-2`);
    const records = await withTenant(api.db, api.tenant.tenantId, (tx) =>
      tx.select().from(idempotencyRecords),
    );
    expect(records.length).toBeGreaterThanOrEqual(2);
    expect(JSON.stringify(records)).not.toMatch(/canary/);
  });
});

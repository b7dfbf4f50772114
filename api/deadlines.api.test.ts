import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestLink } from '#db/testing/tenant.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { expectProblem } from './testing/battery.ts';
import { tomorrow } from './testing/fixtures.ts';
import { type Api, firstLogin, openApi, send } from './testing/harness.ts';

const hourMs = 3_600_000;
const minuteMs = 60_000;

let api: Api;
let clock = Date.now();
/** No worker runs: whatever has ended has not been written down by anybody. */
beforeAll(async () => {
  api = await openApi({ databaseUrls: testDatabase(), deps: { now: () => clock } });
});
afterAll(() => api.close());
beforeEach(() => {
  clock = Date.now();
});

type Guest = { name: string; email: string };
type Receipt = {
  booking: { bookingId: string; status: string; start: string; canCancel: boolean; canReschedule: boolean };
  links: Record<string, string>;
};
type Hold = { bookingId: string; holdToken: string; holdUntil: string };

let days = 0;
/** A time with more than a day to go on a day that no other case uses. */
const nextStart = (): number => tomorrow((days += 24));
const iso = (instant: number): string => new Date(instant).toISOString();
const an: Guest = { name: 'An', email: 'an@example.com' };
const binh: Guest = { name: 'Bình', email: 'binh@example.com' };
const time = (start: number) => ({ start: iso(start), durationMinutes: 30, timeZone: 'UTC' });
const post = (path: string, body: unknown) =>
  send(api, 'POST', `/api/v1/public${path}`, { body, headers: { 'Idempotency-Key': randomUUID() } });
const tryToBook = (path: string, start: number, guest: Guest, hold?: Hold) =>
  post(`${path}/bookings`, {
    ...time(start),
    guest,
    ...(hold === undefined ? {} : { hold: { bookingId: hold.bookingId, holdToken: hold.holdToken } }),
  });
const book = async (path: string, start: number, guest: Guest = an): Promise<Receipt> => {
  const answer = await tryToBook(path, start, guest);
  expect(answer.status).toBe(201);
  return (await answer.json()) as Receipt;
};
const hold = async (path: string, start: number): Promise<Hold> => {
  const answer = await post(`${path}/holds`, time(start));
  expect(answer.status).toBe(201);
  return (await answer.json()) as Hold;
};
const release = ({ holdToken }: Hold) =>
  send(api, 'POST', `/api/v1/public/holds/${holdToken}/release`, { body: {} });
const asHost = (bookingId: string, action: string, body: unknown = {}) =>
  send(api, 'POST', `/api/v1/bookings/${bookingId}/${action}`, {
    as: firstLogin(api),
    body,
    headers: { 'Idempotency-Key': randomUUID() },
  });
const approve = (bookingId: string, start: number) => asHost(bookingId, 'approve', { start: iso(start) });
const managed = ({ links }: Receipt): string =>
  `/bookings/${/\/b\/([^/]+)/.exec(links['manage'] ?? '')?.[1] ?? ''}`;
const seenByGuest = async (receipt: Receipt): Promise<Receipt['booking']> =>
  ((await (await send(api, 'GET', `/api/v1/public${managed(receipt)}`)).json()) as Receipt).booking;
const seenByHost = async (bookingId: string): Promise<string> => {
  const answer = await send(api, 'GET', `/api/v1/bookings/${bookingId}`, { as: firstLogin(api) });
  return ((await answer.json()) as { status: string }).status;
};
const listed = async (view: string): Promise<string[]> => {
  const path = `/api/v1/bookings?limit=100&view=${view}`;
  const answer = await send(api, 'GET', path, { as: firstLogin(api) });
  return ((await answer.json()) as { items: { id: string }[] }).items.map(({ id }) => id);
};
const offered = async (path: string, start: number): Promise<boolean> => {
  const date = iso(start).slice(0, 10);
  const query = `from=${date}&to=${date}&timeZone=UTC`;
  const answer = await send(api, 'GET', `/api/v1/public${path}/slots?${query}`);
  const { days } = (await answer.json()) as { days: { slots: { start: string }[] }[] };
  return days.some(({ slots }) => slots.some((slot) => slot.start === iso(start)));
};

type LinkValues = Parameters<typeof createTestLink>[2];
const linkPath = async (values: LinkValues = {}): Promise<string> => {
  const { slug } = await createTestLink(api.db, api.tenant, values);
  return `/links/${api.tenant.hosts[0]?.username}/${slug}`;
};

describe('a request that its host has not decided', () => {
  const deadlineHours = 4;
  const request = async () => {
    const path = await linkPath({ requiresApproval: true, approvalDeadlineHours: deadlineHours });
    const start = nextStart();
    const receipt = await book(path, start);
    expect(receipt.booking.status).toBe('pending_approval');
    return { path, start, receipt, bookingId: receipt.booking.bookingId };
  };

  it('can be approved until its deadline', async () => {
    const { start, receipt, bookingId } = await request();
    clock += deadlineHours * hourMs - 1;
    expect(await listed('needs_approval')).toContain(bookingId);
    expect((await approve(bookingId, start)).status).toBe(200);
    clock += 1;
    expect((await seenByGuest(receipt)).status).toBe('confirmed');
  });

  it('has ended from its deadline on, for guest and host alike', async () => {
    const { receipt, bookingId } = await request();
    clock += deadlineHours * hourMs;
    expect(await seenByGuest(receipt)).toMatchObject({
      status: 'expired',
      canCancel: false,
      canReschedule: false,
    });
    expect(await seenByHost(bookingId)).toBe('expired');
    expect(await listed('needs_approval')).not.toContain(bookingId);
    expect(await listed('cancelled')).toContain(bookingId);
  });

  it('can be neither approved nor declined, moved nor cancelled after it', async () => {
    const { start, receipt, bookingId } = await request();
    clock += deadlineHours * hourMs;
    await expectProblem(await approve(bookingId, start), 'invalid_transition');
    await expectProblem(await asHost(bookingId, 'decline'), 'invalid_transition');
    await expectProblem(await asHost(bookingId, 'cancel'), 'invalid_transition');
    const moved = await post(`${managed(receipt)}/reschedule`, { start: iso(start + hourMs) });
    await expectProblem(moved, 'invalid_transition');
    await expectProblem(await post(`${managed(receipt)}/cancel`, {}), 'invalid_transition');
    expect(await seenByHost(bookingId)).toBe('expired');
  });

  it('no longer takes its time: it is offered again, and somebody else gets it', async () => {
    const { path, start, bookingId } = await request();
    expect(await offered(path, start)).toBe(false);
    await expectProblem(await tryToBook(path, start, binh), 'slot_taken');
    clock += deadlineHours * hourMs;
    expect(await offered(path, start)).toBe(true);
    const next = await book(path, start, binh);
    await expectProblem(await approve(bookingId, start), 'invalid_transition');
    expect((await approve(next.booking.bookingId, start)).status).toBe(200);
  });

  it('that has moved since its host looked is not approved: the answer is 409, and it waits on', async () => {
    const { start, receipt, bookingId } = await request();
    const later = start + hourMs;
    expect((await post(`${managed(receipt)}/reschedule`, { start: iso(later) })).status).toBe(200);
    const answer = await approve(bookingId, start);
    expect(answer.status).toBe(409);
    await expectProblem(answer, 'time_changed');
    expect(await seenByHost(bookingId)).toBe('pending_approval');
    expect((await approve(bookingId, later)).status).toBe(200);
  });

  it('has until its start at the latest', async () => {
    const path = await linkPath({ requiresApproval: true, approvalDeadlineHours: 720 });
    const start = nextStart();
    const { booking } = await book(path, start);
    clock = start;
    await expectProblem(await approve(booking.bookingId, start), 'invalid_transition');
    expect(await seenByHost(booking.bookingId)).toBe('expired');
  });
});

describe('a held time', () => {
  const holdMinutes = 10;

  it('can be booked until its hold ends', async () => {
    const [path, start] = [await linkPath({ holdMinutes }), nextStart()];
    const held = await hold(path, start);
    clock += holdMinutes * minuteMs - 1;
    expect((await tryToBook(path, start, an, held)).status).toBe(201);
  });

  it('is free from then on: the hold is refused, and giving it back is no fault', async () => {
    const [path, start] = [await linkPath({ holdMinutes }), nextStart()];
    const held = await hold(path, start);
    clock += holdMinutes * minuteMs;
    await expectProblem(await tryToBook(path, start, an, held), 'hold_expired');
    expect((await release(held)).status).toBe(204);
  });

  it('goes to whoever asks next, and the first hold cannot take it back', async () => {
    const [path, start] = [await linkPath({ holdMinutes }), nextStart()];
    const first = await hold(path, start);
    await expectProblem(await tryToBook(path, start, binh), 'slot_held');
    expect(await offered(path, start)).toBe(false);
    clock += holdMinutes * minuteMs;
    expect(await offered(path, start)).toBe(true);
    const second = await hold(path, start);
    await expectProblem(await tryToBook(path, start, an, first), 'hold_expired');
    expect((await release(first)).status).toBe(204);
    expect((await tryToBook(path, start, binh, second)).status).toBe(201);
  });
});

describe('a confirmed booking', () => {
  it('is over when its time is, and can then only be marked as a no-show', async () => {
    const [path, start] = [await linkPath(), nextStart()];
    const receipt = await book(path, start);
    const { bookingId } = receipt.booking;
    clock = start - 1;
    await expectProblem(await asHost(bookingId, 'no-show'), 'invalid_transition');
    expect(await listed('upcoming')).toContain(bookingId);
    clock = start + 30 * minuteMs;
    expect((await seenByGuest(receipt)).status).toBe('completed');
    expect(await seenByHost(bookingId)).toBe('completed');
    expect(await listed('upcoming')).not.toContain(bookingId);
    expect(await listed('past')).toContain(bookingId);
    await expectProblem(await asHost(bookingId, 'cancel'), 'in_the_past');
    expect((await asHost(bookingId, 'no-show')).status).toBe(200);
    expect((await seenByGuest(receipt)).status).toBe('no_show');
  });
});

describe('the links of a guest', () => {
  const tokenIn = ({ links }: Receipt, name: string): string =>
    /\/b\/([^/]+)/.exec(links[name] ?? '')?.[1] ?? '';
  const open = (receipt: Receipt, name: string) =>
    send(api, 'GET', `/api/v1/public/bookings/${tokenIn(receipt, name)}`);

  it('that came first are good for as long as those that came last, wherever the booking has moved', async () => {
    const [path, start] = [await linkPath(), nextStart()];
    const first = await book(path, start);
    const [second, third] = [nextStart(), nextStart()];
    const move = (to: number) =>
      post(`/bookings/${tokenIn(first, 'reschedule')}/reschedule`, { start: iso(to) });
    expect((await move(second)).status).toBe(200);
    clock = start + 30 * minuteMs;
    expect((await open(first, 'reschedule')).status).toBe(200);
    expect((await move(third)).status).toBe(200);
    clock = third - 1;
    for (const name of ['manage', 'view', 'reschedule', 'cancel'])
      expect((await open(first, name)).status).toBe(200);
    clock = third;
    for (const name of ['reschedule', 'cancel']) await expectProblem(await open(first, name), 'link_expired');
    for (const name of ['manage', 'view']) expect((await open(first, name)).status).toBe(200);
    clock = third + 31 * 24 * hourMs;
    for (const name of ['manage', 'view']) await expectProblem(await open(first, name), 'link_expired');
  });
});

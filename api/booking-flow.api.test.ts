import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { bookings } from '#db/schema/booking.ts';
import { links } from '#db/schema/link.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink } from '#db/testing/tenant.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { createNamespace } from '#scripts/testing/namespace.ts';
import { expectProblem } from './testing/battery.ts';
import { tomorrow } from './testing/fixtures.ts';
import { type Api, firstLogin, openApi, publicUrl, send } from './testing/harness.ts';
import { startWorker, type TestWorker } from './testing/worker.ts';

let api: Api;
let worker: TestWorker;
beforeAll(async () => {
  const temporalAddress = inject('temporalAddress');
  api = await openApi({
    databaseUrls: testDatabase(),
    temporalAddress,
    env: { TEMPORAL_NAMESPACE: await createNamespace(temporalAddress, true) },
  });
  worker = await startWorker(api, { bundlePath: inject('workflowBundlePath') });
});
afterAll(async () => {
  await worker.stop();
  await api.close();
});

type Body = Record<string, unknown>;
type Receipt = {
  booking: Body & { bookingId: string; status: string; start: string };
  links: Record<string, string>;
};
const bodyOf = async <Shape = Body>(answer: Response): Promise<Shape> => (await answer.json()) as Shape;

const canary = { name: 'Canary Ngọc Xyzzy', email: 'canary.xyzzy@guest.example', phone: '+84900123456' };

let hours = 0;
/** A fresh start that no other case uses. */
const nextStart = (): string => new Date(tomorrow((hours += 2))).toISOString();

const username = (): string => api.tenant.hosts[0]?.username ?? '';
type LinkValues = Parameters<typeof createTestLink>[2];
const linkPath = async (values: LinkValues = {}): Promise<string> => {
  const { slug } = await createTestLink(api.db, api.tenant, values);
  return `/api/v1/public/links/${username()}/${slug}`;
};

const post = (path: string, body: unknown, key: string = randomUUID()) =>
  send(api, 'POST', path, { body, headers: { 'Idempotency-Key': key } });
const bookingBody = (start: string, extra: Body = {}) => ({
  start,
  durationMinutes: 30,
  timeZone: 'Asia/Ho_Chi_Minh',
  guest: canary,
  ...extra,
});
const book = async (path: string, start: string, extra: Body = {}): Promise<Receipt> => {
  const answer = await post(`${path}/bookings`, bookingBody(start, extra));
  expect(answer.status).toBe(201);
  return bodyOf<Receipt>(answer);
};
const tokenIn = (url: string | undefined): string => /\/(?:b|bookings)\/([^/]+)/.exec(url ?? '')?.[1] ?? '';
const managed = (receipt: Receipt, link: string): string =>
  `/api/v1/public/bookings/${tokenIn(receipt.links[link])}`;
const asHost = (path: string, body: unknown, key: string = randomUUID()) =>
  send(api, 'POST', `/api/v1/bookings/${path}`, {
    as: firstLogin(api),
    body,
    headers: { 'Idempotency-Key': key },
  });

describe('the log', () => {
  it('lets the life of a booking be followed by its id', async () => {
    const path = await linkPath();
    const receipt = await book(path, nextStart());
    const { bookingId } = receipt.booking;
    const answers = [
      await send(api, 'GET', managed(receipt, 'manage')),
      await send(api, 'GET', `/api/v1/bookings/${bookingId}`, { as: firstLogin(api) }),
      await asHost(`${bookingId}/cancel`, { reason: 'Flu' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const lines = api
      .logged()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Body)
      .filter((line) => line['bookingId'] === bookingId);
    expect(lines.map(({ method, route }) => [method, route].join(' '))).toEqual([
      'POST /api/v1/public/links/{username}/{slug}/bookings',
      'GET /api/v1/public/bookings/{token}',
      'GET /api/v1/bookings/{bookingId}',
      'POST /api/v1/bookings/{bookingId}/cancel',
    ]);
    for (const line of lines) {
      expect(line).toMatchObject({ service: 'api', tenantId: api.tenant.tenantId, msg: 'request' });
      expect(line['requestId']).toMatch(/^[A-Za-z0-9_.-]{8,64}$/);
    }
  });
});

describe('a guest', () => {
  it('books a time and is answered with a code and links that open the booking', async () => {
    const start = nextStart();
    const receipt = await book(await linkPath(), start, { note: 'Xin chào', locale: 'vi' });
    expect(receipt.booking).toMatchObject({
      status: 'confirmed',
      start,
      locale: 'vi',
      revision: 0,
      canCancel: true,
      warnings: [],
    });
    expect(receipt.booking['code']).toMatch(/^[2-9A-Z]{5}-[2-9A-Z]{5}$/);
    expect(receipt.links['manage']).toMatch(new RegExp(`^${publicUrl}/b/`));
    const viewed = await send(api, 'GET', managed(receipt, 'manage'));
    expect(viewed.headers.get('cache-control')).toBe('no-store');
    expect((await bodyOf<Receipt>(viewed)).booking.bookingId).toBe(receipt.booking.bookingId);
  });

  it('gets the same booking for the same key and body, and a refusal for another body', async () => {
    const path = await linkPath();
    const key = randomUUID();
    const body = bookingBody(nextStart());
    const [first, second] = await Promise.all([
      post(`${path}/bookings`, body, key),
      post(`${path}/bookings`, body, key),
    ]);
    const third = await post(`${path}/bookings`, body, key);
    const ids = await Promise.all(
      [first, second, third].map(async (answer) => (await bodyOf<Receipt>(answer)).booking.bookingId),
    );
    expect(new Set(ids).size).toBe(1);
    await expectProblem(
      await post(`${path}/bookings`, { ...body, note: 'other' }, key),
      'idempotency_key_reused',
    );
  });

  it('is offered other times when somebody else was faster', async () => {
    const path = await linkPath();
    const start = nextStart();
    await book(path, start);
    const problem = await expectProblem(await post(`${path}/bookings`, bookingBody(start)), 'slot_taken');
    expect(problem.alternatives?.length).toBeGreaterThan(0);
    expect(problem.alternatives?.every((each) => each.start !== start)).toBe(true);
  });

  it('is told which field is wrong with a time that is not offered', async () => {
    const path = await linkPath({ noticeMinutes: 60, bookingWindow: { kind: 'rolling', days: 400 } });
    const refused = async (start: number, code: string) => {
      const answer = await post(`${path}/bookings`, bookingBody(new Date(start).toISOString()));
      return (await expectProblem(answer, code)).errors?.map(({ pointer }) => pointer);
    };
    expect(await refused(Date.now() - 3_600_000, 'in_the_past')).toEqual(['/start']);
    expect(await refused(Date.now() + 60_000, 'notice_too_short')).toEqual(['/start']);
    expect(await refused(Date.now() + 500 * 86_400_000, 'beyond_booking_window')).toEqual(['/start']);
    const receipt = await book(path, nextStart());
    const moved = await post(`${managed(receipt, 'manage')}/reschedule`, { start: '2020-01-01T10:00:00Z' });
    const problem = await expectProblem(moved, 'in_the_past');
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(['/start']);
  });

  it('wins or loses a race for one time, never both', async () => {
    const path = await linkPath();
    const start = nextStart();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => post(`${path}/bookings`, bookingBody(start))),
    );
    expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([
      201, 409, 409, 409, 409, 409, 409, 409,
    ]);
  });

  it('holds a time, books it by the hold, and nobody else can use that hold', async () => {
    const path = await linkPath();
    const start = nextStart();
    const placed = await post(`${path}/holds`, { start, durationMinutes: 30, timeZone: 'UTC' });
    expect(placed.status).toBe(201);
    const hold = await bodyOf<{ bookingId: string; holdToken: string; holdUntil: string }>(placed);
    expect(Date.parse(hold.holdUntil)).toBeGreaterThan(Date.now());
    await expectProblem(await post(`${path}/bookings`, bookingBody(start)), 'slot_held');
    const { bookingId, holdToken } = hold;
    const forged = { bookingId: hold.bookingId, holdToken: `${hold.holdToken.slice(0, -4)}AAAA` };
    await expectProblem(await post(`${path}/bookings`, bookingBody(start, { hold: forged })), 'not_found');
    const other = await expectProblem(
      await post(`${path}/bookings`, bookingBody(nextStart(), { hold: { bookingId, holdToken } })),
      'invalid_request',
    );
    expect(other.errors?.[0]?.pointer).toBe('/start');
    const receipt = await book(path, start, { hold: { bookingId, holdToken } });
    expect(receipt.booking).toMatchObject({ bookingId, status: 'confirmed' });
    const release = await send(api, 'POST', `/api/v1/public/holds/${holdToken}/release`, { body: {} });
    await expectProblem(release, 'invalid_transition');
  });

  it('gives a hold back, twice if need be, and the time is free again', async () => {
    const path = await linkPath();
    const start = nextStart();
    const placed = await post(`${path}/holds`, { start, durationMinutes: 30, timeZone: 'UTC' });
    const { holdToken } = await bodyOf<{ holdToken: string }>(placed);
    for (let i = 0; i < 2; i += 1) {
      const release = await send(api, 'POST', `/api/v1/public/holds/${holdToken}/release`, { body: {} });
      expect(release.status).toBe(204);
    }
    expect((await book(path, start)).booking.status).toBe('confirmed');
  });

  it('is told which rule a time breaks', async () => {
    const strict = await linkPath({
      noticeMinutes: 60 * 24 * 5,
      bookingWindow: { kind: 'rolling', days: 20 },
    });
    const day = 24 * 3_600_000;
    const at = (ms: number): string =>
      new Date(Math.ceil((Date.now() + ms) / 3_600_000) * 3_600_000).toISOString();
    await expectProblem(await post(`${strict}/bookings`, bookingBody(at(-day))), 'in_the_past');
    await expectProblem(await post(`${strict}/bookings`, bookingBody(at(day))), 'notice_too_short');
    await expectProblem(await post(`${strict}/bookings`, bookingBody(at(60 * day))), 'beyond_booking_window');
    const grid = await linkPath();
    await expectProblem(
      await post(`${grid}/bookings`, bookingBody(nextStart().replace(':00:00', ':07:00'))),
      'outside_availability',
    );
    const limited = await linkPath({ guestLimit: { count: 1, days: 30 } });
    await book(limited, nextStart());
    await expectProblem(await post(`${limited}/bookings`, bookingBody(nextStart())), 'guest_limit_reached');
  });

  it('is told which answer is missing or wrong', async () => {
    const path = await linkPath({
      questions: [
        { id: 'goal', label: 'Goal', kind: 'text', required: true },
        { id: 'level', label: 'Level', kind: 'choice', required: false, choices: ['A', 'B'] },
      ],
    });
    const problem = await expectProblem(
      await post(`${path}/bookings`, bookingBody(nextStart(), { answers: { level: 'C', extra: 1 } })),
      'invalid_request',
    );
    expect(problem.errors?.map((error) => error.pointer).toSorted()).toEqual([
      '/answers/extra',
      '/answers/goal',
      '/answers/level',
    ]);
    const email = await expectProblem(
      await post(
        `${path}/bookings`,
        bookingBody(nextStart(), { guest: { name: 'A', email: 'not an address' } }),
      ),
      'invalid_request',
    );
    expect(email.errors?.map((error) => error.pointer)).toEqual(['/guest/email']);
  });

  it('meets a switched-off link as such', async () => {
    const { id, slug } = await createTestLink(api.db, api.tenant);
    await withTenant(api.db, api.tenant.tenantId, (tx) =>
      tx.update(links).set({ isActive: false }).where(eq(links.id, id)),
    );
    const path = `/api/v1/public/links/${username()}/${slug}`;
    await expectProblem(await send(api, 'GET', path), 'link_inactive');
    await expectProblem(await post(`${path}/bookings`, bookingBody(nextStart())), 'link_inactive');
  });
});

describe('a signed link', () => {
  it('moves the booking, keeps its id and counts the revision', async () => {
    const path = await linkPath();
    const receipt = await book(path, nextStart());
    const target = nextStart();
    const moved = await post(`${managed(receipt, 'reschedule')}/reschedule`, {
      start: target,
      reason: 'ill',
    });
    expect(moved.status).toBe(200);
    const after = await bodyOf<Receipt>(moved);
    expect(after.booking).toMatchObject({ bookingId: receipt.booking.bookingId, start: target, revision: 1 });
    expect((await book(path, receipt.booking.start)).booking.status).toBe('confirmed');
  });

  it('does not move it onto a taken time, and then nothing has changed', async () => {
    const path = await linkPath();
    const [mine, taken] = [await book(path, nextStart()), nextStart()];
    await book(path, taken);
    const problem = await expectProblem(
      await post(`${managed(mine, 'manage')}/reschedule`, { start: taken }),
      'slot_taken',
    );
    expect(problem.alternatives?.length).toBeGreaterThan(0);
    const still = await bodyOf<Receipt>(await send(api, 'GET', managed(mine, 'view')));
    expect(still.booking).toMatchObject({ start: mine.booking.start, status: 'confirmed', revision: 0 });
  });

  it('cancels once; the second time says so, a repeat of the first is answered alike', async () => {
    const receipt = await book(await linkPath(), nextStart());
    const path = `${managed(receipt, 'cancel')}/cancel`;
    const key = randomUUID();
    const first = await bodyOf<Receipt>(await post(path, { reason: 'no time' }, key));
    expect(first.booking).toMatchObject({
      status: 'cancelled',
      lastChange: { kind: 'cancelled', by: 'guest', reason: 'no time' },
    });
    expect((await bodyOf<Receipt>(await post(path, { reason: 'no time' }, key))).booking.status).toBe(
      'cancelled',
    );
    await expectProblem(await post(path, {}), 'already_cancelled');
  });

  it('opens only what it is named for', async () => {
    const receipt = await book(await linkPath(), nextStart());
    await expectProblem(await post(`${managed(receipt, 'view')}/cancel`, {}), 'forbidden');
    await expectProblem(
      await post(`${managed(receipt, 'cancel')}/reschedule`, { start: nextStart() }),
      'forbidden',
    );
    await expectProblem(await send(api, 'GET', managed(receipt, 'ics')), 'forbidden');
    const seen = await bodyOf<Receipt>(await send(api, 'GET', managed(receipt, 'view')));
    expect(Object.keys(seen.links).toSorted()).toEqual(['ics', 'view']);
  });

  it('that was tampered with is unknown', async () => {
    const receipt = await book(await linkPath(), nextStart());
    const token = tokenIn(receipt.links['manage']);
    const flipped = token.replace(/.$/, token.endsWith('A') ? 'B' : 'A');
    await expectProblem(await send(api, 'GET', `/api/v1/public/bookings/${flipped}`), 'not_found');
    await expectProblem(
      await send(api, 'GET', `/api/v1/public/bookings/${token.replace('manage', 'cancel')}`),
      'not_found',
    );
  });

  it.each([
    ['switched off', { isActive: false }],
    ['archived', { isActive: false, archivedAt: Date.now() }],
  ])('moves the booking also when its link was %s since', async (_, values) => {
    const { id, slug } = await createTestLink(api.db, api.tenant);
    const receipt = await book(`/api/v1/public/links/${username()}/${slug}`, nextStart());
    await withTenant(api.db, api.tenant.tenantId, (tx) =>
      tx.update(links).set(values).where(eq(links.id, id)),
    );
    const path = managed(receipt, 'reschedule');
    expect(await bodyOf(await send(api, 'GET', `${path}/link`))).toMatchObject({ slug, title: 'Test link' });
    await expectProblem(await send(api, 'GET', `${managed(receipt, 'view')}/link`), 'forbidden');
    const target = nextStart();
    const date = target.slice(0, 10);
    const slots = await bodyOf<{ days: unknown[] }>(
      await send(api, 'GET', `${path}/slots?from=${date}&to=${date}&timeZone=UTC`),
    );
    expect(slots.days).toHaveLength(1);
    expect((await post(`${path}/reschedule`, { start: target })).status).toBe(200);
  });

  it('downloads the booking as a calendar file with its UID', async () => {
    const receipt = await book(await linkPath(), nextStart());
    const answer = await send(api, 'GET', `${managed(receipt, 'ics')}/ics`);
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="booking-[\w-]+\.ics"$/);
    const text = await answer.text();
    expect(text).toContain(`UID:${receipt.booking.bookingId}@everslot`);
    expect(text).not.toContain(canary.email);
  });
});

describe('the bookings of one address', () => {
  it('are limited a day; what came to nothing does not count, and the nearest limit is shown', async () => {
    const strict = await openApi({
      databaseUrls: testDatabase(),
      temporalAddress: inject('temporalAddress'),
      env: { RATE_LIMIT_BOOK_EMAIL: '1/86400', RATE_LIMIT_BOOK: '50/600' },
    });
    const { slug } = await createTestLink(strict.db, strict.tenant);
    const address = `/api/v1/public/links/${strict.tenant.hosts[0]?.username}/${slug}/bookings`;
    const tryAt = (start: string) =>
      send(strict, 'POST', address, {
        body: bookingBody(start),
        headers: { 'Idempotency-Key': randomUUID() },
      });
    await expectProblem(await tryAt('2020-01-01T10:00:00Z'), 'in_the_past');
    await expectProblem(await tryAt('2020-01-01T10:00:00Z'), 'in_the_past');
    const booked = await tryAt(nextStart());
    expect(booked.status).toBe(201);
    expect(booked.headers.get('ratelimit-limit')).toBe('1');
    expect(booked.headers.get('ratelimit-remaining')).toBe('0');
    const refused = await tryAt(nextStart());
    await expectProblem(refused, 'rate_limited');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(80_000);
    await strict.close();
  });
});

describe('a host', () => {
  it('sees the booking with its timeline, and approves or declines what waits', async () => {
    const path = await linkPath({ requiresApproval: true });
    const [yes, no] = [await book(path, nextStart()), await book(path, nextStart())];
    expect(yes.booking.status).toBe('pending_approval');
    expect(
      await bodyOf(await asHost(`${yes.booking.bookingId}/approve`, { start: yes.booking.start })),
    ).toMatchObject({
      status: 'confirmed',
      guest: canary,
    });
    expect(await bodyOf(await asHost(`${no.booking.bookingId}/decline`, { reason: 'full' }))).toMatchObject({
      status: 'declined',
    });
    await expectProblem(
      await asHost(`${no.booking.bookingId}/approve`, { start: no.booking.start }),
      'invalid_transition',
    );
    const detail = await bodyOf(
      await send(api, 'GET', `/api/v1/bookings/${yes.booking.bookingId}`, { as: firstLogin(api) }),
    );
    expect((detail['timeline'] as Body[]).map((entry) => entry['kind'])).toEqual(
      expect.arrayContaining(['pending_approval', 'approved']),
    );
  });

  it('books for a guest outside the hours once told of it, and the guest manages that like any booking', async () => {
    const path = await linkPath({ bookingWindow: { kind: 'range', from: '2020-01-01', to: '2020-01-02' } });
    const slug = path.split('/').at(-1);
    const links = await bodyOf(await send(api, 'GET', '/api/v1/links?limit=100', { as: firstLogin(api) }));
    const link = (links['items'] as Body[]).find((one) => one['slug'] === slug);
    const asked = { ...bookingBody(nextStart()), locale: 'vi' };
    const bookAs = (body: unknown) =>
      send(api, 'POST', `/api/v1/links/${String(link?.['id'])}/bookings`, {
        as: firstLogin(api),
        body,
        headers: { 'Idempotency-Key': randomUUID() },
      });
    const problem = await expectProblem(await bookAs(asked), 'decision_needed');
    expect(problem).toMatchObject({ rules: ['booking_window'] });
    const answer = await bookAs({ ...asked, setAside: ['booking_window'] });
    expect(answer.status).toBe(201);
    const booking = await bodyOf(answer);
    expect(booking).toMatchObject({ status: 'confirmed', start: asked.start });
    await expectProblem(await bookAs({ ...asked, setAside: ['booking_window'] }), 'slot_taken');
    await expectProblem(await bookAs({ ...asked, setAside: ['busy'] }), 'invalid_request');
  });

  it('loads the bookings of a list as a file for spreadsheets, which nobody keeps', async () => {
    const { booking } = await book(await linkPath(), nextStart());
    const asked = { as: firstLogin(api) };
    const file = await send(api, 'GET', '/api/v1/bookings/export?view=upcoming', asked);
    expect(file.status).toBe(200);
    expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(file.headers.get('content-disposition')).toMatch(
      /^attachment; filename="bookings-\d{4}-\d{2}-\d{2}\.csv"$/,
    );
    expect(file.headers.get('cache-control')).toBe('private, no-store');
    const bytes = new Uint8Array(await file.arrayBuffer());
    expect(Array.from(bytes.subarray(0, 3))).toEqual([0xef, 0xbb, 0xbf]);
    expect(new TextDecoder().decode(bytes)).toContain(`"${String(booking['code'])}"`);
    expect((await send(api, 'GET', '/api/v1/bookings/export')).status).toBe(401);
  });

  it('moves and cancels within their own rules, and cannot mark a no-show before the start', async () => {
    const { booking } = await book(await linkPath({ noticeMinutes: 60 }), nextStart());
    const target = nextStart();
    expect(await bodyOf(await asHost(`${booking.bookingId}/reschedule`, { start: target }))).toMatchObject({
      start: target,
      revision: 1,
    });
    await expectProblem(await asHost(`${booking.bookingId}/no-show`, {}), 'invalid_transition');
    const key = randomUUID();
    expect(await bodyOf(await asHost(`${booking.bookingId}/cancel`, {}, key))).toMatchObject({
      status: 'cancelled',
    });
    expect((await asHost(`${booking.bookingId}/cancel`, {}, key)).status).toBe(200);
    await expectProblem(await asHost(`${booking.bookingId}/cancel`, {}), 'already_cancelled');
  });

  it('lists bookings by view and finds them by the guest', async () => {
    const { booking } = await book(await linkPath(), nextStart());
    const list = async (query: string) =>
      (
        await bodyOf<{ items: { id: string }[] }>(
          await send(api, 'GET', `/api/v1/bookings?limit=100&${query}`, { as: firstLogin(api) }),
        )
      ).items.map((item) => item.id);
    expect(await list('view=upcoming')).toContain(booking.bookingId);
    expect(await list('search=xyzzy')).toContain(booking.bookingId);
    expect(await list('search=%25')).toEqual([]);
    expect(await list('view=cancelled')).not.toContain(booking.bookingId);
  });
});

describe('the log', () => {
  it('holds no name, address, note, token or secret of all of the above', async () => {
    const receipt = await book(await linkPath(), nextStart(), { note: 'note-canary-4711' });
    const broken = await withTenant(api.db, api.tenant.tenantId, (tx) =>
      tx.insert(bookings).values({ guestEmail: canary.email } as never),
    ).catch((error: unknown) => error);
    api.deps.log.error(
      { err: broken, token: 'tok-canary', url: `/public/bookings/${tokenIn(receipt.links['manage'])}` },
      'probe',
    );
    const text = api.logged();
    expect(text).toContain('/api/v1/public/links/{username}/{slug}/bookings');
    const secrets = [
      canary.email,
      canary.name,
      canary.phone,
      'note-canary-4711',
      'tok-canary',
      tokenIn(receipt.links['manage']),
    ];
    for (const { token, cookie, email } of api.logins) secrets.push(token, cookie, email);
    for (const secret of secrets) expect(text.includes(secret)).toBe(false);
  });
});

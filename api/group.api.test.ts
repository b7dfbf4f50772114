import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '#scripts/testing/database.ts';
import { tomorrow } from './testing/fixtures.ts';
import { type Api, firstLogin, openApi, send } from './testing/harness.ts';

let api: Api;
beforeAll(async () => {
  api = await openApi({ databaseUrls: testDatabase(), hosts: 2 });
});
afterAll(() => api.close());

type Receipt = { booking: { bookingId: string }; links: Record<string, string> };
type Listed = { items: { id: string; sessionId: string; contactId: string; status: string }[] };

const asHost = () => firstLogin(api);
/** Hosts nothing of the first one's. */
const secondHost = () => {
  const login = api.logins[1];
  if (login === undefined) throw new Error('the tenant has a second host');
  return login;
};
const json = async <Body>(answer: Response): Promise<Body> => (await answer.json()) as Body;
const create = (body: object) =>
  send(api, 'POST', '/api/v1/links', {
    as: asHost(),
    body: { title: 'Dance', durationsMinutes: [30], noticeMinutes: 0, ...body },
    headers: { 'Idempotency-Key': randomUUID() },
  });
const groupOf = async (capacity: number): Promise<{ id: string; path: string; etag: string }> => {
  const slug = `dance-${randomUUID().slice(0, 8)}`;
  const answer = await create({ slug, kind: 'group', capacity });
  expect(answer.status).toBe(201);
  const { id } = await json<{ id: string }>(answer);
  const path = `/api/v1/public/links/${api.tenant.hosts[0]?.username ?? ''}/${slug}`;
  return { id, path, etag: answer.headers.get('etag') ?? '' };
};
const book = (path: string, start: number, email = `an-${randomUUID()}@example.com`) =>
  send(api, 'POST', `${path}/bookings`, {
    body: {
      start: new Date(start).toISOString(),
      durationMinutes: 30,
      timeZone: 'UTC',
      guest: { name: 'Nguyễn An', email },
    },
    headers: { 'Idempotency-Key': randomUUID() },
  });
const placesAt = async (path: string, start: number): Promise<number | null> => {
  const day = (at: number): string => new Date(at).toISOString().slice(0, 10);
  const query = `from=${day(start)}&to=${day(start)}&timeZone=UTC&durationMinutes=30`;
  const { days } = await json<{ days: { slots: { start: string; placesLeft?: number }[] }[] }>(
    await send(api, 'GET', `${path}/slots?${query}`),
  );
  const slot = days.flatMap(({ slots }) => slots).find((each) => Date.parse(each.start) === start);
  return slot?.placesLeft ?? null;
};
const problemOf = async (answer: Response) => {
  const { code, errors = [] } = await json<{ code: string; errors?: { pointer: string }[] }>(answer);
  return [answer.status, code, ...errors.map(({ pointer }) => pointer)];
};

describe('a group link', () => {
  test.each([
    ['a group of one place', { kind: 'group', capacity: 1 }],
    ['several places without a group', { kind: 'one_to_one', capacity: 5 }],
    ['a group without a number of places', { kind: 'group' }],
    ['more places than a group can have', { kind: 'group', capacity: 1001 }],
  ])('refuses %s and names the field', async (_, fields) => {
    const answer = await create({ slug: `x-${randomUUID().slice(0, 8)}`, ...fields });
    expect(await problemOf(answer)).toEqual([422, 'invalid_request', '/capacity']);
  });

  test('takes nobody without a place: its guests bring no further guests', async () => {
    const slug = `dance-${randomUUID().slice(0, 8)}`;
    const refused = await create({ slug, kind: 'group', capacity: 2, mostFurtherGuests: 1 });
    expect(await problemOf(refused)).toEqual([422, 'invalid_request', '/mostFurtherGuests']);
    const created = await create({ slug });
    const link = await json<{ id: string; mostFurtherGuests: number }>(created.clone());
    expect(link.mostFurtherGuests).toBe(10);
    const patch = (body: object, version: string) =>
      send(api, 'PATCH', `/api/v1/links/${link.id}`, {
        as: asHost(),
        body,
        headers: { 'If-Match': version },
      });
    const grouped = await patch({ kind: 'group', capacity: 2 }, created.headers.get('etag') ?? '');
    expect(await json<object>(grouped.clone())).toMatchObject({ kind: 'group', mostFurtherGuests: 0 });
    const brought = await patch({ mostFurtherGuests: 3 }, grouped.headers.get('etag') ?? '');
    expect(await problemOf(brought)).toEqual([422, 'invalid_request', '/mostFurtherGuests']);
    const path = `/api/v1/public/links/${api.tenant.hosts[0]?.username ?? ''}/${slug}`;
    const guest = { name: 'An', email: 'an@example.com' };
    const party = await send(api, 'POST', `${path}/bookings`, {
      body: {
        start: new Date(tomorrow(30)).toISOString(),
        durationMinutes: 30,
        timeZone: 'UTC',
        guest,
        furtherGuests: ['binh@example.com'],
      },
      headers: { 'Idempotency-Key': randomUUID() },
    });
    expect(await problemOf(party)).toEqual([422, 'invalid_request', '/furtherGuests']);
  });

  test('shows the places left with each time, from the first guest to the last', async () => {
    const { path } = await groupOf(2);
    const start = tomorrow(30);
    expect(await placesAt(path, start)).toBe(2);
    expect((await book(path, start)).status).toBe(201);
    expect(await placesAt(path, start)).toBe(1);
    expect((await book(path, start)).status).toBe(201);
    expect(await placesAt(path, start)).toBeNull();
    const refused = await book(path, start);
    expect(refused.status).toBe(409);
    expect(await json<object>(refused)).toMatchObject({ code: 'slot_taken' });
  });

  const resize = (id: string, capacity: number, version: string) =>
    send(api, 'PATCH', `/api/v1/links/${id}`, {
      as: asHost(),
      body: { capacity },
      headers: { 'If-Match': version },
    });

  test('that gets more or fewer places gives them to sessions to come, and takes none from a guest', async () => {
    const { id, path, etag } = await groupOf(2);
    const start = tomorrow(40);
    const booked: Receipt[] = [];
    const bookOne = async () => {
      const answer = await book(path, start);
      if (answer.status === 201) booked.push(await json<Receipt>(answer.clone()));
      return answer.status;
    };
    for (const _ of [1, 2]) expect(await bookOne()).toBe(201);
    const grown = await resize(id, 3, etag);
    expect(grown.status).toBe(200);
    expect(await placesAt(path, start)).toBe(1);
    expect(await bookOne()).toBe(201);
    expect((await resize(id, 2, grown.headers.get('etag') ?? '')).status).toBe(200);
    expect(await placesAt(path, start)).toBeNull();
    expect(await bookOne()).toBe(409);

    const bookingId = booked[0]?.booking.bookingId ?? '';
    const { sessionId } = await json<{ sessionId: string }>(
      await send(api, 'GET', `/api/v1/bookings/${bookingId}`, { as: asHost() }),
    );
    const places = async () => {
      const session = await send(api, 'GET', `/api/v1/sessions/${sessionId}`, { as: asHost() });
      const { taken, capacity } = await json<{ taken: number; capacity: number }>(session);
      return `${taken} of ${capacity}`;
    };
    const seen = [await places()];
    for (const { booking } of booked) {
      const cancel = `/api/v1/bookings/${booking.bookingId}/cancel`;
      const headers = { 'Idempotency-Key': randomUUID() };
      expect((await send(api, 'POST', cancel, { as: asHost(), body: {}, headers })).status).toBe(200);
      seen.push(await places());
    }
    expect(seen).toEqual(['3 of 3', '2 of 2', '1 of 2', '0 of 2']);
  });

  test('answers every guest while its places are changed', async () => {
    const { id, path, etag } = await groupOf(40);
    const start = tomorrow(45);
    expect((await book(path, start)).status).toBe(201);
    const answers = Promise.all(Array.from({ length: 30 }, () => book(path, start)));
    let version = etag;
    for (const capacity of [35, 41, 36, 42, 37, 43, 38, 44]) {
      const changed = await resize(id, capacity, version);
      expect(changed.status).toBe(200);
      version = changed.headers.get('etag') ?? '';
    }
    expect((await answers).map(({ status }) => status)).toEqual(Array.from({ length: 30 }, () => 201));
  });
});

describe('the roster of a session', () => {
  test('lists its guests for those who host it, and nothing for anybody else', async () => {
    const { path } = await groupOf(5);
    const start = tomorrow(50);
    const first = await json<Receipt>(await book(path, start));
    await book(path, start);
    await book(path, start + 3_600_000);
    const all = await json<Listed>(
      await send(api, 'GET', '/api/v1/bookings?view=all&limit=100', { as: asHost() }),
    );
    const sessionId = all.items.find(({ id }) => id === first.booking.bookingId)?.sessionId ?? '';
    const roster = await json<Listed>(
      await send(api, 'GET', `/api/v1/bookings?view=all&sessionId=${sessionId}`, { as: asHost() }),
    );
    expect(roster.items).toHaveLength(2);
    const session = await send(api, 'GET', `/api/v1/sessions/${sessionId}`, { as: asHost() });
    expect(await json<object>(session)).toMatchObject({ status: 'open', capacity: 5, taken: 2 });
    const other = secondHost();
    expect((await send(api, 'GET', `/api/v1/sessions/${sessionId}`, { as: other })).status).toBe(404);
    const none = await json<Listed>(
      await send(api, 'GET', `/api/v1/bookings?view=all&sessionId=${sessionId}`, { as: other }),
    );
    expect(none.items).toEqual([]);
  });

  test('is no business of its guests: what they see of a booking names nobody else', async () => {
    const { path } = await groupOf(5);
    const start = tomorrow(60);
    await book(path, start, 'somebody.else@example.com');
    const { links } = await json<Receipt>(await book(path, start));
    const token = new URL(links['manage'] ?? '').pathname.split('/').at(-1) ?? '';
    const seen = await (await send(api, 'GET', `/api/v1/public/bookings/${token}`)).text();
    expect(seen).toContain('Dance');
    expect(seen).not.toMatch(/somebody\.else|ses_|cnt_|taken|capacity/);
  });
});

describe('contacts', () => {
  test('are the guests over all bookings, found without accents, each host’s own', async () => {
    const { path } = await groupOf(5);
    const email = `thuy-${randomUUID().slice(0, 8)}@example.com`;
    for (const hours of [70, 72]) expect((await book(path, tomorrow(hours), email)).status).toBe(201);
    const search = `/api/v1/contacts?search=${encodeURIComponent(email.slice(0, 13))}`;
    const found = await json<{ items: { id: string; name: string; bookingCount: number }[] }>(
      await send(api, 'GET', search, { as: asHost() }),
    );
    expect(found.items).toMatchObject([{ name: 'Nguyễn An', email, bookingCount: 2 }]);
    const byName = await json<{ items: object[] }>(
      await send(api, 'GET', '/api/v1/contacts?search=nguyen%20an', { as: asHost() }),
    );
    expect(byName.items.length).toBeGreaterThan(0);
    const theirs = await json<Listed>(
      await send(api, 'GET', `/api/v1/bookings?view=all&contactId=${found.items[0]?.id}`, { as: asHost() }),
    );
    expect(theirs.items).toHaveLength(2);
    const other = secondHost();
    expect((await json<{ items: object[] }>(await send(api, 'GET', search, { as: other }))).items).toEqual(
      [],
    );
    expect((await send(api, 'GET', `/api/v1/contacts/${found.items[0]?.id}`, { as: other })).status).toBe(
      404,
    );
  });
});

import { randomBytes, randomUUID } from 'node:crypto';
import { Client, escapeIdentifier } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createTestLink } from '#db/testing/tenant.ts';
import type { ErrorCode } from '#domain/errors.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { expectProblem } from './testing/battery.ts';
import { tomorrow } from './testing/fixtures.ts';
import { type Api, openApi, send } from './testing/harness.ts';

let api: Api;
let clock = 0;
/** Sees every row of every tenant. */
let admin: Client;
beforeAll(async () => {
  api = await openApi({
    databaseUrls: testDatabase(),
    deps: { now: () => Date.now() + clock },
  });
  const { pathname } = new URL(testDatabase().appUrl);
  admin = new Client({ connectionString: new URL(pathname, inject('databaseAdminUrl')).href });
  await admin.connect();
});
afterAll(async () => {
  await admin.end();
  await api.close();
});

/** Where in the whole database a word stands. */
const placesOf = async (word: string): Promise<string[]> => {
  const { rows: tables } = await admin.query<{ schema: string; name: string }>(
    `select schemaname as schema, tablename as name from pg_tables where schemaname in ('public', 'auth')`,
  );
  expect(tables.length).toBeGreaterThan(30);
  const places: string[] = [];
  for (const { schema, name } of tables) {
    const table = `${escapeIdentifier(schema)}.${escapeIdentifier(name)}`;
    const { rows } = await admin.query(
      `select 1 from ${table} t where strpos(lower(t::text), $1) > 0 limit 1`,
      [word],
    );
    if (rows.length > 0) places.push(`${schema}.${name}`);
  }
  return places;
};

const hourMs = 3_600_000;
let hours = 0;
const nextStart = (): number => tomorrow((hours += 3));

type LinkValues = Parameters<typeof createTestLink>[2];
const questions = [{ id: 'topic', label: 'Topic', kind: 'long_text' as const, required: false }];
const openLink = async (values: LinkValues = {}): Promise<string> => {
  const { slug } = await createTestLink(api.db, api.tenant, { questions, ...values });
  return `/api/v1/public/links/${api.tenant.hosts[0]?.username ?? ''}/${slug}`;
};
const post = (path: string, body: object, key: string = randomUUID()) =>
  send(api, 'POST', path, { body, headers: { 'Idempotency-Key': key } });
const time = (start: number) => ({
  start: new Date(start).toISOString(),
  durationMinutes: 30,
  timeZone: 'Asia/Ho_Chi_Minh',
});
const somebody = () => ({ guest: { name: 'An', email: `an-${randomUUID()}@example.com` } });
const bookOther = async (path: string, start: number, details: object = somebody()): Promise<Response> => {
  const answer = await post(`${path}/bookings`, { ...time(start), ...details });
  expect(answer.status).toBe(201);
  return answer;
};
type Hold = { bookingId: string; holdToken: string };
const hold = async (path: string, start: number): Promise<Hold> => {
  const answer = await post(`${path}/holds`, time(start));
  expect(answer.status).toBe(201);
  const { bookingId, holdToken } = (await answer.json()) as Hold;
  return { bookingId, holdToken };
};

/** Whoever is refused, in words that stand nowhere else. */
const refusedGuest = () => {
  const word = `xyzzy${randomBytes(6).toString('hex')}`;
  return {
    word,
    details: {
      guest: { name: `Ngọc ${word}`, email: `${word}@guest.example`, phone: '+84900123456' },
      note: `note ${word}`,
      answers: { topic: `answer ${word}` },
      locale: 'vi',
    },
  };
};

type Refused = ReturnType<typeof refusedGuest>;
type Case = [ErrorCode, string, (who: Refused) => Promise<Response>];
const cases: Case[] = [
  [
    'hold_expired',
    'a hold that ran out',
    async ({ details }) => {
      const [path, start] = [await openLink({ holdMinutes: 1 }), nextStart()];
      const held = await hold(path, start);
      clock += 2 * 60_000;
      return post(`${path}/bookings`, { ...time(start), ...details, hold: held });
    },
  ],
  [
    'slot_taken',
    'a time that somebody else has',
    async ({ details }) => {
      const [path, start] = [await openLink(), nextStart()];
      await bookOther(path, start);
      return post(`${path}/bookings`, { ...time(start), ...details });
    },
  ],
  [
    'slot_held',
    'a time that somebody else holds',
    async ({ details }) => {
      const [path, start] = [await openLink(), nextStart()];
      await hold(path, start);
      return post(`${path}/bookings`, { ...time(start), ...details });
    },
  ],
  [
    'limit_reached',
    'a day that is full',
    async ({ details }) => {
      const path = await openLink({ limits: [{ period: 'day', count: 1, per: 'link' }] });
      const start = nextStart();
      // On the same day, whenever this runs.
      const other = new Date(start).getUTCHours() === 23 ? start - hourMs : start + hourMs;
      await bookOther(path, start);
      return post(`${path}/bookings`, { ...time(other), ...details });
    },
  ],
  [
    'outside_availability',
    'a time between the times',
    async ({ details }) =>
      post(`${await openLink()}/bookings`, { ...time(nextStart() + 7 * 60_000), ...details }),
  ],
  [
    'in_the_past',
    'a time that is over',
    async ({ details }) => post(`${await openLink()}/bookings`, { ...time(tomorrow(-48)), ...details }),
  ],
  [
    'notice_too_short',
    'a time that comes too soon',
    async ({ details }) =>
      post(`${await openLink({ noticeMinutes: 60 * 24 * 30 })}/bookings`, {
        ...time(nextStart()),
        ...details,
      }),
  ],
  [
    'beyond_booking_window',
    'a time too far ahead',
    async ({ details }) =>
      post(`${await openLink({ bookingWindow: { kind: 'rolling', days: 2 } })}/bookings`, {
        ...time(tomorrow(24 * 20)),
        ...details,
      }),
  ],
  [
    'link_inactive',
    'a link that is off',
    async ({ details }) =>
      post(`${await openLink({ isActive: false })}/bookings`, { ...time(nextStart()), ...details }),
  ],
  [
    'not_found',
    'a link that is none',
    async ({ details }) => post(`${await openLink()}x/bookings`, { ...time(nextStart()), ...details }),
  ],
  [
    'invalid_request',
    'an answer to a question of their own',
    async ({ word, details }) =>
      post(`${await openLink()}/bookings`, {
        ...time(nextStart()),
        ...details,
        answers: { [word]: word, topic: word },
      }),
  ],
  [
    'invalid_request',
    'a telephone number that is none',
    async ({ word, details }) =>
      post(`${await openLink({ locationKind: 'phone' })}/bookings`, {
        ...time(nextStart()),
        ...details,
        guest: { ...details.guest, phone: word },
      }),
  ],
  [
    'idempotency_key_reused',
    'a key of another request',
    async ({ details }) => {
      const [path, key] = [await openLink(), randomUUID()];
      await post(`${path}/bookings`, { ...time(nextStart()), ...somebody() }, key);
      return post(`${path}/bookings`, { ...time(nextStart()), ...details }, key);
    },
  ],
];

describe('a guest who is refused', () => {
  it.each(cases)('with %s for %s leaves nothing of themselves behind', async (code, _what, attempt) => {
    const who = refusedGuest();
    const logged = api.logged().length;
    await expectProblem(await attempt(who), code);
    expect(await placesOf(who.word)).toEqual([]);
    expect(api.logged().slice(logged).toLowerCase()).not.toContain(who.word);
  });

  it('with guest_limit_reached leaves no word beside what they have booked', async () => {
    const [path, who] = [await openLink({ guestLimit: { count: 1, days: 30 } }), refusedGuest()];
    const { email } = { email: `an-${randomUUID()}@example.com` };
    await bookOther(path, nextStart(), { guest: { name: 'An', email } });
    const answer = await post(`${path}/bookings`, {
      ...time(nextStart()),
      ...who.details,
      guest: { ...who.details.guest, email },
    });
    await expectProblem(answer, 'guest_limit_reached');
    expect(await placesOf(who.word)).toEqual([]);
  });

  it('a change of their booking leaves no reason', async () => {
    const [path, start] = [await openLink(), nextStart()];
    const { links } = (await (await bookOther(path, start)).json()) as { links: Record<string, string> };
    const token = (name: string): string => /\/b\/([^/?]+)/.exec(links[name] ?? '')?.[1] ?? '';
    const cancelled = await post(`/api/v1/public/bookings/${token('cancel')}/cancel`, {});
    expect(cancelled.status).toBe(200);
    const { word } = refusedGuest();
    const again = await post(`/api/v1/public/bookings/${token('cancel')}/cancel`, { reason: word });
    await expectProblem(again, 'already_cancelled');
    const moved = await post(`/api/v1/public/bookings/${token('reschedule')}/reschedule`, {
      start: new Date(nextStart()).toISOString(),
      reason: word,
    });
    expect(moved.status).toBeGreaterThanOrEqual(400);
    expect(await placesOf(word)).toEqual([]);
  });

  it('is found where they are not refused: the search sees what is there', async () => {
    const who = refusedGuest();
    await bookOther(await openLink(), nextStart(), who.details);
    expect(await placesOf(who.word)).toEqual(
      expect.arrayContaining(['public.bookings', 'public.booking_guests']),
    );
  });
});

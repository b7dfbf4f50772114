import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { bookings } from '#db/schema/booking.ts';
import { contacts, guestErasures, guestRequests } from '#db/schema/contact.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink } from '#db/testing/tenant.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { bookAsGuest, guestDetails } from '#services/booking/testing/requests.ts';
import { tomorrow } from './testing/fixtures.ts';
import { type Api, openApi, send } from './testing/harness.ts';

let api: Api;
beforeAll(async () => {
  api = await openApi({ databaseUrls: testDatabase(), temporalAddress: inject('temporalAddress') });
});
afterAll(() => api.close());

const inTenant = <Result>(work: Parameters<typeof withTenant<Result>>[2]) =>
  withTenant(api.db, api.tenant.tenantId, work);
const host = () => api.tenant.hosts[0]?.username ?? '';
const dayMs = 24 * 60 * 60_000;

/** A guest who has booked. */
const guest = async (place: number) => {
  const email = `guest-${randomUUID()}@example.com`;
  const { id: linkId } = await createTestLink(api.db, api.tenant);
  const details = guestDetails({ guest: { name: 'An', email }, note: 'Mine' });
  const at = { tenantId: api.tenant.tenantId, now: Date.now() };
  const bookingId = await bookAsGuest(api.db, at, { linkId, start: tomorrow(place), details });
  return { email, bookingId };
};

const ask = (email: unknown, values: Record<string, unknown> = {}) =>
  send(api, 'POST', `/api/v1/public/profiles/${host()}/data-requests`, {
    body: { email, locale: 'en', wish: 'see', ...values },
  });

/** What the link in the mail says, for whoever has asked with that address. */
const linkOf = async (email: string, expiresAt = Date.now() + dayMs): Promise<string> => {
  await ask(email);
  const [row] = await inTenant((tx) => tx.select().from(guestRequests).where(eq(guestRequests.email, email)));
  const { tenantId } = api.tenant;
  return api.deps.signer.sign({ purpose: 'data', tenantId, guestRequestId: row?.id ?? '', expiresAt });
};
const at = (token: string, rest = '') => `/api/v1/public/guest-data/${token}${rest}`;
const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;

describe('asking for one’s data', () => {
  it('is answered the same, by as many statements, whether anything is kept of the address or not', async () => {
    const { email } = await guest(1);
    // The way from a name to its tenant is remembered.
    await ask(`first-${randomUUID()}@example.com`);
    const read: unknown[][] = [];
    // One after another: statements are counted over the whole process.
    for (const address of [email, `nobody-${randomUUID()}@example.com`]) {
      const answer = await ask(address);
      const names = [...answer.headers.keys()].toSorted();
      read.push([answer.status, await answer.text(), answer.headers.get('x-statement-count'), names]);
    }
    expect(read[0]).toEqual(read[1]);
    expect(read[0]?.slice(0, 2)).toEqual([202, JSON.stringify({ hours: 24 })]);
  });

  it('is refused with the field and the rule for what is no address, and nothing is written', async () => {
    const count = () => inTenant((tx) => tx.$count(guestRequests));
    const before = await count();
    for (const [email, values] of [
      ['nobody', {}],
      [undefined, {}],
      ['a@example.com', { wish: 'sell' }],
      ['a@example.com', { locale: 'xx' }],
    ] as const) {
      const answer = await ask(email, values);
      expect(answer.status).toBe(422);
      const { errors } = (await answer.json()) as { errors: { pointer: string }[] };
      const [wrong = '/email'] = Object.keys(values).map((name) => `/${name}`);
      expect(errors.map(({ pointer }) => pointer)).toEqual([wrong]);
    }
    expect(await count()).toBe(before);
    const unknown = await send(api, 'POST', '/api/v1/public/profiles/nobody-is-here/data-requests', {
      body: { email: 'a@example.com', locale: 'en', wish: 'see' },
    });
    expect(unknown.status).toBe(404);
  });
});

describe('the link to one’s data', () => {
  it('shows what is kept, and changes nothing however often it is opened', async () => {
    const { email, bookingId } = await guest(2);
    const token = await linkOf(email);
    const before = await inTenant((tx) => tx.select().from(bookings).where(eq(bookings.id, bookingId)));
    for (const rest of ['', '/bookings', '/mails', '/file', '']) {
      for (const method of ['HEAD', 'GET'])
        expect((await send(api, method, at(token, rest))).status, `${method} ${rest}`).toBe(200);
    }
    const file = (await (await send(api, 'GET', at(token, '/file'))).json()) as { bookings: unknown[] };
    expect(file.bookings).toMatchObject([{ id: bookingId, note: 'Mine', isBrought: false }]);
    expect((await send(api, 'GET', at(token, '/erasure'))).status).toBe(405);
    expect(await inTenant((tx) => tx.select().from(bookings).where(eq(bookings.id, bookingId)))).toEqual(
      before,
    );
    expect(await inTenant((tx) => tx.$count(guestErasures, eq(guestErasures.email, email)))).toBe(0);
  });

  it('has it erased once, however often it is asked, and says how far that is', async () => {
    const { email } = await guest(3);
    const token = await linkOf(email);
    const answers = await Promise.all([1, 2, 3].map(() => send(api, 'POST', at(token, '/erasure'))));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    expect(await inTenant((tx) => tx.$count(guestErasures, eq(guestErasures.email, email)))).toBe(1);
    const seen = (await (await send(api, 'GET', at(token))).json()) as object;
    expect(seen).toMatchObject({ erasure: { stage: 'erasing' }, kept: null });
  });

  it('opens nothing once it has expired, when it was changed, or under another tenant', async () => {
    const { email } = await guest(4);
    const token = await linkOf(email);
    const claims = api.deps.signer.read(token);
    if (claims.purpose !== 'data') throw new Error('the link is for something else');
    const sign = (change: Partial<typeof claims>) => api.deps.signer.sign({ ...claims, ...change });
    const expired = sign({ expiresAt: Date.now() - 1_000 });
    const elsewhere = sign({ tenantId: api.stranger.tenantId });
    for (const [link, code] of [
      [expired, 'link_expired'],
      [elsewhere, 'not_found'],
      [`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`, 'not_found'],
    ] as const)
      for (const [method, rest] of [
        ['GET', ''],
        ['GET', '/file'],
        ['POST', '/erasure'],
      ] as const)
        expect(await codeOf(await send(api, method, at(link, rest))), `${method} ${rest}`).toBe(code);
  });
});

describe('a guest’s data, in the hands of the organisation', () => {
  it('is downloaded and erased by an owner who types the address, and the log names nobody', async () => {
    const { email } = await guest(5);
    const [contact] = await inTenant((tx) => tx.select().from(contacts).where(eq(contacts.email, email)));
    const path = `/api/v1/contacts/${contact?.id}`;
    const [as] = api.logins;
    const file = await send(api, 'GET', `${path}/data`, { as });
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="data-[\d-]+\.json"$/);
    expect(((await file.json()) as { person: object }).person).toMatchObject({ email, name: 'An' });
    const wrong = await send(api, 'POST', `${path}/erasure`, { as, body: { email: 'b@example.com' } });
    expect([wrong.status, await codeOf(wrong)]).toEqual([422, 'invalid_request']);
    const erased = await send(api, 'POST', `${path}/erasure`, { as, body: { email } });
    expect(erased.status).toBe(202);
    const shown = (await (await send(api, 'GET', path, { as })).json()) as { erasure: object };
    expect(shown.erasure).toMatchObject({ stage: 'erasing' });
    const log = await send(api, 'GET', '/api/v1/audit-log?limit=50', { as });
    const text = await log.text();
    expect(text).toContain('contact.ask_erasure');
    expect(text).not.toContain(email);
  });
});

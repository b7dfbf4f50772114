import { createPublicKey, verify } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Emulator } from '#providers/emulation/emulator.ts';
import { controlOf, type EmulatorControl } from '../contract-harness.ts';
import { emulatorClient } from './credentials.ts';
import { startEmulator } from './start.ts';

const person = 'linh.tran@example.com';
const scopeRoot = 'https://www.googleapis.com/auth/calendar';
const redirectUri = 'http://127.0.0.1:9/back';
const eventsPath = `/calendar/v3/calendars/${encodeURIComponent(person)}/events`;

type Item = Record<string, unknown> & { id: string; status: string; etag: string };
type Page = { items: Item[]; nextSyncToken: string; nextPageToken?: string };
type Reply<Body> = { status: number; body: Body; headers: Headers };

let emulator: Emulator;
let control: EmulatorControl;

beforeAll(async () => {
  emulator = await startEmulator({ port: 0, seed: 5 });
  control = controlOf(emulator.url);
});
afterEach(() => control('POST', '/reset', { seed: 5 }));
afterAll(() => emulator.stop());

async function authorizationCode(change: Record<string, string> = {}, base = emulator.url): Promise<URL> {
  const query = new URLSearchParams({
    client_id: emulatorClient.clientId,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: `openid email ${scopeRoot}`,
    access_type: 'offline',
    login_hint: person,
    auto: 'allow',
    ...change,
  });
  const response = await fetch(`${base}/o/oauth2/v2/auth?${query.toString()}`, { redirect: 'manual' });
  return new URL(response.headers.get('location') ?? `about:blank?status=${response.status}`);
}

async function token(
  form: Record<string, string>,
  base = emulator.url,
): Promise<Reply<Record<string, string>>> {
  const body = new URLSearchParams({
    client_id: emulatorClient.clientId,
    client_secret: emulatorClient.clientSecret,
    ...form,
  });
  const response = await fetch(`${base}/token`, { method: 'POST', body });
  const answer = (await response.json()) as Record<string, string>;
  return { status: response.status, body: answer, headers: response.headers };
}

async function signIn(
  change: Record<string, string> = {},
  base = emulator.url,
): Promise<Record<string, string>> {
  const code = (await authorizationCode(change, base)).searchParams.get('code') ?? '';
  return (await token({ grant_type: 'authorization_code', code, redirect_uri: redirectUri }, base)).body;
}

async function clientOf(change: Record<string, string> = {}, base = emulator.url) {
  const { access_token: bearer = '' } = await signIn(change, base);
  return clientWith(bearer, base);
}

function clientWith(bearer: string, base: string) {
  return async <Body = Item>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Reply<Body>> => {
    const response = await fetch(`${base}${path}`, {
      method,
      headers: { authorization: `Bearer ${bearer}`, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: (text === '' ? null : JSON.parse(text)) as Body,
      headers: response.headers,
    };
  };
}

type Refusal = { error: { code: number; errors: { reason: string; location?: string }[] } };
const reasonOf = ({ body }: Reply<Refusal>) => body.error.errors[0]?.reason;
const timed = (start: string, end: string, timeZone = 'Europe/Berlin') => ({
  start: { dateTime: start, timeZone },
  end: { dateTime: end, timeZone },
});
const june = timed('2027-06-01T10:00:00+02:00', '2027-06-01T11:00:00+02:00');

describe('sign-in', () => {
  test('the consent page lists accounts and permissions and writes what it was given as text', async () => {
    const evil = '"><script>alert(1)</script>';
    await control('POST', '/accounts', { email: 'eve@example.com', name: evil });
    const query = new URLSearchParams({
      client_id: emulatorClient.clientId,
      redirect_uri: redirectUri,
      response_type: 'code',
      scope: `${scopeRoot} ${evil}`,
    });
    const page = await (await fetch(`${emulator.url}/o/oauth2/v2/auth?${query.toString()}`)).text();
    expect(page).toContain(person);
    expect(page).toContain(scopeRoot);
    expect(page).not.toContain('<script>alert');
    expect(await (await fetch(emulator.url)).text()).not.toContain('<script>alert');
  });

  test('nobody is sent to an address when the client is unknown', async () => {
    const answer = await authorizationCode({ client_id: 'unknown' });
    expect(answer.searchParams.get('status')).toBe('400');
  });

  test('the answer can be fixed in advance for everybody', async () => {
    await control('PATCH', '/settings', { consent: 'deny' });
    const back = await authorizationCode({ auto: '' });
    expect(back.searchParams.get('error')).toBe('access_denied');
    const other = 'minh.pham@example.com';
    await control('PATCH', '/settings', { consent: 'allow', consentAccount: other });
    const allowed = await authorizationCode({ auto: '', login_hint: 'not-here@example.com' });
    const form = { grant_type: 'authorization_code', code: allowed.searchParams.get('code') ?? '' };
    const { access_token: bearer = '' } = (await token({ ...form, redirect_uri: redirectUri })).body;
    const { body } = await clientWith(bearer, emulator.url)('GET', '/oauth2/v3/userinfo');
    expect(body['email']).toBe(other);
  });

  test('a wrong client secret, another redirect address and an old code are refused', async () => {
    const code = (await authorizationCode()).searchParams.get('code') ?? '';
    const form = { grant_type: 'authorization_code', code, redirect_uri: redirectUri };
    expect(await token({ ...form, client_secret: 'wrong' })).toMatchObject({
      status: 401,
      body: { error: 'invalid_client' },
    });
    expect((await token({ ...form, redirect_uri: `${redirectUri}/` })).body['error']).toBe(
      'redirect_uri_mismatch',
    );
    await control('POST', '/clock', { advanceMs: 601_000 });
    expect((await token(form)).body['error']).toBe('invalid_grant');
  });

  test('a second consent gives a refresh token only when it is really asked again', async () => {
    expect((await signIn())['refresh_token']).toBeDefined();
    expect((await signIn())['refresh_token']).toBeUndefined();
    expect((await signIn({ prompt: 'consent' }))['refresh_token']).toBeDefined();
  });

  test('the identity token is signed with a published key', async () => {
    const { id_token: idToken = '' } = await signIn();
    const [head = '', claims = '', signature = ''] = idToken.split('.');
    const { keys } = (await (await fetch(`${emulator.url}/oauth2/v3/certs`)).json()) as {
      keys: Record<string, string>[];
    };
    const key = createPublicKey({ key: keys[0] ?? {}, format: 'jwk' });
    const signed = Buffer.from(`${head}.${claims}`);
    expect(verify('RSA-SHA256', signed, key, Buffer.from(signature, 'base64url'))).toBe(true);
    const payload = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>;
    expect(payload).toMatchObject({ aud: emulatorClient.clientId, email: person });
  });

  test('a token tells whose it is and loses its rights with its siblings', async () => {
    const { access_token: bearer = '', refresh_token: refresh = '' } = await signIn();
    const info = () => fetch(`${emulator.url}/tokeninfo?access_token=${encodeURIComponent(bearer)}`);
    expect(await (await info()).json()).toMatchObject({ email: person });
    const revoke = () =>
      fetch(`${emulator.url}/revoke`, { method: 'POST', body: new URLSearchParams({ token: refresh }) });
    expect((await revoke()).status).toBe(200);
    expect((await info()).status).toBe(400);
    expect((await revoke()).status).toBe(400);
  });
});

describe('strictness', () => {
  test('bearers of nobody and bearers without the scope are refused', async () => {
    const response = await fetch(`${emulator.url}${eventsPath}`, {
      headers: { authorization: 'Bearer guess' },
    });
    expect(response.status).toBe(401);
    const client = await clientOf({ scope: `openid ${scopeRoot}.events.readonly` });
    expect(await client('GET', eventsPath)).toMatchObject({ status: 200 });
    const refused = await client<Refusal>('POST', eventsPath, june);
    expect([refused.status, reasonOf(refused)]).toEqual([403, 'insufficientPermissions']);
  });

  test('unknown routes, parameters and fields are refused in the words of the vendor', async () => {
    const client = await clientOf();
    expect(await client<Refusal>('GET', '/calendar/v3/colors')).toMatchObject({ status: 501 });
    const parameter = await client<Refusal>('GET', `${eventsPath}?timemin=x`);
    expect([parameter.status, reasonOf(parameter)]).toEqual([400, 'invalidParameter']);
    const field = await client<Refusal>('POST', eventsPath, { ...june, title: 'x' });
    expect([field.status, reasonOf(field)]).toEqual([400, 'invalid']);
  });

  test.each([
    ['no end', { start: june.start }],
    ['an end before its start', timed('2027-06-01T10:00:00Z', '2027-06-01T09:00:00Z')],
    ['a date on one side only', { start: { date: '2027-06-01' }, end: june.end }],
    ['a time without offset and zone', { start: { dateTime: '2027-06-01T10:00:00' }, end: june.end }],
    ['a zone nobody knows', timed('2027-06-01T10:00:00Z', '2027-06-01T11:00:00Z', 'No/Where')],
    ['an id outside the alphabet', { ...june, id: 'XYZ-1' }],
    ['a rule that cannot be read', { ...june, recurrence: ['RRULE:FREQ=HOURLY'] }],
  ])('an event with %s is refused', async (_case, body) => {
    const client = await clientOf();
    expect((await client('POST', eventsPath, body)).status).toBe(400);
  });

  test('a reader cannot write and a stranger sees nothing', async () => {
    await control('PUT', `/calendars/${person}/roles/minh.pham@example.com`, { role: 'reader' });
    const client = await clientOf({ login_hint: 'minh.pham@example.com' });
    expect((await client('GET', eventsPath)).status).toBe(200);
    expect((await client('POST', eventsPath, june)).status).toBe(403);
    expect((await client('GET', '/calendar/v3/calendars/nobody@example.com/events')).status).toBe(404);
  });
});

describe('events', () => {
  test('a patch merges objects, replaces arrays and clears by null; a put replaces all', async () => {
    const client = await clientOf();
    const created = await client('POST', eventsPath, {
      ...june,
      location: 'Room 1',
      description: 'Long',
      attendees: [{ email: 'a@example.com' }, { email: 'b@example.com' }],
      extendedProperties: { private: { one: '1' } },
    });
    const path = `${eventsPath}/${created.body.id}`;
    const patched = await client('PATCH', path, {
      location: null,
      attendees: [{ email: 'c@example.com' }],
      extendedProperties: { private: { two: '2' } },
    });
    expect(patched.body).toMatchObject({
      description: 'Long',
      attendees: [{ email: 'c@example.com' }],
      extendedProperties: { private: { one: '1', two: '2' } },
      sequence: 0,
    });
    expect(patched.body).not.toHaveProperty('location');
    const later = timed('2027-06-01T12:00:00+02:00', '2027-06-01T13:00:00+02:00');
    const put = await client('PUT', path, later);
    expect(put.body).toMatchObject({ id: created.body.id, iCalUID: created.body['iCalUID'], sequence: 1 });
    expect(put.body).not.toHaveProperty('description');
  });

  test('a stale etag is refused and a fresh one accepted', async () => {
    const client = await clientOf();
    const { body } = await client('POST', eventsPath, june);
    const path = `${eventsPath}/${body.id}`;
    const next = await client('PATCH', path, { summary: 'A' }, { 'if-match': body.etag });
    expect(next.status).toBe(200);
    const stale = await client<Refusal>('PATCH', path, { summary: 'B' }, { 'if-match': body.etag });
    expect([stale.status, reasonOf(stale)]).toEqual([412, 'conditionNotMet']);
    expect((await client('DELETE', path, undefined, { 'if-match': body.etag })).status).toBe(412);
    expect((await client('DELETE', path, undefined, { 'if-match': next.body.etag })).status).toBe(204);
  });

  test('an id is spent for ever; deleting again says gone and reading shows it cancelled', async () => {
    const client = await clientOf();
    const path = `${eventsPath}/chosen0id`;
    await client('POST', eventsPath, { ...june, id: 'chosen0id' });
    expect((await client('DELETE', path)).status).toBe(204);
    const again = await client<Refusal>('DELETE', path);
    expect([again.status, reasonOf(again)]).toEqual([410, 'deleted']);
    expect((await client('POST', eventsPath, { ...june, id: 'chosen0id' })).status).toBe(409);
    expect((await client('GET', path)).body.status).toBe('cancelled');
    expect((await client('GET', `${eventsPath}/unknown0id`)).status).toBe(404);
  });

  test('a meeting needs the conference version, and a whole rewrite without it drops the meeting', async () => {
    const client = await clientOf();
    const conferenceData = {
      createRequest: { requestId: 'r1', conferenceSolutionKey: { type: 'hangoutsMeet' } },
    };
    const without = await client('POST', eventsPath, { ...june, conferenceData });
    expect(without.body).not.toHaveProperty('hangoutLink');
    const version = '?conferenceDataVersion=1';
    const first = await client('POST', `${eventsPath}${version}`, { ...june, conferenceData });
    const second = await client('POST', `${eventsPath}${version}`, { ...june, conferenceData });
    expect(first.body['hangoutLink']).toMatch(/^https:\/\/meet\.google\.com\/[a-z]{3}-[a-z]{4}-[a-z]{3}$/);
    expect(second.body['hangoutLink']).toBe(first.body['hangoutLink']);
    const path = `${eventsPath}/${first.body.id}`;
    expect((await client('PUT', path, june)).body['hangoutLink']).toBe(first.body['hangoutLink']);
    expect((await client('PUT', `${path}${version}`, june)).body).not.toHaveProperty('hangoutLink');
  });

  test('marks can be searched, together', async () => {
    const client = await clientOf();
    const mark = (values: Record<string, string>) => ({ ...june, extendedProperties: { private: values } });
    await client('POST', eventsPath, mark({ a: '1', b: '1' }));
    await client('POST', eventsPath, mark({ a: '1', b: '2' }));
    const both = await client<Page>(
      'GET',
      `${eventsPath}?privateExtendedProperty=a%3D1&privateExtendedProperty=b%3D2`,
    );
    expect(both.body.items).toHaveLength(1);
    expect(both.body).not.toHaveProperty('nextSyncToken');
  });

  test('a sync token goes with nothing else and only with the same expansion', async () => {
    const client = await clientOf();
    const { nextSyncToken } = (await client<Page>('GET', `${eventsPath}?singleEvents=true`)).body;
    const use = (more: string) =>
      client<Refusal>('GET', `${eventsPath}?syncToken=${nextSyncToken}&singleEvents=true${more}`);
    expect((await use('')).status).toBe(200);
    for (const more of [
      '&timeMin=2027-01-01T00:00:00Z',
      '&orderBy=startTime',
      '&q=x',
      '&showDeleted=false',
    ]) {
      expect((await use(more)).status).toBe(400);
    }
    expect((await client('GET', `${eventsPath}?syncToken=${nextSyncToken}`)).status).toBe(400);
    const stale = await client<Refusal>('GET', `${eventsPath}?syncToken=nonsense`);
    expect([stale.status, reasonOf(stale)]).toEqual([410, 'fullSyncRequired']);
    const old = await client<Refusal>('GET', `${eventsPath}?updatedMin=2001-01-01T00:00:00Z`);
    expect([old.status, reasonOf(old)]).toEqual([410, 'updatedMinTooLongAgo']);
  });

  test('free and busy is merged, leaves out what is free, and names unknown calendars', async () => {
    const client = await clientOf();
    await client('POST', eventsPath, june);
    await client('POST', eventsPath, timed('2027-06-01T10:30:00+02:00', '2027-06-01T12:00:00+02:00'));
    await client('POST', eventsPath, {
      ...timed('2027-06-01T15:00:00+02:00', '2027-06-01T16:00:00+02:00'),
      transparency: 'transparent',
    });
    type FreeBusy = { calendars: Record<string, { busy: unknown; errors?: { reason: string }[] }> };
    const { body } = await client<FreeBusy>('POST', '/calendar/v3/freeBusy', {
      timeMin: '2027-06-01T00:00:00Z',
      timeMax: '2027-06-02T00:00:00Z',
      items: [{ id: person }, { id: 'nobody@example.com' }],
    });
    expect(body.calendars[person]?.busy).toEqual([
      { start: '2027-06-01T08:00:00.000Z', end: '2027-06-01T10:00:00.000Z' },
    ]);
    expect(body.calendars['nobody@example.com']?.errors?.[0]?.reason).toBe('notFound');
  });
});

describe('series', () => {
  const weekly = {
    ...timed('2027-03-22T09:00:00+01:00', '2027-03-22T10:00:00+01:00'),
    id: 'series0',
    summary: 'Weekly',
    recurrence: ['RRULE:FREQ=WEEKLY;COUNT=4', 'EXDATE;TZID=Europe/Berlin:20270405T090000'],
  };
  const window =
    'singleEvents=true&orderBy=startTime&timeMin=2027-03-01T00:00:00Z&timeMax=2027-06-01T00:00:00Z';
  const ids = ({ body }: Reply<Page>) =>
    body.items.map(({ id }) => id).filter((id) => id.startsWith('series0'));

  test('occurrences keep their local time when clocks change and skip what is excluded', async () => {
    const client = await clientOf();
    await client('POST', eventsPath, weekly);
    expect(ids(await client<Page>('GET', `${eventsPath}?${window}`))).toEqual([
      'series0_20270322T080000Z',
      'series0_20270329T070000Z',
      'series0_20270412T070000Z',
    ]);
    const master = await client<Page>(
      'GET',
      `${eventsPath}?timeMin=2027-03-01T00:00:00Z&timeMax=2027-06-01T00:00:00Z`,
    );
    expect(ids(master)).toEqual(['series0']);
  });

  test('one occurrence is moved and one deleted without touching the others', async () => {
    const client = await clientOf();
    await client('POST', eventsPath, weekly);
    const moved = timed('2027-03-29T15:00:00+02:00', '2027-03-29T16:00:00+02:00');
    await client('PATCH', `${eventsPath}/series0_20270329T070000Z`, moved);
    expect((await client('DELETE', `${eventsPath}/series0_20270412T070000Z`)).status).toBe(204);
    const listed = await client<Page>('GET', `${eventsPath}?${window}`);
    expect(ids(listed)).toEqual(['series0_20270322T080000Z', 'series0_20270329T070000Z']);
    const exception = listed.body.items.find(({ id }) => id === 'series0_20270329T070000Z');
    expect(exception).toMatchObject({
      recurringEventId: 'series0',
      start: { dateTime: '2027-03-29T15:00:00+02:00' },
    });
    const { body } = await client<Page>(
      'GET',
      `${eventsPath}/series0/instances?timeMin=2027-03-01T00:00:00Z&timeMax=2027-06-01T00:00:00Z`,
    );
    expect(body.items).toHaveLength(2);
  });

  test('occurrences that a new rule no longer makes come as cancelled, and those of a deleted series too', async () => {
    const client = await clientOf();
    const soon = new Date(Math.ceil(Date.now() / 86_400_000) * 86_400_000);
    const at = (hours: number) => new Date(soon.getTime() + hours * 3_600_000).toISOString();
    await client('POST', eventsPath, {
      ...timed(at(9), at(10), 'UTC'),
      id: 'daie0',
      recurrence: ['RRULE:FREQ=DAILY;COUNT=3'],
    });
    const first = await client<Page>('GET', `${eventsPath}?singleEvents=true`);
    await client('PATCH', `${eventsPath}/daie0`, { recurrence: ['RRULE:FREQ=DAILY;COUNT=2'] });
    const changes = async (syncToken: string) =>
      (await client<Page>('GET', `${eventsPath}?singleEvents=true&syncToken=${syncToken}`)).body;
    const second = await changes(first.body.nextSyncToken);
    expect(second.items.map(({ status }) => status).sort()).toEqual(['cancelled', 'confirmed', 'confirmed']);
    await client('DELETE', `${eventsPath}/daie0`);
    const third = await changes(second.nextSyncToken);
    expect(third.items.map(({ status }) => status)).toEqual(['cancelled', 'cancelled']);
  });

  test.each([
    ['RRULE:FREQ=MONTHLY;BYDAY=-1MO;COUNT=2', ['2027-03-29', '2027-04-26']],
    ['RRULE:FREQ=MONTHLY;BYMONTHDAY=31;COUNT=2', ['2027-03-31', '2027-05-31']],
    ['RRULE:FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20270330', ['2027-03-22', '2027-03-24', '2027-03-29']],
    ['RRULE:FREQ=DAILY;INTERVAL=10;COUNT=3', ['2027-03-22', '2027-04-01', '2027-04-11']],
  ])('%s makes the right days', async (rule, days) => {
    const client = await clientOf();
    await client('POST', eventsPath, { ...weekly, recurrence: [rule] });
    const { body } = await client<Page>('GET', `${eventsPath}?${window}`);
    const seen = body.items.filter(({ id }) => id.startsWith('series0')).map((item) => item['start']);
    expect(seen.map((start) => (start as { dateTime: string }).dateTime.slice(0, 10))).toEqual(days);
  });
});

describe('failures on demand', () => {
  const listener = async (answer: (count: number) => number) => {
    const numbers: string[] = [];
    const server = createServer((request, response) => {
      numbers.push(String(request.headers['x-goog-message-number']));
      request.resume();
      response.writeHead(answer(numbers.length)).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    const { port } = server.address() as AddressInfo;
    return {
      numbers,
      address: `http://127.0.0.1:${port}/`,
      close: () => new Promise((resolve) => server.close(resolve)),
    };
  };
  const watch = async (address: string) => {
    const client = await clientOf();
    await client('POST', `${eventsPath}/watch`, { id: 'w1', type: 'web_hook', address, token: 't' });
    await control('POST', '/notifications/settle');
    return client;
  };

  test('notifications are dropped or doubled as asked, and the log tells', async () => {
    const target = await listener(() => 204);
    const client = await watch(target.address);
    await control('PATCH', '/notifications', { dropProbability: 1 });
    await client('POST', eventsPath, june);
    await control('PATCH', '/notifications', { dropProbability: 0, duplicateProbability: 1 });
    await client('POST', eventsPath, june);
    const { deliveries } = await control<{ deliveries: { outcome: string; copies: number }[] }>(
      'POST',
      '/notifications/settle',
    );
    expect(target.numbers).toEqual(['1', '3', '3']);
    expect(deliveries.map(({ outcome, copies }) => [outcome, copies])).toEqual([
      ['delivered', 1],
      ['dropped', 1],
      ['delivered', 2],
    ]);
    await target.close();
  });

  test('a notification is repeated after 503 and given up after 404', async () => {
    const target = await listener((count) => (count === 2 ? 503 : count === 4 ? 404 : 204));
    const client = await watch(target.address);
    await client('POST', eventsPath, june);
    await control('POST', '/notifications/settle');
    expect(target.numbers).toEqual(['1', '2', '2']);
    await client('POST', eventsPath, june);
    const { deliveries } = await control<{ deliveries: { outcome: string }[] }>(
      'POST',
      '/notifications/settle',
    );
    expect(target.numbers).toEqual(['1', '2', '2', '3']);
    expect(deliveries.at(-1)?.outcome).toBe('failed');
    await target.close();
  });

  test('addresses outside this machine are never called', async () => {
    const client = await clientOf();
    const refused = await client<Refusal>('POST', `${eventsPath}/watch`, {
      id: 'w2',
      type: 'web_hook',
      address: 'http://example.com/push',
    });
    expect([refused.status, reasonOf(refused)]).toEqual([400, 'webhookUrlNotHttps']);
  });

  test('chances follow the seed', async () => {
    const run = async () => {
      await control('POST', '/reset', { seed: 99 });
      const client = await clientOf();
      await control('POST', '/faults', { path: '/events', status: 500, probability: 0.5 });
      const statuses: number[] = [];
      for (let n = 0; n < 20; n += 1)
        statuses.push((await client('GET', `${eventsPath}?maxResults=1`)).status);
      return statuses;
    };
    const first = await run();
    expect(new Set(first)).toEqual(new Set([200, 500]));
    expect(await run()).toEqual(first);
  });

  test('a rule strikes as often as it says, and no more once removed', async () => {
    const client = await clientOf();
    await control('POST', '/faults', { path: '/events', status: 429, retryAfterSeconds: 3, times: 1 });
    const limited = await client<Refusal>('GET', eventsPath);
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '3']);
    expect((await client('GET', eventsPath)).status).toBe(200);
    const rule = await control<{ id: string }>('POST', '/faults', { path: '/events', status: 500 });
    await control('DELETE', `/faults/${rule.id}`);
    expect((await client('GET', eventsPath)).status).toBe(200);
  });

  test('the journal holds requests and answers and no credentials', async () => {
    const { access_token: bearer = '', refresh_token: refresh = '' } = await signIn();
    const client = await clientOf({ prompt: 'consent' });
    await client('POST', eventsPath, { ...june, summary: 'Seen' });
    const journal = JSON.stringify(await control('GET', '/journal'));
    expect(journal).toContain('Seen');
    for (const secret of [bearer, refresh, emulatorClient.clientSecret])
      expect(journal).not.toContain(secret);
  });
});

describe('memory', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'calendar-emulator-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('a restart continues with the same accounts, tokens, events and sync tokens', async () => {
    const stateFolder = join(folder, 'deep');
    const before = await startEmulator({ port: 0, stateFolder });
    const { access_token: bearer = '' } = await signIn({}, before.url);
    const callWith = (url: string) => clientWith(bearer, url);
    await callWith(before.url)('POST', eventsPath, { ...june, id: 'kept0event' });
    const { nextSyncToken } = (await callWith(before.url)<Page>('GET', eventsPath)).body;
    await before.stop();
    const after = await startEmulator({ port: 0, stateFolder });
    expect((await callWith(after.url)('GET', `${eventsPath}/kept0event`)).status).toBe(200);
    const changes = await callWith(after.url)<Page>('GET', `${eventsPath}?syncToken=${nextSyncToken}`);
    expect(changes.body.items).toEqual([]);
    await after.stop();
    expect(JSON.parse(await readFile(join(stateFolder, 'google.json'), 'utf8'))).toHaveProperty('accounts');
  });

  test('the same seed and the same requests give the same ids', async () => {
    const run = async () => {
      const one = await startEmulator({ port: 0, seed: 11 });
      const client = await clientOf({}, one.url);
      const { body } = await client('POST', eventsPath, june);
      const bearer = (await signIn({}, one.url))['access_token'];
      await one.stop();
      return [body.id, body.etag, bearer];
    };
    expect(await run()).toEqual(await run());
  });

  test('a port that is taken is reported', async () => {
    await expect(startEmulator({ port: emulator.port })).rejects.toThrow(/EADDRINUSE/);
  });

  test('a state can be taken away and put back', async () => {
    const client = await clientOf();
    await client('POST', eventsPath, { ...june, id: 'snap0shot' });
    const state = await control('GET', '/state');
    await client('DELETE', `${eventsPath}/snap0shot`);
    await control('PUT', '/state', state);
    expect((await client('GET', `${eventsPath}/snap0shot`)).body.status).toBe('confirmed');
  });
});

import { createJimp } from '@jimp/core';
import png from '@jimp/js-png';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { members } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink } from '#db/testing/tenant.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { expectProblem } from './testing/battery.ts';
import { tomorrow } from './testing/fixtures.ts';
import { type Api, firstLogin, openApi, type SignedIn, send } from './testing/harness.ts';

let api: Api;
beforeAll(async () => {
  api = await openApi({ databaseUrls: testDatabase(), hosts: 2 });
});
afterAll(() => api.close());

type Body = Record<string, unknown>;
const bodyOf = async (answer: Response): Promise<Body> => (await answer.json()) as Body;
const owner = (): SignedIn => firstLogin(api);
const host = (): SignedIn => {
  const [, second] = api.logins;
  if (second === undefined) throw new Error('there is no second host');
  return second;
};
const read = (as = owner()): Promise<Response> => send(api, 'GET', '/api/v1/branding', { as });
const lotus = { name: 'Lotus', senderName: 'Linh at Lotus', locale: 'vi', accent: '#5b21b6' };
const replace = async (body: Body, etag?: string, as = owner()): Promise<Response> =>
  send(api, 'PUT', '/api/v1/branding', {
    as,
    body: { ...lotus, ...body },
    headers: { 'If-Match': etag ?? (await read()).headers.get('etag') ?? '' },
  });
const setLogo = (image: unknown, as = owner()): Promise<Response> =>
  send(api, 'PUT', '/api/v1/branding/logo', { as, body: { image } });
const pointersOf = async (answer: Response): Promise<string[]> =>
  ((await expectProblem(answer, 'invalid_request')).errors ?? []).map(({ pointer }) => pointer);
const brandOfPage = async (): Promise<unknown> => {
  const path = `/api/v1/public/profiles/${api.tenant.hosts[0]?.username}`;
  return (await bodyOf(await send(api, 'GET', path)))['brand'];
};
const imageOf = async (width: number, height = width, color = 0x3366_99ff): Promise<string> => {
  const Image = createJimp({ formats: [png] });
  return (await new Image({ width, height, color }).getBuffer('image/png')).toString('base64');
};

describe('the branding of an organisation', () => {
  it('is changed as a whole, and shown to guests and members from then on', async () => {
    expect(await bodyOf(await read())).toMatchObject({
      senderName: null,
      accent: null,
      colours: null,
      logo: null,
    });
    const changed = await bodyOf(await replace({ accent: '#5B21B6' }));
    expect(changed).toMatchObject({ ...lotus, version: 2 });
    expect(await brandOfPage()).toEqual({
      name: 'Lotus',
      locale: 'vi',
      logo: null,
      colours: changed['colours'],
    });
    const me = await bodyOf(await send(api, 'GET', '/api/v1/me', { as: host() }));
    expect(me['tenant']).toMatchObject({ name: 'Lotus', logo: null, colours: changed['colours'] });
    const log = await bodyOf(await send(api, 'GET', '/api/v1/audit-log', { as: owner() }));
    const [entry] = log['items'] as Body[];
    expect(entry).toMatchObject({
      action: 'tenant.replace_branding',
      before: { accent: null },
      after: { accent: '#5b21b6', locale: 'vi', isRenamed: true, hasNewSender: true },
    });
    expect(JSON.stringify(entry)).not.toContain('Lotus');
  });

  it('is not changed on top of what somebody else has changed meanwhile', async () => {
    const etag = (await read()).headers.get('etag') ?? '';
    expect((await replace({ name: 'First' }, etag)).status).toBe(200);
    await expectProblem(await replace({ name: 'Second' }, etag), 'precondition_failed');
    await expectProblem(
      await send(api, 'PUT', '/api/v1/branding', { as: owner(), body: lotus }),
      'precondition_required',
    );
    expect(await bodyOf(await read())).toMatchObject({ name: 'First' });
    // A logo is no such change: what is typed meanwhile is saved all the same.
    const before = (await read()).headers.get('etag') ?? '';
    await setLogo(await imageOf(20));
    expect((await replace({ name: 'Third' }, before)).status).toBe(200);
  });

  it.each([
    ['name', ''],
    ['name', 'x'.repeat(101)],
    ['locale', 'fr'],
    ['accent', 'purple'],
    ['accent', '#fff'],
    ['accent', '#ffd400'],
    ['senderName', ''],
    ['senderName', 'x'.repeat(61)],
    ['senderName', 'Lotus\r\nBcc: all@example.com'],
    ['senderName', 'Lotus\u0000'],
    ['senderName', '\u200b'],
    ['senderName', 'linh@example.com'],
    ['senderName', 'Linh <linh>'],
    ['senderName', 'Linh "the boss"'],
    ['senderName', 'Win at www.example'],
    ['senderName', 'lotus.example.com'],
    ['senderName', 'Call +84 90 123 4567'],
  ])('takes no %s like %j, and says which field it is', async (field, value) => {
    const before = await bodyOf(await read());
    expect(await pointersOf(await replace({ [field]: value }))).toEqual([`/${field}`]);
    expect(await bodyOf(await read())).toEqual(before);
  });

  it('says of a colour beforehand whether it can be read, and which one could', async () => {
    const preview = async (accent: string): Promise<Body> =>
      bodyOf(await send(api, 'GET', `/api/v1/branding/colours?accent=${accent}`, { as: owner() }));
    const yellow = await preview('ffd400');
    expect(yellow).toMatchObject({ ratio: 1.2, isReadable: false });
    expect(await preview(String(yellow['nearest']).slice(1))).toMatchObject({ isReadable: true });
    expect((await replace({ accent: yellow['nearest'] })).status).toBe(200);
    expect((await bodyOf(await read()))['colours']).toEqual(yellow['colours']);
  });

  it('is the affair of owners and admins, of their own organisation', async () => {
    await withTenant(api.db, api.tenant.tenantId, (tx) =>
      tx
        .update(members)
        .set({ role: 'viewer' })
        .where(eq(members.id, api.tenant.hosts[1]?.id ?? '')),
    );
    await expectProblem(await read(host()), 'forbidden');
    await expectProblem(await replace({}, '*', host()), 'forbidden');
    await expectProblem(await setLogo(await imageOf(20), host()), 'forbidden');
    const mine = await bodyOf(await read());
    expect((await replace({ name: 'Theirs' }, '*', api.strangerLogin)).status).toBe(200);
    expect((await setLogo(await imageOf(30), api.strangerLogin)).status).toBe(200);
    expect(await bodyOf(await read())).toEqual(mine);
  });
});

describe('a logo', () => {
  it('is served as it was encoded here, by the hash of its bytes, to be kept for ever', async () => {
    const made = await bodyOf(await setLogo(await imageOf(960, 320)));
    const { url } = made['logo'] as { url: string };
    expect(made['logo']).toMatchObject({ width: 168, height: 56 });
    expect(await brandOfPage()).toMatchObject({ logo: made['logo'] });
    const answer = await send(api, 'GET', url);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    const headers = { 'If-None-Match': answer.headers.get('etag') ?? '' };
    expect((await send(api, 'GET', url, { headers })).status).toBe(304);
    const next = await bodyOf(await setLogo(await imageOf(960, 320, 0x9966_33ff)));
    expect(next['logo']).not.toEqual(made['logo']);
    await expectProblem(await send(api, 'GET', url), 'not_found');
  });

  it('is taken away once, however often that is asked', async () => {
    const { logo } = await bodyOf(await setLogo(await imageOf(20)));
    const remove = () => send(api, 'DELETE', '/api/v1/branding/logo', { as: owner() });
    expect(await bodyOf(await remove())).toMatchObject({ logo: null });
    expect((await remove()).status).toBe(200);
    await expectProblem(await send(api, 'GET', (logo as { url: string }).url), 'not_found');
    const log = await bodyOf(await send(api, 'GET', '/api/v1/audit-log', { as: owner() }));
    const actions = (log['items'] as Body[]).map(({ action }) => action);
    expect(actions.slice(0, 2)).toEqual(['tenant.remove_logo', 'tenant.set_logo']);
  });

  it('is not taken when it is none, or too large', async () => {
    const before = await bodyOf(await read());
    for (const image of [
      '',
      'not base64!',
      Buffer.from('<svg onload="alert(1)"/>').toString('base64'),
      Buffer.from('GIF89a').toString('base64'),
      await imageOf(2_049, 10),
      7,
    ])
      expect(await pointersOf(await setLogo(image))).toEqual(['/image']);
    expect(await pointersOf(await setLogo('A'.repeat(1_398_105)))).toEqual(['/image']);
    await expectProblem(await setLogo('A'.repeat(1_500_000)), 'body_too_large');
    expect(await bodyOf(await read())).toEqual(before);
  });
});

describe('a booking without a language', () => {
  it('is in that of the organisation, and in any other that is asked for', async () => {
    expect((await replace({ locale: 'vi' })).status).toBe(200);
    const link = await createTestLink(api.db, api.tenant);
    const path = `/api/v1/public/links/${api.tenant.hosts[0]?.username}/${link.slug}/bookings`;
    const book = async (hours: number, more: Body): Promise<unknown> => {
      const answer = await send(api, 'POST', path, {
        body: {
          start: new Date(tomorrow(hours)).toISOString(),
          durationMinutes: 30,
          timeZone: 'Asia/Ho_Chi_Minh',
          guest: { name: 'An', email: `an-${hours}@example.com` },
          ...more,
        },
        headers: { 'Idempotency-Key': `branding-locale-${hours}` },
      });
      return Object((await bodyOf(answer))['booking']).locale;
    };
    expect([await book(2, {}), await book(4, { locale: 'en' })]).toEqual(['vi', 'en']);
  });
});

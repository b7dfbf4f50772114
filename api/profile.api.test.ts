import { createJimp } from '@jimp/core';
import png from '@jimp/js-png';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '#scripts/testing/database.ts';
import { expectProblem } from './testing/battery.ts';
import { type Api, firstLogin, openApi, type SignedIn, send } from './testing/harness.ts';

let api: Api;
beforeAll(async () => {
  api = await openApi({ databaseUrls: testDatabase(), hosts: 2 });
});
afterAll(() => api.close());

type Body = Record<string, unknown>;
const bodyOf = async (answer: Response): Promise<Body> => (await answer.json()) as Body;
const owner = (): SignedIn => firstLogin(api);
const username = (): string => api.tenant.hosts[0]?.username ?? '';
const page = async (): Promise<Body> =>
  bodyOf(await send(api, 'GET', `/api/v1/public/profiles/${username()}`));
const pointersOf = async (answer: Response): Promise<string[]> =>
  ((await expectProblem(answer, 'invalid_request')).errors ?? []).map(({ pointer }) => pointer);

const imageOf = async (side: number, color = 0x3366_99ff): Promise<string> => {
  const Image = createJimp({ formats: [png] });
  return (await new Image({ width: side, height: side, color }).getBuffer('image/png')).toString('base64');
};

describe('a profile', () => {
  it('is changed field by field, and shown from then on', async () => {
    const change = (body: Body, as = owner()) => send(api, 'PATCH', '/api/v1/me', { as, body });
    const profile = {
      name: 'Nguyễn An',
      bio: 'Teacher.\nPatient.',
      timeZone: 'Asia/Ho_Chi_Minh',
      locale: 'vi',
      clock: '12h',
      weekStart: 7,
    };
    const me = await bodyOf(await change(profile));
    const { name, bio, timeZone, locale, clock, weekStart } = profile;
    expect(me).toMatchObject({ member: { name, bio, timeZone, locale }, person: { clock, weekStart } });
    expect(await page()).toMatchObject({ name, bio, timeZone, locale });
    expect(await bodyOf(await change({ clock: null }))).toMatchObject({
      member: { name, bio, timeZone, locale },
      person: { clock: null, weekStart },
    });
    for (const [field, value] of [
      ['name', ''],
      ['name', 'x'.repeat(121)],
      ['bio', 'x'.repeat(1001)],
      ['timeZone', 'Mars/Base'],
      ['locale', 'fr'],
      ['clock', '13h'],
      ['weekStart', 0],
      ['email', 'other@example.com'],
    ] as const)
      expect(await pointersOf(await change({ [field]: value }))).toEqual([`/${field}`]);
    expect(await page()).toMatchObject({ name });
    const host = api.logins[1];
    expect((await bodyOf(await change({ name: 'Somebody else' }, host)))['member']).toMatchObject({
      name: 'Somebody else',
    });
    expect(await page()).toMatchObject({ name });
  });

  it('has a photo that is served as encoded here, under an address that can be kept', async () => {
    const set = (image: unknown) => send(api, 'PUT', '/api/v1/me/photo', { as: owner(), body: { image } });
    expect(await page()).toMatchObject({ photoUrl: null });
    await expectProblem(await send(api, 'GET', `/api/v1/public/profiles/${username()}/photo`), 'not_found');
    const me = await bodyOf(await set(await imageOf(400)));
    const { photoUrl } = await page();
    expect(me['person']).toMatchObject({ photoUrl });
    const answer = await send(api, 'GET', String(photoUrl));
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    expect(Array.from(bytes.subarray(0, 3))).toEqual([0xff, 0xd8, 0xff]);
    const etag = answer.headers.get('etag') ?? '';
    const again = await send(api, 'GET', String(photoUrl), { headers: { 'If-None-Match': etag } });
    expect(again.status).toBe(304);
    await set(await imageOf(400, 0x9966_33ff));
    expect((await page())['photoUrl']).not.toBe(photoUrl);
    const former = await send(api, 'GET', String(photoUrl));
    expect([former.status, former.headers.get('cache-control')]).toEqual([200, 'public, no-cache']);
    expect((await send(api, 'DELETE', '/api/v1/me/photo', { as: owner() })).status).toBe(200);
    expect((await send(api, 'DELETE', '/api/v1/me/photo', { as: owner() })).status).toBe(200);
    expect(await page()).toMatchObject({ photoUrl: null });
  });

  it('takes no photo that is none, or too large', async () => {
    const set = (image: unknown) => send(api, 'PUT', '/api/v1/me/photo', { as: owner(), body: { image } });
    for (const image of [
      '',
      'not base64!',
      Buffer.from('<svg onload="alert(1)"/>').toString('base64'),
      Buffer.from('GIF89a').toString('base64'),
      await imageOf(2049),
      7,
    ])
      expect(await pointersOf(await set(image))).toEqual(['/image']);
    expect(await pointersOf(await set('A'.repeat(1_398_105)))).toEqual(['/image']);
    await expectProblem(await set('A'.repeat(1_500_000)), 'body_too_large');
    await expectProblem(
      await send(api, 'PATCH', '/api/v1/me', { as: owner(), body: { bio: 'x'.repeat(70_000) } }),
      'body_too_large',
    );
    expect(await page()).toMatchObject({ photoUrl: null });
  });
});

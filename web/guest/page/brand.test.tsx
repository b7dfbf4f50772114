import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Brand } from '#web/api/schemas.ts';
import {
  booking,
  brand,
  guestApp,
  hostile,
  link,
  links,
  pages,
  profile,
  publicUrl,
} from '../testing/guest-app.ts';

const tone = (accent: string) => ({
  accent,
  onAccent: '#ffffff',
  accentStrong: '#3b0764',
  accentInk: '#3b0764',
  accentWash: '#f3e8ff',
  accentWashStrong: '#e9d5ff',
});
const lotus: Brand = {
  name: 'Lotus & Co',
  locale: 'vi',
  logo: { url: '/api/v1/public/logos/abc', width: 144, height: 48 },
  colours: { light: tone('#5b21b6'), dark: tone('#c4b5fd') },
};
const branded = {
  ...pages,
  'GET /profiles/lan': { body: { ...profile, brand: lotus } },
  'GET /links/lan/intro': { body: { ...link, brand: lotus } },
  'GET /bookings/tok': { body: { booking, links, brand: lotus } },
  'GET /bookings/tok/link': { body: { ...link, move: null, brand: lotus } },
  'GET /tenant': { body: { name: lotus.name, locale: 'vi', brand: lotus, hosts: [] } },
};
const own = { origin: publicUrl, isTenants: true };
const notFound = { status: 404, body: { code: 'not_found' } };

const stylesOf = (html: string): string[] =>
  [...html.matchAll(/<style>([^<]*)<\/style>/g)].map(([, css = '']) => css);

describe('pages of an organisation that has branded itself', () => {
  it.each(['/', '/lan', '/lan/intro', '/b/tok', '/b/tok/cancel', '/b/tok/reschedule'])(
    'show its logo with its name, and its colours in both themes: %s',
    async (path) => {
      const answer = await guestApp(branded, own).get(path);
      const html = await answer.text();
      expect(answer.status).toBe(200);
      expect(html).toContain(
        '<img class="logo" src="/api/v1/public/logos/abc" width="144" height="48" alt="Lotus &amp; Co"/>',
      );
      const [css = '', ...further] = stylesOf(html);
      expect(further).toEqual([]);
      expect(css).toContain('--accent:light-dark(#5b21b6, #c4b5fd);');
      const hash = createHash('sha256').update(css).digest('base64');
      const policy = answer.headers.get('content-security-policy') ?? '';
      expect(policy).toContain(`style-src 'self' 'sha256-${hash}';`);
      expect(policy).not.toContain('unsafe');
      expect(html.indexOf('rel="stylesheet"')).toBeLessThan(html.indexOf('<style>'));
    },
  );

  it('speak its language where the guest asks for none, and the guest’s where they do', async () => {
    const languageOf = async (headers: Record<string, string>): Promise<string | undefined> =>
      /<html lang="(\w+)"/.exec(await (await guestApp(branded).get('/lan/intro', headers)).text())?.[1];
    expect(await languageOf({})).toBe('vi');
    expect(await languageOf({ 'accept-language': 'fr' })).toBe('vi');
    expect(await languageOf({ 'accept-language': 'en-GB' })).toBe('en');
  });

  it('look the same where there is nothing to see: a wrong address, a link that is gone, pages that are off', async () => {
    const site = { 'GET /brand': { body: lotus } };
    const off = { status: 410, body: { code: 'pages_off' } };
    for (const [path, answers, status] of [
      ['/nobody', { ...site, 'GET /profiles/nobody': notFound }, 404],
      ['/a/b/c/d', site, 404],
      ['/', { ...site, 'GET /tenant': off }, 410],
      [
        '/lan/gone',
        { 'GET /profiles/lan': branded['GET /profiles/lan'], 'GET /links/lan/gone': notFound },
        404,
      ],
    ] as const) {
      const answer = await guestApp(answers, own).get(path);
      expect(answer.status).toBe(status);
      const html = await answer.text();
      expect(html).toContain('alt="Lotus &amp; Co"');
      expect(stylesOf(html)).toHaveLength(1);
      expect(html).toContain('<html lang="vi"');
    }
  });

  it('name nobody under the host of the installation, and ask for nothing more while the API fails', async () => {
    const site = { 'GET /brand': { body: lotus } };
    const shared = guestApp({ ...site, 'GET /profiles/nobody': notFound });
    expect(await (await shared.get('/nobody')).text()).not.toContain('Lotus');
    const down = guestApp({ ...site, 'GET /tenant': { status: 503, body: { code: 'internal' } } }, own);
    expect((await down.get('/')).status).toBe(503);
    expect(down.seen.map(({ path }) => path)).toEqual(['/tenant']);
  });
});

describe('pages of an organisation that has not', () => {
  it('have neither logo nor style, and the policy that allows none', async () => {
    const answer = await guestApp(pages).get('/lan/intro');
    const html = await answer.text();
    expect(stylesOf(html)).toEqual([]);
    expect(html).not.toContain('class="logo"');
    expect(answer.headers.get('content-security-policy')).toContain("style-src 'self';");
  });

  it('write no name raw, and nothing that is no colour', async () => {
    const logo = lotus.logo;
    const named = { ...link, brand: { ...brand, name: hostile, logo } };
    const html = await (
      await guestApp({ ...pages, 'GET /links/lan/intro': { body: named } }).get('/lan/intro')
    ).text();
    expect(html).not.toContain('<img src=x');
    const bad = { light: tone('red;}body{display:none'), dark: tone('#c4b5fd') };
    const broken = { ...link, brand: { ...brand, colours: bad } };
    const answer = await guestApp({ ...pages, 'GET /links/lan/intro': { body: broken } }).get('/lan/intro');
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('display:none');
  });
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase, openDatabase } from '#db/client.ts';
import { errorCodes } from '#domain/errors.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { createApp } from './app.ts';
import { expectProblem } from './testing/battery.ts';
import { type Fixture, furnish } from './testing/fixtures.ts';
import { type Api, firstLogin, openApi, password, publicUrl, send } from './testing/harness.ts';
import { makeWebBuild } from './testing/web-build.ts';
import { mountWeb } from './web/mount-web.ts';

let api: Api;
let own: Fixture;
beforeAll(async () => {
  api = await openApi({
    databaseUrls: testDatabase(),
    env: { CORS_ORIGINS: 'https://partner.example', BODY_LIMIT_BYTES: '4096' },
  });
  own = await furnish(api, api.tenant);
});
afterAll(() => api.close());

const slots = () =>
  `/api/v1/public/links/${own.host.username}/${own.slug}/slots?from=2026-12-01&to=2026-12-20&timeZone=UTC`;

describe('every answer', () => {
  it('carries the security headers and a request id', async () => {
    const { headers } = await send(api, 'GET', slots());
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-request-id')).toMatch(/^req_[0-9a-f]{32}$/);
  });

  it('leaves it to the proxy whether browsers keep to https, also where the installation is reached by it', async () => {
    const publicUrl = 'https://book.example.com';
    const secure = await openApi({ databaseUrls: testDatabase(), env: { PUBLIC_URL: publicUrl } });
    const app = createApp(secure.deps);
    const dist = await mkdtemp(join(tmpdir(), 'everslot-web-'));
    const build = makeWebBuild('secure');
    await build.writeTo(dist);
    const kept = { keep: async () => undefined, find: async () => null };
    await mountWeb(app, dist, { publicUrl, now: Date.now, kept });
    for (const [path, status] of [
      ['/health/live', 200],
      ['/api/v1/public/profiles/nobody', 404],
      ['/api/docs', 200],
      ['/app', 200],
      [build.page, 200],
      ['/linh/intro-call', 200],
    ] as const) {
      const answer = await app.request(publicUrl + path);
      expect([path, answer.status, answer.headers.get('strict-transport-security')]).toEqual([
        path,
        status,
        null,
      ]);
    }
    await Promise.all([secure.close(), rm(dist, { recursive: true })]);
  });

  it("keeps a caller's harmless request id and replaces any other", async () => {
    const kept = await send(api, 'GET', '/health/live', { headers: { 'X-Request-Id': 'trace-12345678' } });
    expect(kept.headers.get('x-request-id')).toBe('trace-12345678');
    const refused = await send(api, 'GET', '/health/live', { headers: { 'X-Request-Id': 'a b"{injected}' } });
    expect(refused.headers.get('x-request-id')).toMatch(/^req_/);
  });

  it('is a problem document where nothing lives', async () => {
    await expectProblem(await send(api, 'GET', '/api/v1/nothing'), 'not_found');
    await expectProblem(await send(api, 'GET', '/nothing/at/all/here'), 'not_found');
  });

  it('is private for members and not stored', async () => {
    const answer = await send(api, 'GET', '/api/v1/me', { as: firstLogin(api) });
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
  });
});

describe('cross-origin access', () => {
  it('is open to every page for guest operations, without credentials', async () => {
    const answer = await send(api, 'GET', slots(), { headers: { Origin: 'https://any.example' } });
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
  });

  it('is granted to listed origins only for everything else', async () => {
    const ask = async (origin: string) =>
      send(api, 'OPTIONS', '/api/v1/links', {
        headers: { Origin: origin, 'Access-Control-Request-Method': 'POST' },
      });
    const listed = await ask('https://partner.example');
    expect(listed.headers.get('access-control-allow-origin')).toBe('https://partner.example');
    expect(listed.headers.get('access-control-allow-credentials')).toBe('true');
    expect((await ask('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
    expect((await ask('null')).headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('sessions', () => {
  const post = (cookie: string, headers: Record<string, string>) =>
    send(api, 'DELETE', '/api/v1/links/lnk_01kaz7n0x2f8s9m4q5t6v7w8x9', {
      headers: { Cookie: cookie, ...headers },
    });

  it('work by cookie, which scripts cannot read and other sites cannot send', async () => {
    const answer = await send(api, 'POST', '/api/auth/sign-in/email', {
      body: { email: firstLogin(api).email, password },
    });
    const cookie = answer.headers.getSetCookie()[0] ?? '';
    expect(cookie).toMatch(/^everslot\.session_token=/);
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    expect(cookie).not.toMatch(/Domain=/i);
    const me = await send(api, 'GET', '/api/v1/me', { headers: { Cookie: cookie.split(';')[0] ?? '' } });
    expect(me.status).toBe(200);
  });

  it("refuse an unsafe request that another site sends with the member's cookie", async () => {
    const { cookie } = firstLogin(api);
    await expectProblem(await post(cookie, { Origin: 'https://evil.example' }), 'forbidden');
    await expectProblem(await post(cookie, { Origin: 'null' }), 'forbidden');
    await expectProblem(await post(cookie, {}), 'forbidden');
    await expectProblem(await post(cookie, { 'Sec-Fetch-Site': 'cross-site' }), 'forbidden');
    await expectProblem(await post(cookie, { Origin: publicUrl }), 'not_found');
    await expectProblem(await post(cookie, { Origin: 'http://127.0.0.1:3000' }), 'not_found');
  });

  it('answer a wrong password and an unknown address alike', async () => {
    const wrong = async (email: string) => {
      const answer = await send(api, 'POST', '/api/auth/sign-in/email', {
        body: { email, password: 'not the password' },
      });
      const { instance: _request, ...body } = (await answer.json()) as { instance: string };
      return { status: answer.status, body };
    };
    expect(await wrong(firstLogin(api).email)).toEqual(await wrong('nobody@example.com'));
  });

  it('do not accept the token without its signature', async () => {
    const { token, email, cookie } = firstLogin(api);
    const unsigned = token.split('.')[0] ?? '';
    const answer = await send(api, 'GET', '/api/v1/me', { as: { token: unsigned, email, cookie } });
    await expectProblem(answer, 'unauthenticated');
    expect(answer.headers.get('www-authenticate')).toContain('Bearer');
  });

  it('end when the member signs out', async () => {
    const signIn = await send(api, 'POST', '/api/auth/sign-in/email', {
      body: { email: firstLogin(api).email, password },
    });
    const Cookie = signIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const out = await send(api, 'POST', '/api/auth/sign-out', {
      body: {},
      headers: { Cookie, Origin: publicUrl },
    });
    expect(out.status).toBe(200);
    await expectProblem(await send(api, 'GET', '/api/v1/me', { headers: { Cookie } }), 'unauthenticated');
  });

  it('offer nothing of the identity library but signing in and out and what is done about a password', async () => {
    for (const path of [
      'sign-up/email',
      'change-email',
      'update-user',
      'verify-password',
      'revoke-sessions',
      'delete-user',
      'list-sessions',
      'forget-password',
      'ok',
    ]) {
      await expectProblem(await send(api, 'POST', `/api/auth/${path}`, { body: {} }), 'not_found');
    }
  });
});

describe('requests', () => {
  it('above the size limit are refused, with and without a declared length', async () => {
    const body = JSON.stringify({ name: 'x'.repeat(5000) });
    const headers = { 'Idempotency-Key': 'k' };
    const declared = await send(api, 'POST', '/api/v1/schedules', {
      as: firstLogin(api),
      body,
      headers: { ...headers, 'Content-Length': String(body.length) },
    });
    await expectProblem(declared, 'body_too_large');
    await expectProblem(
      await send(api, 'POST', '/api/v1/schedules', { as: firstLogin(api), body, headers }),
      'body_too_large',
    );
  });

  it('with a repeated query parameter are refused by name', async () => {
    const problem = await expectProblem(
      await send(api, 'GET', `${slots()}&timeZone=Asia/Tokyo`),
      'invalid_request',
    );
    expect(problem.errors).toEqual([{ pointer: '#query/timeZone', message: 'must be given once' }]);
  });

  it('with characters no database takes are refused, not crashed on', async () => {
    await expectProblem(await send(api, 'GET', '/api/v1/public/profiles/a%00b'), 'not_found');
    const body = { name: 'a\u0000b', timeZone: 'UTC', weekly: [] };
    const headers = { 'Idempotency-Key': 'k' };
    const answer = await send(api, 'POST', '/api/v1/schedules', { as: firstLogin(api), body, headers });
    const problem = await expectProblem(answer, 'invalid_request');
    expect(problem.errors?.[0]?.pointer).toBe('/name');
  });

  it('in an encoding nobody undoes here are refused as such', async () => {
    const answer = await send(api, 'POST', '/api/v1/schedules', {
      as: firstLogin(api),
      body: { name: 'n', timeZone: 'UTC', weekly: [] },
      headers: { 'Idempotency-Key': 'k', 'Content-Encoding': 'gzip' },
    });
    await expectProblem(answer, 'unsupported_media_type');
  });

  it('for slots in years no calendar counts in are refused by name, in every zone', async () => {
    const base = `/api/v1/public/links/${own.host.username}/${own.slug}/slots`;
    for (const date of ['0000-01-01', '0001-01-01', '2300-01-01', '9999-12-31']) {
      const answer = await send(api, 'GET', `${base}?from=${date}&to=${date}&timeZone=Pacific/Kiritimati`);
      const { errors } = await expectProblem(answer, 'invalid_request');
      expect(errors?.map(({ pointer }) => pointer)).toEqual(['#query/from', '#query/to']);
    }
    for (const date of ['1970-01-01', '2299-12-31']) {
      const answer = await send(api, 'GET', `${base}?from=${date}&to=${date}&timeZone=Pacific/Kiritimati`);
      expect(answer.status).toBe(200);
    }
  });

  it('for slots name the field that is wrong', async () => {
    const base = `/api/v1/public/links/${own.host.username}/${own.slug}/slots`;
    const refused = async (query: string, code: string) => {
      const problem = await expectProblem(await send(api, 'GET', `${base}?${query}`), code);
      return problem.errors?.[0]?.pointer;
    };
    expect(await refused('from=2026-12-01&to=2026-12-02&timeZone=Mars/Base', 'invalid_request')).toBe(
      '#query/timeZone',
    );
    expect(await refused('from=2026-12-32&to=2026-12-02&timeZone=UTC', 'invalid_request')).toBe(
      '#query/from',
    );
    expect(await refused('from=2026-12-02&to=2026-12-01&timeZone=UTC', 'invalid_request')).toBe('#query/to');
    expect(await refused('from=2026-12-01&to=2027-02-01&timeZone=UTC', 'range_too_long')).toBe('#query/to');
    expect(await refused('from=0001-01-01&to=0001-01-02&timeZone=UTC', 'invalid_request')).toBe(
      '#query/from',
    );
    expect(await refused('from=2200-12-31&to=9999-12-31&timeZone=UTC', 'invalid_request')).toBe('#query/to');
    expect(
      await refused('from=2026-12-01&to=2026-12-02&timeZone=UTC&durationMinutes=45', 'invalid_request'),
    ).toBe('#query/durationMinutes');
  });
});

describe('caching', () => {
  it('answers 304 to whoever has the current version, by weak comparison', async () => {
    const etag = (await send(api, 'GET', slots())).headers.get('etag') ?? '';
    for (const tag of [etag, etag.replace('W/', ''), `"other", ${etag}`, '*']) {
      const again = await send(api, 'GET', slots(), { headers: { 'If-None-Match': tag } });
      expect(again.status).toBe(304);
      expect(again.headers.get('etag')).toBe(etag);
      expect(await again.text()).toBe('');
    }
    expect((await send(api, 'GET', slots(), { headers: { 'If-None-Match': '"other"' } })).status).toBe(200);
  });

  it('compresses with what the caller accepts', async () => {
    const plain = await (await send(api, 'GET', slots())).text();
    const brotli = await send(api, 'GET', slots(), { headers: { 'Accept-Encoding': 'gzip, br' } });
    expect(brotli.headers.get('content-encoding')).toBe('br');
    expect(brotli.headers.get('vary')).toContain('Accept-Encoding');
    expect(brotliDecompressSync(await brotli.arrayBuffer()).toString()).toBe(plain);
    const zipped = await send(api, 'GET', slots(), { headers: { 'Accept-Encoding': 'gzip, br;q=0' } });
    expect(gunzipSync(await zipped.arrayBuffer()).toString()).toBe(plain);
    expect(
      (await send(api, 'GET', slots(), { headers: { 'Accept-Encoding': 'identity' } })).headers.get(
        'content-encoding',
      ),
    ).toBeNull();
  });
});

describe('operations', () => {
  it('are live while the process is, and ready without Temporal, which is told', async () => {
    expect((await send(api, 'GET', '/health/live')).status).toBe(200);
    const ready = await send(api, 'GET', '/health/ready');
    expect(ready.status).toBe(200);
    expect(await ready.json()).toMatchObject({
      status: 'behind',
      checks: { database: 'ok', temporal: 'failing', worker: 'failing' },
    });
  });

  it('are measured by route pattern: no token or id becomes a label', async () => {
    await send(api, 'GET', `/api/v1/public/bookings/${own.token}`);
    const text = await (await send(api, 'GET', '/metrics')).text();
    expect(text).toContain('route="/api/v1/public/bookings/{token}"');
    expect(text).toContain('everslot_booking_requests_total');
    expect(text).not.toContain(own.token);
    expect(text).not.toMatch(/route="[^"]*(?:bkg|lnk|ten)_/);
  });
});

describe('documentation', () => {
  it('is served from here alone', async () => {
    const page = await send(api, 'GET', '/api/docs');
    const html = await page.text();
    expect(html).toContain('/api/docs/viewer.js');
    expect(html).not.toMatch(/(?:src|href)="https?:/);
    expect(page.headers.get('content-security-policy')).toContain("connect-src 'self'");
    const viewer = await send(api, 'GET', '/api/docs/viewer.js');
    expect(viewer.headers.get('content-type')).toContain('javascript');
    const document = await send(api, 'GET', '/api/v1/openapi.json');
    expect(await document.json()).toMatchObject({ openapi: '3.1.1' });
  });

  it('is packed once and kept by whoever has it: an ETag for whatever they take, and 304', async () => {
    for (const path of ['/api/docs/viewer.js', '/api/v1/openapi.json']) {
      const get = (headers: Record<string, string>) => send(api, 'GET', path, { headers });
      const plain = await get({ 'Accept-Encoding': 'identity' });
      const etag = plain.headers.get('etag') ?? '';
      // A weak tag would be one of an answer that was packed on its way.
      expect(etag).toMatch(/^"[\w-]{16}"$/);
      const text = Buffer.from(await plain.arrayBuffer());
      for (const [taken, encoding, unpack] of [
        ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
        ['gzip, br;q=0', 'gzip', gunzipSync],
      ] as const) {
        const packed = await get({ 'Accept-Encoding': taken });
        expect(packed.headers.get('content-encoding')).toBe(encoding);
        expect(packed.headers.get('vary')).toContain('Accept-Encoding');
        expect(packed.headers.get('cache-control')).toMatch(/^public, max-age=\d+$/);
        expect(packed.headers.get('etag')).toBe(etag);
        expect(unpack(await packed.arrayBuffer()).equals(text)).toBe(true);
        const again = await get({ 'Accept-Encoding': taken, 'If-None-Match': etag });
        expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([304, etag, '']);
      }
      expect((await get({ 'If-None-Match': '"other"' })).status).toBe(200);
    }
    const document = await send(api, 'GET', '/api/v1/openapi.json');
    expect(document.headers.get('access-control-allow-origin')).toBe('*');
  });

  it('explains every problem at the address its type names', async () => {
    for (const code of errorCodes) {
      const page = await send(api, 'GET', `/problems/${code.replaceAll('_', '-')}`);
      expect(page.status).toBe(200);
      expect(await page.text()).toContain(code);
    }
    await expectProblem(await send(api, 'GET', '/problems/no-such-thing'), 'not_found');
  });
});

describe('without a database', () => {
  it('everything that needs it answers 503 with Retry-After, in time and without detail', async () => {
    const dead = openDatabase('postgres://everslot_app:secret-password@127.0.0.1:1/everslot', {
      poolSize: 1,
    });
    const cut = await openApi({
      databaseUrls: testDatabase(),
      deps: { db: dead, checkDatabase: async () => void (await dead.execute('select 1')) },
    });
    for (const path of ['/public/profiles/somebody', '/me', '/links']) {
      const answer = await send(cut, 'GET', `/api/v1${path}`, { as: firstLogin(cut) });
      const problem = await expectProblem(answer, 'temporarily_unavailable');
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(JSON.stringify(problem)).not.toContain('127.0.0.1');
    }
    const ready = await send(cut, 'GET', '/health/ready');
    expect(ready.status).toBe(503);
    expect(await ready.json()).toMatchObject({ status: 'failing', checks: { database: 'failing' } });
    expect((await send(cut, 'GET', '/health/live')).status).toBe(200);
    expect(cut.logged()).not.toContain('secret-password');
    await Promise.all([cut.close(), closeDatabase(dead)]);
  });
});

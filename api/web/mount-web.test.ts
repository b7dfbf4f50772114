import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppEnv } from '#api/variables.ts';
import { mountWeb } from './mount-web.ts';

let dist = '';
const app = new Hono<AppEnv>();
const script = 'export const x = 1;\n'.repeat(200);

const put = async (path: string, content: string | Uint8Array): Promise<void> => {
  const file = join(dist, path);
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, content);
};

beforeAll(async () => {
  dist = await mkdtemp(join(tmpdir(), 'everslot-web-'));
  await put('secret.txt', 'outside of both apps');
  await put('host/index.html', '<!doctype html><title>host</title>');
  await put('host/assets/main-abc.js', script);
  await put('host/assets/main-abc.js.br', brotliCompressSync(script));
  await put('host/assets/main-abc.js.map', '{}');
  await put('host/.vite/manifest.json', '{}');
  await put(
    'guest/.vite/manifest.json',
    JSON.stringify({
      'island/main.tsx': { file: 'assets/booking-1.js', css: ['assets/booking-1.css'], isEntry: true },
      '../i18n/guest/en.ts': { file: 'assets/en-1.js' },
      '../i18n/guest/vi.ts': { file: 'assets/vi-1.js' },
    }),
  );
  await put('guest/assets/booking-1.js', script);
  await put(
    'guest/server.js',
    `export const createGuestApp = (deps) => ({
      fetch: async (request, env) => {
        const inner = await deps.api(new Request('http://localhost/api/ping'), env);
        return Response.json({ path: new URL(request.url).pathname, ...deps.assets, api: await inner.text() });
      },
    });`,
  );
  app.get('/api/ping', (c) => c.text(c.env?.incoming?.url ?? 'pong'));
  await mountWeb(app, dist, { publicUrl: 'http://localhost', now: () => 0 });
});
afterAll(() => rm(dist, { recursive: true, force: true }));

describe('the host app', () => {
  it('keeps hashed assets for ever, packed by the build', async () => {
    const answer = await app.request('/app/assets/main-abc.js', { headers: { 'Accept-Encoding': 'br' } });
    expect(answer.headers.get('cache-control')).toContain('immutable');
    expect(answer.headers.get('content-type')).toContain('javascript');
    expect(brotliDecompressSync(await answer.arrayBuffer()).toString()).toBe(script);
    const etag = answer.headers.get('etag') ?? '';
    expect(
      (await app.request('/app/assets/main-abc.js', { headers: { 'If-None-Match': etag } })).status,
    ).toBe(304);
  });

  it('answers every other address below /app with its page, never kept and with its policy', async () => {
    for (const path of ['/app', '/app/', '/app/bookings/bkg_1']) {
      const answer = await app.request(path);
      expect(await answer.text()).toContain('<title>host</title>');
      expect(answer.headers.get('cache-control')).toBe('no-cache');
      expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'");
    }
  });

  it('is where the site begins', async () => {
    expect((await app.request('/')).headers.get('location')).toBe('/app');
  });

  it('serves nothing but what was built for it', async () => {
    expect((await app.request('/app/assets/missing.js')).status).toBe(404);
    expect((await app.request('/app/assets/main-abc.js.map')).status).toBe(404);
    expect((await app.request('/app/assets/main-abc.js.br')).status).toBe(404);
    for (const path of [
      '/app/../secret.txt',
      '/app/%2e%2e/secret.txt',
      '/app/..%2fsecret.txt',
      '/app/.vite/manifest.json',
    ]) {
      expect(await (await app.request(path)).text()).not.toContain('outside of both apps');
    }
  });
});

describe('the guest pages', () => {
  it('get their asset addresses and reach the API in this process with the server’s own environment', async () => {
    const env = { incoming: { url: 'from the socket' } };
    const answer = await app.request('/linh/intro-call', {}, env);
    expect(await answer.json()).toEqual({
      path: '/linh/intro-call',
      script: '/_guest/assets/booking-1.js',
      styles: '/_guest/assets/booking-1.css',
      texts: { en: '/_guest/assets/en-1.js', vi: '/_guest/assets/vi-1.js' },
      api: 'from the socket',
    });
    expect((await app.request('/_guest/assets/booking-1.js')).headers.get('cache-control')).toContain(
      'immutable',
    );
  });

  it('belong to every other name, one that begins like ours included, however deep the address', async () => {
    for (const path of ['/apple', '/problems-solved/call', '/metrics.jane', '/a/b/c/d/e'])
      expect(await (await app.request(path)).json()).toMatchObject({ path });
  });

  it('are found with what mail programs and people put around their address, and never lead to another site', async () => {
    for (const [path, target] of [
      ['/linh/intro-call.', '/linh/intro-call'],
      ['/linh/intro-call,?lang=vi', '/linh/intro-call?lang=vi'],
      ['/linh/intro-call).', '/linh/intro-call'],
      ['/linh/intro-call%3E', '/linh/intro-call'],
      ['/linh/intro-call%E2%80%9D', '/linh/intro-call'],
      ['/linh/intro-call%20', '/linh/intro-call'],
      ['/b/abc.def_-!', '/b/abc.def_-'],
      ['//linh/intro-call', '/linh/intro-call'],
      ['///linh//intro-call', '/linh/intro-call'],
      ['/linh.', '/linh'],
      ['//./evil.example/%2e', '/evil.example'],
      ['/linh/', '/linh'],
      ['/linh/intro-call//?lang=vi', '/linh/intro-call?lang=vi'],
      ['//evil.example/', '/evil.example'],
    ] as const) {
      const answer = await app.request(`http://localhost${path}`);
      expect([answer.status, answer.headers.get('location')]).toEqual([301, target]);
    }
  });

  it('take no address that belongs to the API, the documentation or operations', async () => {
    for (const path of [
      '/api/nothing',
      '/health/nothing',
      '/problems/nothing',
      '/metrics',
      '/_guest/server.js',
    ]) {
      expect((await app.request(path)).status).toBe(404);
    }
  });
});

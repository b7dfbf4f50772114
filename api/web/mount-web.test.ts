import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWebBuild, type WebBuild } from '#api/testing/web-build.ts';
import type { AppEnv } from '#api/variables.ts';
import type { WebAsset } from '#services/web-asset.ts';
import { mountWeb } from './mount-web.ts';

let folder = '';
const app = new Hono<AppEnv>();
const [mine, other] = [makeWebBuild('mine'), makeWebBuild('other')];
const kept: WebAsset[] = [];

const nameOf = ({ page }: WebBuild): string => page.slice(1);
/** Kept of another build. */
const otherAsset: WebAsset = {
  name: nameOf(other),
  contentType: 'application/javascript; charset=utf-8',
  etag: '"other"',
  plain: new TextEncoder().encode(other.script),
  br: null,
  gzip: null,
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'everslot-web-'));
  const dist = join(folder, 'web');
  await mine.writeTo(join(folder, 'mine'));
  await symlink('mine', dist);
  await writeFile(join(folder, 'mine', 'secret.txt'), 'outside of both apps');
  app.get('/api/ping', (c) => c.text(c.env?.incoming?.url ?? 'pong'));
  await mountWeb(app, dist, {
    publicUrl: 'http://localhost',
    now: () => 0,
    kept: {
      keep: async (assets) => void kept.push(...assets),
      find: async (name) => (name === otherAsset.name ? otherAsset : null),
    },
  });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the host app', () => {
  it('keeps hashed assets for ever, packed by the build', async () => {
    const answer = await app.request(mine.page, { headers: { 'Accept-Encoding': 'br' } });
    expect(answer.headers.get('cache-control')).toContain('immutable');
    expect(answer.headers.get('content-type')).toContain('javascript');
    expect(brotliDecompressSync(await answer.arrayBuffer()).toString()).toBe(mine.script);
    const etag = answer.headers.get('etag') ?? '';
    expect((await app.request(mine.page, { headers: { 'If-None-Match': etag } })).status).toBe(304);
  });

  it('answers every other address below /app with its page, never kept and with its policy', async () => {
    for (const path of ['/app', '/app/', '/app/bookings/bkg_1']) {
      const answer = await app.request(path);
      expect(await answer.text()).toContain('<title>host</title>');
      expect(answer.headers.get('cache-control')).toBe('no-cache');
      expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'");
    }
  });

  it('has the assets of other builds as well, and keeps its own for them', async () => {
    const answer = await app.request(other.page, { headers: { 'Accept-Encoding': 'br' } });
    expect(await answer.text()).toBe(other.script);
    expect(answer.headers.get('etag')).toBe('"other"');
    expect(answer.headers.get('cache-control')).toContain('immutable');
    expect(kept.map(({ name }) => name)).toEqual([mine.page, mine.guestScript].map((path) => path.slice(1)));
  });

  it('is where the site begins', async () => {
    expect((await app.request('/')).headers.get('location')).toBe('/app');
  });

  it('serves nothing but what was built for it', async () => {
    expect((await app.request('/app/assets/missing.js')).status).toBe(404);
    expect((await app.request(`${mine.page}.map`)).status).toBe(404);
    expect((await app.request(`${mine.page}.br`)).status).toBe(404);
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
      script: mine.guestScript,
      styles: mine.guestScript.replace(/js$/, 'css'),
      waiting: mine.guestScript.replace('booking', 'waiting'),
      texts: {
        en: mine.guestScript.replace('booking', 'en'),
        vi: mine.guestScript.replace('booking', 'vi'),
      },
      api: 'from the socket',
    });
    expect((await app.request(mine.guestScript)).headers.get('cache-control')).toContain('immutable');
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

import { describe, expect, it } from 'vitest';
import { createApi } from './client.ts';
import { unreachable } from './failure.ts';

const base = 'https://api.example';

const answering = (answer: Response) => {
  const seen: Request[] = [];
  const api = createApi(
    async (request) => {
      seen.push(request);
      return answer;
    },
    base,
    { 'x-request-id': 'req_1' },
  );
  return { api, seen };
};

const json = (body: unknown, init: ResponseInit = {}): Response => Response.json(body, init);

describe('the client of the API', () => {
  it('fills path and query, leaves out what is undefined, and sends headers and body as the contract has them', async () => {
    const { api, seen } = answering(json({ url: 'x' }));
    await api.get('/api/v1/public/links/{username}/{slug}', {
      params: { path: { username: 'a b', slug: '../x' } },
    });
    await api.get('/api/v1/bookings', { params: { query: { view: 'past', limit: 25 } } });
    await api.patch('/api/v1/links/{linkId}', {
      params: { path: { linkId: 'lnk_1' }, header: { 'If-Match': '"3"' } },
      body: { isActive: false },
    });
    expect(seen.map(({ method, url }) => `${method} ${url.replace(base, '')}`)).toEqual([
      'GET /api/v1/public/links/a%20b/..%2Fx',
      'GET /api/v1/bookings?view=past&limit=25',
      'PATCH /api/v1/links/lnk_1',
    ]);
    const patch = seen[2];
    expect([patch?.headers.get('if-match'), patch?.headers.get('x-request-id')]).toEqual(['"3"', 'req_1']);
    expect(patch?.headers.get('content-type')).toBe('application/json');
    expect(await patch?.json()).toEqual({ isActive: false });
  });

  it('answers with body and headers, and with nothing where there is none', async () => {
    const found = await answering(json({ id: 'me' }, { headers: { etag: '"3"' } })).api.get('/api/v1/me', {});
    expect(found).toMatchObject({ ok: true, data: { id: 'me' } });
    expect(found.ok && found.headers.get('etag')).toBe('"3"');
    const gone = await answering(new Response(null, { status: 204 })).api.delete('/api/v1/links/{linkId}', {
      params: { path: { linkId: 'lnk_1' } },
    });
    expect(gone).toMatchObject({ ok: true, data: undefined });
  });

  it('takes a page of HTML for a failure, whatever its status', async () => {
    for (const status of [200, 502]) {
      const page = new Response('<html>', { status, headers: { 'content-type': 'text/html' } });
      expect((await answering(page).api.get('/api/v1/me', {})).ok).toBe(false);
    }
  });

  it('never throws: no connection, a broken body and a request given up are the failure `unreachable`', async () => {
    const broken = new Response('{', { headers: { 'content-type': 'application/json' } });
    const offline = createApi(() => Promise.reject(new TypeError('Failed to fetch')), base);
    const stopped = createApi(async (request) => {
      request.signal.throwIfAborted();
      return json({});
    }, base);
    for (const outcome of [
      await offline.get('/api/v1/me', {}),
      await stopped.get('/api/v1/me', { signal: AbortSignal.abort() }),
      await answering(broken).api.get('/api/v1/me', {}),
    ])
      expect(outcome).toEqual({ ok: false, failure: unreachable });
  });
});

import { expect, it } from 'vitest';
import { type Api, createApi } from '#web/api/client.ts';
import { confirmBy, confirming } from './confirming.ts';

/** An API that asks for a fresh sign-in until there is one. */
const apiThatAsks = (): { api: Api; calls: string[]; refresh: () => void } => {
  let isFresh = false;
  const calls: string[] = [];
  const api = createApi(async (request) => {
    calls.push(request.method);
    return isFresh ? Response.json({}) : Response.json({ code: 'fresh_sign_in_required' }, { status: 403 });
  }, 'http://localhost');
  return {
    api: confirming(api),
    calls,
    refresh: () => {
      isFresh = true;
    },
  };
};

it('what needs a fresh sign-in is sent again once the host has confirmed theirs', async () => {
  const { api, calls, refresh } = apiThatAsks();
  const stop = confirmBy(async () => {
    refresh();
    return true;
  });
  expect(await api.delete('/api/v1/me/sign-ins', {})).toMatchObject({ ok: true });
  expect(calls).toEqual(['DELETE', 'DELETE']);
  stop();
});

it('a host who does not confirm hears why nothing was done, and so does one whom nobody asks', async () => {
  const { api, calls } = apiThatAsks();
  const stop = confirmBy(async () => false);
  const refused = { ok: false, failure: { code: 'fresh_sign_in_required' } };
  expect(await api.delete('/api/v1/me/sign-ins', {})).toMatchObject(refused);
  stop();
  expect(await api.delete('/api/v1/me/sign-ins', {})).toMatchObject(refused);
  expect(calls).toHaveLength(2);
});

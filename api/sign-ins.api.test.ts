import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sessions } from '#db/schema/auth.ts';
import { notifications } from '#db/schema/notification.ts';
import { withTenant } from '#db/tenant.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { expectProblem } from './testing/battery.ts';
import { type Api, openApi, password, publicUrl, type SignedIn, send } from './testing/harness.ts';

let api: Api;
beforeAll(async () => {
  api = await openApi({ databaseUrls: testDatabase(), hosts: 4, env: { TRUST_PROXY_HOPS: '1' } });
});
afterAll(() => api.close());

const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';
const dayMs = 24 * 60 * 60_000;

const login = (index: number): SignedIn => {
  const found = api.logins[index];
  if (found === undefined) throw new Error('nobody has signed in');
  return found;
};

const enter = async (index: number, headers: Record<string, string> = {}) => {
  const { email } = login(index);
  const answer = await send(api, 'POST', '/api/auth/sign-in/email', {
    body: { email, password },
    headers: { 'User-Agent': firefox, 'X-Forwarded-For': '203.0.113.77', ...headers },
  });
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
  const token = answer.headers.get('set-auth-token') ?? '';
  return { as: { email, token, cookie: '' }, cookies };
};

type Listed = { id: string; isCurrent: boolean; lastSeenAt: string };
const list = async (as: SignedIn, query = ''): Promise<{ items: Listed[]; nextCursor: string | null }> =>
  (await send(api, 'GET', `/api/v1/me/sign-ins${query}`, { as })).json() as Promise<{
    items: Listed[];
    nextCursor: string | null;
  }>;
const isSignedIn = async (as: SignedIn): Promise<boolean> =>
  (await send(api, 'GET', '/api/v1/me', { as })).status === 200;
const rowOf = ({ token }: SignedIn) => eq(sessions.token, token.split('.')[0] ?? '');

describe('the list of sign-ins', () => {
  it('names device, network and times of each and never a whole address, and says which one asks', async () => {
    const { as } = await enter(0);
    const { items } = await list(as);
    expect(items).toHaveLength(2);
    expect(items[0]).toMatchObject({
      browser: 'Firefox',
      system: 'Windows',
      addressPrefix: '203.0.113',
      isCurrent: true,
    });
    expect(items[1]).toMatchObject({ browser: null, isCurrent: false });
    expect(JSON.stringify(items)).not.toContain('203.0.113.77');
    const rows = await api.deps.authDb.select().from(sessions).where(rowOf(as));
    expect(JSON.stringify(rows)).not.toContain('203.0.113.77');
  });

  it('is paged, the newest first', async () => {
    const { as } = await enter(1);
    const first = await list(as, '?limit=1');
    expect(first.items).toMatchObject([{ isCurrent: true }]);
    const second = await list(as, `?limit=1&cursor=${first.nextCursor}`);
    expect(second.items).toMatchObject([{ isCurrent: false }]);
    expect(second.nextCursor).toBeNull();
  });

  it('says when one was last seen, which is written once in five minutes at most', async () => {
    const { as } = await enter(1);
    const seen = async (): Promise<string> => (await list(as)).items[0]?.lastSeenAt ?? '';
    const atFirst = await seen();
    expect(await seen()).toBe(atFirst);
    await api.deps.authDb
      .update(sessions)
      .set({ lastSeenAt: new Date(Date.now() - 6 * 60_000) })
      .where(rowOf(as));
    expect(new Date(await seen()).getTime()).toBeGreaterThanOrEqual(new Date(atFirst).getTime());
  });

  it('lets one be ended, from the next request on and with its event stream', async () => {
    const [{ as: mine }, { as: other }] = [await enter(2), await enter(2)];
    const stream = await send(api, 'GET', '/api/v1/stream', { as: other });
    const id = (await list(other)).items[0]?.id ?? '';
    expect((await send(api, 'DELETE', `/api/v1/me/sign-ins/${id}`, { as: mine })).status).toBe(204);
    expect(await isSignedIn(other)).toBe(false);
    await stream.text();
    const again = await send(api, 'DELETE', `/api/v1/me/sign-ins/${id}`, { as: mine });
    await expectProblem(again, 'not_found');
    expect(await isSignedIn(mine)).toBe(true);
  });

  it('lets all others be ended at once, and those of nobody else', async () => {
    const [{ as: mine }, { as: other }, { as: neighbour }] = [await enter(2), await enter(2), await enter(3)];
    expect((await send(api, 'DELETE', '/api/v1/me/sign-ins', { as: mine })).status).toBe(204);
    expect([await isSignedIn(mine), await isSignedIn(other), await isSignedIn(login(2))]).toEqual([
      true,
      false,
      false,
    ]);
    expect(await isSignedIn(neighbour)).toBe(true);
    expect((await list(mine)).items).toHaveLength(1);
  });
});

describe('a sign-in', () => {
  it('ends after seven idle days, slides while it is used, and ends after thirty days whatever happens', async () => {
    const { as } = await enter(3);
    const set = (values: Partial<typeof sessions.$inferInsert>) =>
      api.deps.authDb.update(sessions).set(values).where(rowOf(as));
    const expiresIn = async (): Promise<number> => {
      const [row] = await api.deps.authDb.select().from(sessions).where(rowOf(as));
      return Math.round(((row?.expiresAt.getTime() ?? 0) - Date.now()) / dayMs);
    };
    expect(await expiresIn()).toBe(7);
    await set({ expiresAt: new Date(Date.now() + 2 * dayMs), updatedAt: new Date(Date.now() - 5 * dayMs) });
    expect(await isSignedIn(as)).toBe(true);
    expect(await expiresIn()).toBe(7);
    await set({ createdAt: new Date(Date.now() - 30 * dayMs - 1_000) });
    expect(await isSignedIn(as)).toBe(false);
    await set({ createdAt: new Date(), expiresAt: new Date(Date.now() - 1_000) });
    expect(await isSignedIn(as)).toBe(false);
  });

  it('from a device that was not used before is told to its owner, once, and no other is', async () => {
    const personId = api.tenant.hosts[0]?.personId ?? '';
    const told = () =>
      withTenant(api.db, api.tenant.tenantId, (tx) =>
        tx
          .select({ details: notifications.details })
          .from(notifications)
          .where(and(eq(notifications.subjectId, personId), eq(notifications.template, 'new_sign_in'))),
      );
    const before = (await told()).length;
    const { cookies } = await enter(0);
    const after = await told();
    expect(after).toHaveLength(before + 1);
    expect(after.at(-1)?.details).toEqual({
      browser: 'Firefox',
      system: 'Windows',
      addressPrefix: '203.0.113',
    });
    const device = cookies.find((cookie) => cookie.startsWith('everslot.device')) ?? '';
    await enter(0, { Cookie: device, Origin: publicUrl });
    expect(await told()).toHaveLength(before + 1);
  });
});

describe('confirming a sign-in', () => {
  const confirm = (as: SignedIn | undefined, body: unknown) =>
    send(api, 'POST', '/api/auth/confirm', { as, body });

  it('takes the password of whoever is signed in, and nobody else', async () => {
    const { as } = await enter(3);
    await expectProblem(await confirm(undefined, { password }), 'unauthenticated');
    const wrong = await expectProblem(await confirm(as, { password: 'not this one' }), 'invalid_request');
    expect(wrong.errors).toEqual([{ pointer: '/password', message: 'is wrong' }]);
    await api.deps.authDb
      .update(sessions)
      .set({ confirmedAt: new Date(0) })
      .where(rowOf(as));
    expect((await confirm(as, { password })).status).toBe(200);
    const [row] = await api.deps.authDb.select().from(sessions).where(rowOf(as));
    expect(row?.confirmedAt?.getTime()).toBeGreaterThan(Date.now() - 60_000);
  });
});

import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditLog } from '#db/schema/audit.ts';
import { members } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink } from '#db/testing/tenant.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { expectProblem } from './testing/battery.ts';
import { type Api, firstLogin, openApi, type SignedIn, send } from './testing/harness.ts';

let api: Api;
beforeAll(async () => {
  api = await openApi({ databaseUrls: testDatabase(), hosts: 3 });
});
afterAll(() => api.close());

const login = (index: number): SignedIn => {
  const found = api.logins[index];
  if (found === undefined) throw new Error('nobody has signed in');
  return found;
};
const owner = (): SignedIn => firstLogin(api);
const host = (): SignedIn => login(1);

type Body = Record<string, unknown>;
const bodyOf = async (answer: Response): Promise<Body> => (await answer.json()) as Body;

const create = (path: string, body: unknown, as: SignedIn, key: string = randomUUID()) =>
  send(api, 'POST', `/api/v1${path}`, { as, body, headers: { 'Idempotency-Key': key } });

const linkBody = (extra: Body = {}) => ({
  slug: `s-${randomUUID()}`,
  title: 'Một cuộc gọi',
  durationsMinutes: [30],
  ...extra,
});
const makeLink = async (as: SignedIn, extra: Body = {}): Promise<Body> => {
  const answer = await create('/links', linkBody(extra), as);
  expect(answer.status).toBe(201);
  return bodyOf(answer);
};

const scheduleBody = (extra: Body = {}) => ({
  name: 'Evenings',
  timeZone: 'Asia/Ho_Chi_Minh',
  weekly: [{ weekday: 1, startMinute: 1080, endMinute: 1440 }],
  ...extra,
});
const makeSchedule = async (as: SignedIn, extra: Body = {}): Promise<Body> => {
  const answer = await create('/schedules', scheduleBody(extra), as);
  expect(answer.status).toBe(201);
  return bodyOf(answer);
};

const auditOf = async (targetId: string): Promise<string[]> =>
  withTenant(api.db, api.tenant.tenantId, async (tx) => {
    const rows = await tx.select().from(auditLog).where(eq(auditLog.targetId, targetId)).orderBy(auditLog.id);
    return rows.map((row) => row.action);
  });

const pointersOf = async (answer: Response): Promise<string[]> =>
  ((await expectProblem(answer, 'invalid_request')).errors ?? []).map((error) => error.pointer);

describe('links', () => {
  it('are created with their defaults, read, changed and archived, each write audited', async () => {
    const link = await makeLink(host());
    expect(link).toMatchObject({
      noticeMinutes: 60,
      reminderMinutes: [1440, 60],
      isActive: true,
      version: 1,
      bookingCount: 0,
    });
    expect(link['hostIds']).toEqual([link['ownerId']]);
    const path = `/api/v1/links/${String(link['id'])}`;
    const read = await send(api, 'GET', path, { as: host() });
    const changed = await send(api, 'PATCH', path, {
      as: host(),
      body: { title: 'Another', location: { kind: 'phone', value: '+84 28 1234' } },
      headers: { 'If-Match': read.headers.get('etag') ?? '' },
    });
    expect(changed.status).toBe(200);
    expect(await changed.clone().json()).toMatchObject({
      title: 'Another',
      version: 2,
      durationsMinutes: [30],
    });
    expect((await send(api, 'DELETE', path, { as: host() })).status).toBe(204);
    await expectProblem(await send(api, 'GET', path, { as: host() }), 'not_found');
    await expectProblem(await send(api, 'DELETE', path, { as: host() }), 'not_found');
    expect(await auditOf(String(link['id']))).toEqual(['link.create', 'link.update', 'link.delete']);
  });

  it('have one address each; an archived one gives its address back', async () => {
    const slug = `s-${randomUUID()}`;
    const first = await makeLink(host(), { slug });
    const problem = await expectProblem(await create('/links', linkBody({ slug }), host()), 'slug_taken');
    expect(problem.errors?.[0]?.pointer).toBe('/slug');
    expect((await makeLink(owner(), { slug }))['slug']).toBe(slug);
    await send(api, 'DELETE', `/api/v1/links/${String(first['id'])}`, { as: host() });
    expect((await makeLink(host(), { slug }))['slug']).toBe(slug);
  });

  it('belong to their owner: other hosts do not see them, admins do', async () => {
    const link = await makeLink(host());
    const path = `/api/v1/links/${String(link['id'])}`;
    await expectProblem(await send(api, 'GET', path, { as: login(2) }), 'not_found');
    await expectProblem(await send(api, 'DELETE', path, { as: login(2) }), 'not_found');
    expect((await send(api, 'GET', path, { as: owner() })).status).toBe(200);
    const mine = await bodyOf(await send(api, 'GET', '/api/v1/links?limit=100', { as: owner() }));
    expect(JSON.stringify(mine)).not.toContain(String(link['id']));
  });

  it('are changed only by who has seen their current version', async () => {
    const link = await makeLink(host());
    const path = `/api/v1/links/${String(link['id'])}`;
    const patch = (ifMatch: string | undefined, title: string) =>
      send(api, 'PATCH', path, {
        as: host(),
        body: { title },
        headers: ifMatch === undefined ? {} : { 'If-Match': ifMatch },
      });
    await expectProblem(await patch(undefined, 'A'), 'precondition_required');
    expect((await patch('"1"', 'B')).status).toBe(200);
    await expectProblem(await patch('"1"', 'C'), 'precondition_failed');
    await expectProblem(await patch('"nonsense"', 'D'), 'precondition_failed');
    expect((await patch('*', 'E')).status).toBe(200);
  });

  it('of two changes of the same version exactly one wins', async () => {
    const link = await makeLink(host());
    const path = `/api/v1/links/${String(link['id'])}`;
    const answers = await Promise.all(
      ['A', 'B', 'C', 'D'].map((title) =>
        send(api, 'PATCH', path, { as: host(), body: { title }, headers: { 'If-Match': '"1"' } }),
      ),
    );
    expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([200, 412, 412, 412]);
  });

  it('name every field that contradicts another or points nowhere', async () => {
    const strangerSchedule = api.stranger.hosts[0]?.scheduleId;
    const pointers = await pointersOf(
      await create(
        '/links',
        linkBody({
          kind: 'collective',
          hostIds: [api.stranger.hosts[0]?.id],
          scheduleId: strangerSchedule,
          bookingWindow: { kind: 'range', from: '2026-12-10', to: '2026-12-01' },
          limits: [
            { period: 'day', count: 1 },
            { period: 'day', count: 2 },
          ],
          questions: [
            { id: 'a', label: 'A', kind: 'choice' },
            { id: 'a', label: 'B', kind: 'text' },
          ],
        }),
        host(),
      ),
    );
    expect(pointers.toSorted()).toEqual(
      [
        '/bookingWindow/to',
        '/hostIds/0',
        '/limits/1/period',
        '/questions/0/choices',
        '/questions/1/id',
        '/scheduleId',
      ].toSorted(),
    );
    expect(
      await pointersOf(
        await create(
          '/links',
          linkBody({ location: { kind: 'custom_url', value: 'javascript:alert(1)' } }),
          host(),
        ),
      ),
    ).toEqual(['/location/value']);
  });

  it('keep the owner first among the hosts of a collective link', async () => {
    const ids = api.tenant.hosts.map((each) => each.id);
    const link = await makeLink(host(), { kind: 'collective', hostIds: [ids[2], ids[1]] });
    expect(link['hostIds']).toEqual([ids[1], ids[2]]);
    const back = await send(api, 'PATCH', `/api/v1/links/${String(link['id'])}`, {
      as: host(),
      body: { kind: 'one_to_one' },
      headers: { 'If-Match': '*' },
    });
    expect((await bodyOf(back))['hostIds']).toEqual([ids[1]]);
  });
});

describe('idempotency', () => {
  it('answers a repeat with the first answer, and creates once', async () => {
    const key = randomUUID();
    const body = linkBody();
    const first = await bodyOf(await create('/links', body, host(), key));
    const again = await create('/links', body, host(), key);
    expect(again.status).toBe(201);
    expect(await bodyOf(again)).toEqual(first);
  });

  it('refuses the same key for another request, names the header, and keeps callers apart', async () => {
    const key = randomUUID();
    await create('/links', linkBody(), host(), key);
    const problem = await expectProblem(
      await create('/links', linkBody(), host(), key),
      'idempotency_key_reused',
    );
    expect(problem.errors?.[0]?.pointer).toBe('#header/Idempotency-Key');
    expect((await create('/links', linkBody(), owner(), key)).status).toBe(201);
  });

  it('lets a refused request be repeated with the same key once it is right', async () => {
    const key = randomUUID();
    const body = linkBody();
    const taken = await makeLink(host(), { slug: body.slug });
    await expectProblem(await create('/links', body, host(), key), 'slug_taken');
    await send(api, 'DELETE', `/api/v1/links/${String(taken['id'])}`, { as: host() });
    expect((await create('/links', body, host(), key)).status).toBe(201);
  });

  it('creates one of many at once, and everybody gets the same', async () => {
    const key = randomUUID();
    const body = linkBody();
    const answers = await Promise.all(Array.from({ length: 6 }, () => create('/links', body, host(), key)));
    expect(answers.map((answer) => answer.status)).toEqual([201, 201, 201, 201, 201, 201]);
    const ids = await Promise.all(answers.map(async (answer) => (await bodyOf(answer))['id']));
    expect(new Set(ids).size).toBe(1);
  });
});

describe('schedules', () => {
  it('are created, replaced with their overrides, and deleted', async () => {
    const schedule = await makeSchedule(host(), { overrides: [{ date: '2026-12-25', ranges: [] }] });
    const path = `/api/v1/schedules/${String(schedule['id'])}`;
    const replaced = await send(api, 'PUT', path, {
      as: host(),
      body: scheduleBody({
        overrides: [{ date: '2027-01-01', ranges: [{ startMinute: 0, endMinute: 60 }], title: 'Tết dương' }],
      }),
      headers: { 'If-Match': '"1"' },
    });
    expect(await bodyOf(replaced)).toMatchObject({
      version: 2,
      overrides: [{ date: '2027-01-01', title: 'Tết dương' }],
    });
    await expectProblem(
      await send(api, 'PUT', path, { as: host(), body: scheduleBody(), headers: { 'If-Match': '"1"' } }),
      'precondition_failed',
    );
    expect((await send(api, 'DELETE', path, { as: host() })).status).toBe(204);
    await expectProblem(await send(api, 'GET', path, { as: host() }), 'not_found');
    expect(await auditOf(String(schedule['id']))).toEqual([
      'schedule.create',
      'schedule.replace',
      'schedule.delete',
    ]);
  });

  it('name the block that overlaps another, a repeated date and a reversed validity', async () => {
    const pointers = await pointersOf(
      await create(
        '/schedules',
        scheduleBody({
          weekly: [
            { weekday: 2, startMinute: 540, endMinute: 720 },
            { weekday: 2, startMinute: 700, endMinute: 800 },
          ],
          overrides: [
            { date: '2026-12-25', ranges: [] },
            { date: '2026-12-25', ranges: [] },
          ],
          validFrom: '2027-01-02',
          validUntil: '2027-01-01',
        }),
        host(),
      ),
    );
    expect(pointers).toEqual(['/weekly/1', '/overrides/1/date', '/validUntil']);
  });

  it('stay while a link uses them or while they are the default', async () => {
    const schedule = await makeSchedule(host());
    const link = await makeLink(host(), { scheduleId: schedule['id'] });
    const path = `/api/v1/schedules/${String(schedule['id'])}`;
    await expectProblem(await send(api, 'DELETE', path, { as: host() }), 'in_use');
    await send(api, 'DELETE', `/api/v1/links/${String(link['id'])}`, { as: host() });
    expect((await send(api, 'DELETE', path, { as: host() })).status).toBe(204);
    const standard = await makeSchedule(host(), { isDefault: true });
    await expectProblem(
      await send(api, 'DELETE', `/api/v1/schedules/${String(standard['id'])}`, { as: host() }),
      'in_use',
    );
  });

  it('have one default a member', async () => {
    const first = await makeSchedule(login(2), { isDefault: true });
    await makeSchedule(login(2), { isDefault: true });
    const again = await bodyOf(
      await send(api, 'GET', `/api/v1/schedules/${String(first['id'])}`, { as: login(2) }),
    );
    expect(again['isDefault']).toBe(false);
  });
});

describe('members', () => {
  it('who may only look are refused every write', async () => {
    const id = api.tenant.hosts[2]?.id ?? '';
    const setRole = (role: 'viewer' | 'host') =>
      withTenant(api.db, api.tenant.tenantId, (tx) =>
        tx.update(members).set({ role }).where(eq(members.id, id)),
      );
    await setRole('viewer');
    expect((await send(api, 'GET', '/api/v1/links', { as: login(2) })).status).toBe(200);
    await expectProblem(await create('/links', linkBody(), login(2)), 'forbidden');
    await expectProblem(await create('/schedules', scheduleBody(), login(2)), 'forbidden');
    await setRole('host');
  });

  it('whose membership has ended are signed out of everything', async () => {
    const id = api.tenant.hosts[2]?.id ?? '';
    const setActive = (isActive: boolean) =>
      withTenant(api.db, api.tenant.tenantId, (tx) =>
        tx.update(members).set({ isActive }).where(eq(members.id, id)),
      );
    await setActive(false);
    await expectProblem(await send(api, 'GET', '/api/v1/me', { as: login(2) }), 'unauthenticated');
    await setActive(true);
    expect((await send(api, 'GET', '/api/v1/me', { as: login(2) })).status).toBe(200);
  });
});

describe('lists', () => {
  const walk = async (path: string, as: SignedIn, limit: number): Promise<string[]> => {
    const ids: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const query: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const page = await bodyOf(await send(api, 'GET', `${path}?limit=${limit}${query}`, { as }));
      const items = page['items'] as { id: string }[];
      expect(items.length).toBeLessThanOrEqual(limit);
      ids.push(...items.map((item) => item.id));
      cursor = page['nextCursor'] as string | null;
    }
    return ids;
  };

  it('are walked page by page without a gap or a repeat', async () => {
    for (let i = 0; i < 5; i += 1) await makeLink(login(2));
    const ids = await walk('/api/v1/links', login(2), 2);
    expect(ids).toHaveLength(5);
    expect(new Set(ids).size).toBe(5);
    expect(await walk('/api/v1/links', login(2), 5)).toEqual(ids);
    expect(await walk('/api/v1/members', owner(), 1)).toHaveLength(3);
  });

  it('refuse a cursor that is not one of ours', async () => {
    for (const path of ['links', 'schedules', 'members', 'bookings']) {
      const problem = await expectProblem(
        await send(api, 'GET', `/api/v1/${path}?cursor=abc`, { as: host() }),
        'invalid_request',
      );
      expect(problem.errors?.[0]?.pointer).toBe('#query/cursor');
    }
  });

  it('take the same number of statements however much they list', async () => {
    const countOf = async (path: string, as: SignedIn): Promise<number> =>
      Number((await send(api, 'GET', path, { as })).headers.get('x-statement-count'));
    const before = await countOf('/api/v1/links?limit=100', host());
    for (let i = 0; i < 4; i += 1) await makeLink(host());
    expect(await countOf('/api/v1/links?limit=100', host())).toBe(before);
    const schedules = await countOf('/api/v1/schedules', host());
    await makeSchedule(host(), { overrides: [{ date: '2026-12-25', ranges: [] }] });
    expect(await countOf('/api/v1/schedules', host())).toBe(schedules);
  });
});

describe('slots', () => {
  it('take the same number of statements however many hosts a link has', async () => {
    const hosts = api.tenant.hosts;
    const alone = await createTestLink(api.db, api.tenant, { hosts: hosts.slice(0, 1) });
    const three = await createTestLink(api.db, api.tenant, { hosts });
    const countOf = async (slug: string): Promise<number> => {
      const path = `/api/v1/public/links/${hosts[0]?.username ?? ''}/${slug}/slots?from=2026-12-01&to=2026-12-31&timeZone=UTC`;
      await send(api, 'GET', path);
      return Number((await send(api, 'GET', path)).headers.get('x-statement-count'));
    };
    const single = await countOf(alone.slug);
    expect(single).toBeGreaterThan(0);
    expect(await countOf(three.slug)).toBe(single);
  });
});

describe('the explanation of a time', () => {
  it('refuses years no clock can be read in', async () => {
    const { id } = await createTestLink(api.db, api.tenant, {});
    for (const start of ['0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z']) {
      const path = `/api/v1/links/${id}/explain?start=${start}`;
      const problem = await expectProblem(
        await send(api, 'GET', path, { as: firstLogin(api) }),
        'invalid_request',
      );
      expect(problem.errors?.[0]?.pointer).toBe('#query/start');
    }
  });
});

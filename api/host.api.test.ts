import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditLog } from '#db/schema/audit.ts';
import { members } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink } from '#db/testing/tenant.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { bookAsGuest } from '#services/booking/testing/requests.ts';
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

/** The third host agrees to host a link that somebody has named them for. */
const agreeToHost = async (link: Body): Promise<void> => {
  const list = await bodyOf(await send(api, 'GET', '/api/v1/host-requests?limit=100', { as: login(2) }));
  const request = (list['items'] as { id: string; link: { id: string } }[]).find(
    (item) => item.link.id === link['id'],
  );
  const answer = await send(api, 'PUT', `/api/v1/host-requests/${request?.id ?? ''}/answer`, {
    as: login(2),
    body: { answer: 'accept' },
  });
  expect(answer.status).toBe(200);
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
  it('are created with their defaults, read, changed and deleted, each write audited', async () => {
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
    const at = (action: string) => `/api/v1/links/${String(first['id'])}/${action}`;
    const problem = await expectProblem(await create('/links', linkBody({ slug }), host()), 'slug_taken');
    expect(problem.errors?.[0]?.pointer).toBe('/slug');
    expect((await makeLink(owner(), { slug }))['slug']).toBe(slug);
    await send(api, 'POST', at('archive'), { as: host(), body: {} });
    expect((await makeLink(host(), { slug }))['slug']).toBe(slug);
    await expectProblem(await send(api, 'POST', at('restore'), { as: host(), body: {} }), 'slug_taken');
  });

  it('belong to their owner: co-hosts see them marked as such, while they are live, and change nothing', async () => {
    const other = api.tenant.hosts[2]?.id ?? '';
    const link = await makeLink(host(), { kind: 'collective', hostIds: [other] });
    await agreeToHost(link);
    const path = `/api/v1/links/${String(link['id'])}`;
    const listed = async (query = ''): Promise<Body[]> => {
      const list = await bodyOf(await send(api, 'GET', `/api/v1/links?limit=100${query}`, { as: login(2) }));
      return (list['items'] as Body[]).filter(({ id }) => id === link['id']);
    };
    expect(await listed()).toMatchObject([{ canEdit: false, ownerId: link['ownerId'], ownerName: 'Host 1' }]);
    expect(await bodyOf(await send(api, 'GET', path, { as: login(2) }))).toMatchObject({ canEdit: false });
    expect(link).toMatchObject({ canEdit: true });
    for (const [method, to, body] of [
      ['PATCH', path, { title: 'Mine now' }],
      ['POST', `${path}/archive`, {}],
      ['POST', `${path}/restore`, {}],
      ['DELETE', path, undefined],
    ] as const) {
      const headers = { 'If-Match': '*' };
      await expectProblem(await send(api, method, to, { as: login(2), body, headers }), 'not_found');
    }
    const copy = await create(`/links/${String(link['id'])}/duplicate`, {}, login(2));
    await expectProblem(copy, 'not_found');
    await send(api, 'POST', `${path}/archive`, { as: host(), body: {} });
    expect([...(await listed()), ...(await listed('&archived=true'))]).toEqual([]);
    await expectProblem(await send(api, 'GET', path, { as: login(2) }), 'not_found');
  });

  it('that are archived are hidden from guests, keep their bookings, and come back as they were', async () => {
    const link = await makeLink(host());
    const [path, id] = [`/api/v1/links/${String(link['id'])}`, String(link['id'])];
    const page = `/api/v1/public/links/${String(link['publicUrl']).split('/').slice(-2).join('/')}`;
    expect((await send(api, 'GET', page)).status).toBe(200);
    const archived = await bodyOf(await send(api, 'POST', `${path}/archive`, { as: host(), body: {} }));
    expect(archived).toMatchObject({ isActive: true, version: 2 });
    expect(archived['archivedAt']).not.toBeNull();
    const again = await bodyOf(await send(api, 'POST', `${path}/archive`, { as: host(), body: {} }));
    expect(again).toEqual(archived);
    await expectProblem(await send(api, 'GET', page), 'not_found');
    const idsIn = async (query: string): Promise<unknown[]> => {
      const list = await bodyOf(await send(api, 'GET', `/api/v1/links?limit=100${query}`, { as: host() }));
      return (list['items'] as Body[]).map((each) => each['id']);
    };
    expect(await idsIn('')).not.toContain(id);
    expect(await idsIn('&archived=true')).toContain(id);
    const restored = await bodyOf(await send(api, 'POST', `${path}/restore`, { as: host(), body: {} }));
    expect(restored).toMatchObject({ archivedAt: null, isActive: true, version: 3 });
    expect((await send(api, 'GET', page)).status).toBe(200);
    expect(await auditOf(id)).toEqual(['link.create', 'link.archive', 'link.restore']);
  });

  it('with bookings are archived and never deleted; without, they are gone for good', async () => {
    const booked = await createTestLink(api.db, api.tenant, { hosts: api.tenant.hosts.slice(1, 2) });
    const start = Math.ceil(Date.now() / 3_600_000) * 3_600_000 + 72 * 3_600_000;
    const at = { tenantId: api.tenant.tenantId, now: Date.now() };
    await bookAsGuest(api.db, at, { linkId: booked.id, start });
    const path = `/api/v1/links/${booked.id}`;
    await expectProblem(await send(api, 'DELETE', path, { as: host() }), 'has_bookings');
    expect((await send(api, 'POST', `${path}/archive`, { as: host(), body: {} })).status).toBe(200);
    await expectProblem(await send(api, 'DELETE', path, { as: host() }), 'has_bookings');
    const list = await send(api, 'GET', `/api/v1/bookings?view=upcoming&linkId=${booked.id}`, { as: host() });
    expect((await bodyOf(list))['items']).toHaveLength(1);
    const fresh = await makeLink(host());
    const freshPath = `/api/v1/links/${String(fresh['id'])}`;
    await send(api, 'POST', `${freshPath}/archive`, { as: host(), body: {} });
    expect((await send(api, 'DELETE', freshPath, { as: host() })).status).toBe(204);
    await expectProblem(
      await send(api, 'POST', `${freshPath}/restore`, { as: host(), body: {} }),
      'not_found',
    );
    const gone = await bodyOf(
      await send(api, 'GET', '/api/v1/links?limit=100&archived=true', { as: host() }),
    );
    expect(JSON.stringify(gone)).not.toContain(String(fresh['id']));
  });

  it('are copied switched off, under a free address, once for each key', async () => {
    const slug = `s-${randomUUID()}`;
    const questions = [{ id: 'topic', label: 'Topic', kind: 'text', required: true }];
    const link = await makeLink(host(), { slug, questions, isHidden: true, bufferAfterMinutes: 10 });
    const path = `/api/v1/links/${String(link['id'])}/duplicate`;
    const headers = { 'Idempotency-Key': randomUUID() };
    const first = await bodyOf(await send(api, 'POST', path, { as: host(), body: {}, headers }));
    expect(first).toMatchObject({
      slug: `${slug}-2`,
      isActive: false,
      isHidden: true,
      questions,
      bufferAfterMinutes: 10,
      bookingCount: 0,
    });
    expect(await bodyOf(await send(api, 'POST', path, { as: host(), body: {}, headers }))).toEqual(first);
    expect((await bodyOf(await create(path.slice('/api/v1'.length), {}, host())))['slug']).toBe(`${slug}-3`);
  });

  it('stand on the public page in the order of their owner, without those that are hidden', async () => {
    const mine = login(2);
    const links = [await makeLink(mine), await makeLink(mine, { isHidden: true }), await makeLink(mine)];
    const [a, b, c] = links.map((link) => String(link['id']));
    const order = (linkIds: unknown[]) =>
      send(api, 'PUT', '/api/v1/link-order', { as: mine, body: { linkIds } });
    const listed = async (): Promise<unknown[]> => {
      const list = await bodyOf(await send(api, 'GET', '/api/v1/links?limit=100', { as: mine }));
      return (list['items'] as Body[]).map(({ id }) => id).filter((id) => [a, b, c].includes(String(id)));
    };
    expect(await listed()).toEqual([a, b, c]);
    expect((await order([c, b, a])).status).toBe(204);
    expect(await listed()).toEqual([c, b, a]);
    expect((await order([a])).status).toBe(204);
    expect(await listed()).toEqual([a, c, b]);
    const username = api.tenant.hosts[2]?.username ?? '';
    const profile = await bodyOf(await send(api, 'GET', `/api/v1/public/profiles/${username}`));
    const shown = (profile['links'] as Body[]).map((link) => link['slug']);
    const slugs = links.map((link) => link['slug']);
    expect(shown.filter((slug) => slugs.includes(slug))).toEqual([slugs[0], slugs[2]]);
    const hidden = await send(api, 'GET', `/api/v1/public/links/${username}/${String(slugs[1])}`);
    expect(await bodyOf(hidden)).toMatchObject({ isListed: false });
    const strange = String((await makeLink(host()))['id']);
    expect(await pointersOf(await order([a, strange]))).toEqual(['/linkIds/1']);
    expect(await pointersOf(await order([a, a]))).toEqual(['/linkIds']);
    expect(await pointersOf(await order(['lnk_wrong']))).toEqual(['/linkIds/0']);
    expect(await listed()).toEqual([a, c, b]);
  });

  it('send guests on only to https addresses, and tell the next page nothing of the guest', async () => {
    for (const redirectUrl of ['http://example.com', 'javascript:alert(1)', 'https://localhost', 'x', 7])
      expect(await pointersOf(await create('/links', linkBody({ redirectUrl }), host()))).toEqual([
        '/redirectUrl',
      ]);
    const link = await createTestLink(api.db, api.tenant, {
      redirectUrl: 'https://example.com/thanks?plan=a',
    });
    const start = Math.ceil(Date.now() / 3_600_000) * 3_600_000 + 96 * 3_600_000;
    const answer = await send(
      api,
      'POST',
      `/api/v1/public/links/${api.tenant.hosts[0]?.username ?? ''}/${link.slug}/bookings`,
      {
        body: {
          start: new Date(start).toISOString(),
          durationMinutes: 30,
          timeZone: 'UTC',
          guest: { name: 'Anna Secret', email: 'anna.secret@example.com' },
        },
        headers: { 'Idempotency-Key': randomUUID() },
      },
    );
    const { booking, links } = (await answer.json()) as {
      booking: { nextStep: string; bookingId: string };
      links: { manage: string };
    };
    const next = new URL(booking.nextStep);
    expect(Object.fromEntries(next.searchParams)).toEqual({
      plan: 'a',
      everslot_booking: booking.bookingId,
      everslot_status: 'confirmed',
      everslot_start: new Date(start).toISOString(),
      everslot_end: new Date(start + 1_800_000).toISOString(),
    });
    expect(booking.nextStep).not.toMatch(/secret/i);
    const token = links.manage.split('/').at(-1) ?? '';
    await send(api, 'POST', `/api/v1/public/bookings/${token}/cancel`, {
      body: {},
      headers: { 'Idempotency-Key': randomUUID() },
    });
    const seen = await bodyOf(await send(api, 'GET', `/api/v1/public/bookings/${token}`));
    expect(seen['booking']).toMatchObject({ nextStep: null });
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
    const nowhere = { location: { kind: 'in_person', value: '' } };
    expect(await pointersOf(await create('/links', linkBody(nowhere), host()))).toEqual(['/location/value']);
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

  it('whose only membership has ended are told that they have none, and reach nothing', async () => {
    const id = api.tenant.hosts[2]?.id ?? '';
    const setActive = (isActive: boolean) =>
      withTenant(api.db, api.tenant.tenantId, (tx) =>
        tx.update(members).set({ isActive }).where(eq(members.id, id)),
      );
    await setActive(false);
    for (const path of ['/me', '/links', '/operator/me'])
      await expectProblem(
        await send(api, 'GET', `/api/v1${path}`, { as: login(2) }),
        path === '/operator/me' ? 'forbidden' : 'no_membership',
      );
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
    const made: string[] = [];
    for (let i = 0; i < 5; i += 1) made.push(String((await makeLink(login(2)))['id']));
    const hosted = await makeLink(host(), { kind: 'collective', hostIds: [api.tenant.hosts[2]?.id] });
    await agreeToHost(hosted);
    const first = await send(api, 'PUT', '/api/v1/link-order', {
      as: login(2),
      body: { linkIds: [made[4], made[1]] },
    });
    expect(first.status).toBe(204);
    const ids = await walk('/api/v1/links', login(2), 2);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.slice(0, 2)).toEqual([made[4], made[1]]);
    expect(ids.filter((id) => made.slice(2, 4).includes(id))).toEqual(made.slice(2, 4));
    expect(ids.at(-1)).toBe(hosted['id']);
    expect(await walk('/api/v1/links', login(2), 5)).toEqual(ids);
    expect(await walk('/api/v1/links', login(2), 1)).toEqual(ids);
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

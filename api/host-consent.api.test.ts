import { randomUUID } from 'node:crypto';
import { and, eq, inArray } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#db/new-id.ts';
import { auditLog } from '#db/schema/audit.ts';
import { events } from '#db/schema/calendar.ts';
import { notifications } from '#db/schema/notification.ts';
import { sessionHosts, timeBlocks } from '#db/schema/session.ts';
import { members } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { sessionOf } from '#services/booking/testing/requests.ts';
import { connectCalendars } from '#services/calendar/connect-calendars.ts';
import { readFully } from '#services/calendar/testing/accounts.ts';
import { listIntegrations } from '#services/integration/list-integrations.ts';
import { expectProblem } from './testing/battery.ts';
import { tomorrow } from './testing/fixtures.ts';
import { type Api, openApi, type SignedIn, send } from './testing/harness.ts';

let api: Api;
beforeAll(async () => {
  api = await openApi({ databaseUrls: testDatabase(), hosts: 4 });
});
afterAll(() => api.close());

const [owner, asker, asked, other] = [0, 1, 2, 3] as const;
type Who = typeof owner | typeof asker | typeof asked | typeof other;
const login = (who: Who): SignedIn => api.logins[who] ?? api.strangerLogin;
const idOf = (who: Who): string => api.tenant.hosts[who]?.id ?? '';

type Named = { memberId: string; state: string };
type Link = { id: string; slug: string; version: number; hostIds: string[]; hostRequests: Named[] };
type HostRequest = { id: string; state: string; link: { id: string; title: string }; ownerName: string };

const make = (as: Who, fields: object) =>
  send(api, 'POST', '/api/v1/links', {
    as: login(as),
    headers: { 'Idempotency-Key': randomUUID() },
    body: {
      slug: `s-${randomUUID()}`,
      title: 'Team call',
      kind: 'collective',
      durationsMinutes: [30],
      noticeMinutes: 0,
      ...fields,
    },
  });
const made = async (as: Who, fields: object): Promise<Link> => {
  const answer = await make(as, fields);
  expect(answer.status).toBe(201);
  return (await answer.json()) as Link;
};
const patch = (as: Who, id: string, body: object) =>
  send(api, 'PATCH', `/api/v1/links/${id}`, { as: login(as), headers: { 'If-Match': '*' }, body });
const patched = async (as: Who, id: string, body: object): Promise<Link> => {
  const answer = await patch(as, id, body);
  expect(answer.status).toBe(200);
  return (await answer.json()) as Link;
};
const read = async (as: Who, id: string): Promise<Link> =>
  (await (await send(api, 'GET', `/api/v1/links/${id}`, { as: login(as) })).json()) as Link;
const requestsOf = async (as: Who): Promise<HostRequest[]> => {
  const answer = await send(api, 'GET', '/api/v1/host-requests?limit=100', { as: login(as) });
  return ((await answer.json()) as { items: HostRequest[] }).items;
};
const requestOf = async (as: Who, linkId: string): Promise<HostRequest | undefined> =>
  (await requestsOf(as)).find(({ link }) => link.id === linkId);
const answer = (as: Who, id: string, given: string) =>
  send(api, 'PUT', `/api/v1/host-requests/${id}/answer`, { as: login(as), body: { answer: given } });
const answered = async (as: Who, linkId: string, given: string): Promise<void> => {
  const request = await requestOf(as, linkId);
  expect((await answer(as, request?.id ?? '', given)).status).toBe(200);
};

const publicPath = (as: Who, { slug }: Link): string =>
  `/api/v1/public/links/${api.tenant.hosts[as]?.username ?? ''}/${slug}`;
const startsOn = async (path: string, start: number): Promise<string> => {
  const date = new Date(start).toISOString().slice(0, 10);
  return (await send(api, 'GET', `${path}/slots?from=${date}&to=${date}&timeZone=UTC`)).text();
};
const hostsOfBooking = async (path: string, start: number): Promise<string[]> => {
  const booked = await send(api, 'POST', `${path}/bookings`, {
    headers: { 'Idempotency-Key': randomUUID() },
    body: {
      start: new Date(start).toISOString(),
      durationMinutes: 30,
      timeZone: 'UTC',
      guest: { name: 'An', email: `an-${randomUUID()}@example.com` },
    },
  });
  expect(booked.status).toBe(201);
  const { booking } = (await booked.json()) as { booking: { bookingId: string } };
  const rows = await withTenant(api.db, api.tenant.tenantId, (tx) =>
    tx
      .select()
      .from(sessionHosts)
      .where(inArray(sessionHosts.sessionId, sessionOf(tx, booking.bookingId))),
  );
  return rows.map(({ memberId }) => memberId).toSorted();
};

const mailsOf = async (requestId: string): Promise<string[]> => {
  const rows = await withTenant(api.db, api.tenant.tenantId, (tx) =>
    tx
      .select({ template: notifications.template })
      .from(notifications)
      .where(eq(notifications.subjectId, requestId)),
  );
  return rows.map(({ template }) => template).toSorted();
};

/** An entry of a member's own calendar, of which nobody else is to learn anything but that the time is taken. */
const addEvent = async (who: Who, title: string, start: number): Promise<string> => {
  const { tenantId } = api.tenant;
  const host = api.tenant.hosts[who];
  const member = { memberId: idOf(who), userId: host?.userId ?? '', role: 'host', name: '' } as const;
  const ctx = {
    db: api.db,
    tenantId,
    actor: { kind: 'member', ...member },
    now: Date.now,
    newId: api.deps.newId,
  } as const;
  const { integrationId } = await connectCalendars(ctx, api.deps.secrets, {
    vendor: 'google',
    auth: 'oauth',
    account: { externalAccountId: randomUUID(), label: `Calendar of ${title}` },
    credentials: {},
    calendars: [
      {
        externalId: 'primary',
        name: `Calendar of ${title}`,
        timeZone: 'UTC',
        isPrimary: true,
        canWrite: true,
        makesMeetings: true,
      },
    ],
  });
  const { items } = await listIntegrations(ctx, { limit: 100 }, () => null);
  const calendarId = items.find(({ id }) => id === integrationId)?.calendars[0]?.id ?? '';
  await readFully(api.db, { tenantId, calendarId }, { now: Date.now(), until: tomorrow(24 * 300) });
  const [eventId, blockId] = [newId('event'), newId('timeBlock')];
  const endsAt = start + 30 * 60_000;
  await withTenant(api.db, tenantId, async (tx) => {
    await tx.insert(events).values({
      tenantId,
      id: eventId,
      calendarId,
      memberId: idOf(who),
      externalId: randomUUID(),
      etag: '1',
      title,
      startsAt: start,
      endsAt,
      allDay: false,
      busy: true,
      tentative: false,
    });
    await tx.insert(timeBlocks).values({
      tenantId,
      id: blockId,
      memberId: idOf(who),
      kind: 'external',
      exclusive: false,
      eventId,
      during: { start, end: endsAt },
    });
  });
  return blockId;
};

describe('a member whom a host names as host of a link', () => {
  it('is asked and is no host until they agree: neither shown nor claimed nor looked at', async () => {
    const start = tomorrow(60);
    const title = `Divorce lawyer ${randomUUID()}`;
    await addEvent(asked, title, start);
    const link = await made(asker, { hostIds: [idOf(asked)] });
    expect(link.hostIds).toEqual([idOf(asker), idOf(asked)]);
    expect(link.hostRequests).toEqual([{ memberId: idOf(asked), state: 'asked' }]);
    const path = publicPath(asker, link);
    expect(await (await send(api, 'GET', path)).text()).not.toContain('Host 2');
    // Their busy time keeps nobody away, and nobody books them.
    expect(await startsOn(path, start)).toContain(new Date(start).toISOString());
    expect(await hostsOfBooking(path, start)).toEqual([idOf(asker)]);
    const explained = await send(
      api,
      'GET',
      `/api/v1/links/${link.id}/explain?start=${new Date(start).toISOString()}`,
      { as: login(asker) },
    );
    const text = await explained.text();
    for (const secret of [title, idOf(asked), 'Host 2']) expect(text).not.toContain(secret);
  });

  it('sees the request with what it is about, and is mailed once however often they are named', async () => {
    const link = await made(asker, { hostIds: [idOf(asked)], title: 'Panel' });
    const request = await requestOf(asked, link.id);
    expect(request).toMatchObject({ state: 'asked', link: { title: 'Panel' }, ownerName: 'Host 1' });
    await patched(asker, link.id, { title: 'Panel talk' });
    await patched(asker, link.id, { kind: 'one_to_one' });
    expect(await requestOf(asked, link.id)).toBeUndefined();
    expect((await read(asker, link.id)).hostIds).toEqual([idOf(asker)]);
    await patched(asker, link.id, { kind: 'collective', hostIds: [idOf(asked)] });
    expect((await requestOf(asked, link.id))?.id).toBe(request?.id);
    expect(await mailsOf(request?.id ?? '')).toEqual(['host_requested']);
  });

  it('who agrees is a host from then on, and one who leaves is none: bookings that were made stay theirs', async () => {
    const start = tomorrow(90);
    const link = await made(asker, { hostIds: [idOf(asked)] });
    const path = publicPath(asker, link);
    await answered(asked, link.id, 'accept');
    expect((await read(asker, link.id)).hostRequests).toEqual([]);
    expect(await (await send(api, 'GET', path)).text()).toContain('Host 2');
    expect(await hostsOfBooking(path, start)).toEqual([idOf(asker), idOf(asked)].toSorted());
    await answered(asked, link.id, 'leave');
    const left = await read(asker, link.id);
    expect(left).toMatchObject({
      hostIds: [idOf(asker)],
      hostRequests: [{ memberId: idOf(asked), state: 'left' }],
    });
    expect(left.version).toBeGreaterThan(link.version);
    expect(await hostsOfBooking(path, start + 3_600_000)).toEqual([idOf(asker)]);
    const kept = await withTenant(api.db, api.tenant.tenantId, (tx) =>
      tx
        .select()
        .from(sessionHosts)
        .innerJoin(
          timeBlocks,
          and(
            eq(timeBlocks.sessionId, sessionHosts.sessionId),
            eq(timeBlocks.memberId, sessionHosts.memberId),
          ),
        )
        .where(eq(sessionHosts.memberId, idOf(asked))),
    );
    expect(kept.length).toBeGreaterThan(0);
  });

  it('who declines is none, may think better of it, and is asked anew only by name and without another mail', async () => {
    const link = await made(asker, { hostIds: [idOf(asked)] });
    const request = await requestOf(asked, link.id);
    expect((await answer(asked, request?.id ?? '', 'decline')).status).toBe(200);
    expect((await answer(asked, request?.id ?? '', 'decline')).status).toBe(200);
    expect(await read(asker, link.id)).toMatchObject({
      hostIds: [idOf(asker)],
      hostRequests: [{ memberId: idOf(asked), state: 'declined' }],
    });
    expect(await requestOf(asked, link.id)).toBeUndefined();
    await patched(asker, link.id, { title: 'Renamed' });
    expect(await requestOf(asked, link.id)).toBeUndefined();
    await patched(asker, link.id, { hostIds: [idOf(asked)] });
    expect(await requestOf(asked, link.id)).toMatchObject({ state: 'asked' });
    expect(await mailsOf(request?.id ?? '')).toHaveLength(1);
    await answered(asked, link.id, 'decline');
    expect((await answer(asked, request?.id ?? '', 'accept')).status).toBe(200);
    expect((await read(asker, link.id)).hostIds).toEqual([idOf(asker), idOf(asked)]);
  });

  it('cannot be answered for by anybody else, nor after the request was withdrawn', async () => {
    const link = await made(asker, { hostIds: [idOf(asked)] });
    const request = await requestOf(asked, link.id);
    for (const who of [asker, owner, other] as const)
      await expectProblem(await answer(who, request?.id ?? '', 'accept'), 'not_found');
    const foreign = await send(api, 'PUT', `/api/v1/host-requests/${request?.id ?? ''}/answer`, {
      as: api.strangerLogin,
      body: { answer: 'accept' },
    });
    await expectProblem(foreign, 'not_found');
    await expectProblem(await answer(asked, request?.id ?? '', 'leave'), 'invalid_transition');
    await patched(asker, link.id, { kind: 'one_to_one' });
    await expectProblem(await answer(asked, request?.id ?? '', 'accept'), 'invalid_transition');
    expect((await read(asker, link.id)).hostIds).toEqual([idOf(asker)]);
  });

  it('cannot be buried under requests of one member', async () => {
    // Some of them at once.
    await made(asker, { hostIds: [idOf(other)] });
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => make(asker, { hostIds: [idOf(other)] })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(4);
    const sixth = await make(asker, { hostIds: [idOf(asker), idOf(other)] });
    const { errors } = await expectProblem(sixth, 'invalid_request');
    expect(errors?.map(({ pointer }) => pointer)).toEqual(['/hostIds/1']);
    expect(await requestsOf(other)).toHaveLength(5);
  });

  it('gets no booking as the one chosen for all before they agree, nor after they have left', async () => {
    const start = tomorrow(120);
    const assignment = { strategy: 'named_host', namedHostId: idOf(asked), weights: { [idOf(asked)]: 3 } };
    const link = await made(asker, { kind: 'round_robin', hostIds: [idOf(asked)], assignment });
    const path = publicPath(asker, link);
    expect(await hostsOfBooking(path, start)).toEqual([idOf(asker)]);
    await answered(asked, link.id, 'accept');
    expect(await hostsOfBooking(path, start + 3_600_000)).toEqual([idOf(asked)]);
    await answered(asked, link.id, 'leave');
    expect(await hostsOfBooking(path, start + 7_200_000)).toEqual([idOf(asker)]);
    // What is kept of the link can be saved again as it is.
    const { hostIds } = await read(asker, link.id);
    await patched(asker, link.id, { hostIds, title: 'Saved' });
  });
});

describe('an admin', () => {
  it('names a host at once, who is told by mail and may leave', async () => {
    const link = await made(owner, { hostIds: [idOf(asked)] });
    expect(link).toMatchObject({ hostIds: [idOf(owner), idOf(asked)], hostRequests: [] });
    const request = await requestOf(asked, link.id);
    expect(request?.state).toBe('named');
    expect(await mailsOf(request?.id ?? '')).toEqual(['host_named']);
    await answered(asked, link.id, 'leave');
    expect((await read(owner, link.id)).hostIds).toEqual([idOf(owner)]);
  });

  it('who is one no longer names nobody: the role of the moment decides', async () => {
    const setRole = (role: 'admin' | 'host') =>
      withTenant(api.db, api.tenant.tenantId, (tx) =>
        tx
          .update(members)
          .set({ role })
          .where(eq(members.id, idOf(asker))),
      );
    await setRole('admin');
    const named = await made(asker, { hostIds: [idOf(asked)] });
    expect(named.hostRequests).toEqual([]);
    await setRole('host');
    // Who hosts already stays, who is new is asked.
    const both = await patched(asker, named.id, { hostIds: [idOf(asked), idOf(owner)] });
    expect(both.hostRequests).toEqual([{ memberId: idOf(owner), state: 'asked' }]);
  });

  it('does not answer for those who have been asked by saving the link', async () => {
    const link = await made(asker, { hostIds: [idOf(asked)] });
    const saved = await patched(owner, link.id, { title: 'Edited', hostIds: link.hostIds });
    expect(saved.hostRequests).toEqual([{ memberId: idOf(asked), state: 'asked' }]);
    // Withdrawn and named anew by the admin, it is an admin's doing.
    await patched(owner, link.id, { hostIds: [idOf(asker), idOf(owner)] });
    const named = await patched(owner, link.id, { hostIds: [idOf(asker), idOf(asked)] });
    expect(named.hostRequests).toEqual([]);
    const request = await requestOf(asked, link.id);
    expect(await mailsOf(request?.id ?? '')).toEqual(['host_named', 'host_requested']);
  });
});

describe('what is in a member’s calendar', () => {
  it('is told to them, and of it to nobody else more than that the time is taken', async () => {
    const start = tomorrow(150);
    const titles = { own: `Own ${randomUUID()}`, foreign: `Dentist ${randomUUID()}` };
    const blockId = await addEvent(asked, titles.foreign, start);
    await addEvent(asker, titles.own, start);
    const link = await made(asker, { hostIds: [idOf(asked)] });
    await answered(asked, link.id, 'accept');
    const path = `/api/v1/links/${link.id}/explain?start=${new Date(start).toISOString()}`;
    const logged = api.logged().length;
    for (const who of [asker, owner] as const) {
      const explained = await send(api, 'GET', path, { as: login(who) });
      const body = (await explained.json()) as { reasons: Record<string, unknown>[] };
      expect(body.reasons.filter(({ hostId }) => hostId === idOf(asked))).toEqual([
        { rule: 'busy', hostId: idOf(asked), hostName: 'Host 2' },
      ]);
      for (const secret of [titles.foreign, blockId, 'external'])
        expect(JSON.stringify(body.reasons.filter(({ hostId }) => hostId !== idOf(who)))).not.toContain(
          secret,
        );
      expect(JSON.stringify(body).includes(titles.own)).toBe(who === asker);
    }
    // Nor by any other way that a host has.
    const date = new Date(start).toISOString().slice(0, 10);
    const seen = [
      `/api/v1/links/${link.id}`,
      '/api/v1/links',
      '/api/v1/members',
      '/api/v1/bookings',
      '/api/v1/integrations',
      '/api/v1/attention',
      `${publicPath(asker, link)}/slots?from=${date}&to=${date}&timeZone=UTC`,
    ];
    for (const address of seen) {
      const text = await (await send(api, 'GET', address, { as: login(asker) })).text();
      expect(text, address).not.toContain(titles.foreign);
    }
    const rows = await withTenant(api.db, api.tenant.tenantId, (tx) => tx.select().from(auditLog));
    for (const text of [api.logged().slice(logged), JSON.stringify(rows)])
      for (const secret of Object.values(titles)) expect(text).not.toContain(secret);
  });
});

import { eq, inArray, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#db/new-id.ts';
import { bookings } from '#db/schema/booking.ts';
import { effects } from '#db/schema/effect.ts';
import { subscriptions } from '#db/schema/installation.ts';
import { deliveries, notifications } from '#db/schema/notification.ts';
import { sessions } from '#db/schema/session.ts';
import { tenants } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink } from '#db/testing/tenant.ts';
import { billingVendors } from '#domain/vendors.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { sessionOf } from '#services/booking/testing/requests.ts';
import { expectProblem } from './testing/battery.ts';
import { type Fixture, furnish } from './testing/fixtures.ts';
import { type Api, firstLogin, openApi, type SignedIn, send, signIn } from './testing/harness.ts';

let api: Api;
let fixture: Fixture;
beforeAll(async () => {
  api = await openApi({ databaseUrls: testDatabase() });
  fixture = await furnish(api, api.tenant);
});
afterAll(() => api.close());

const host = (): SignedIn => api.logins[1] ?? firstLogin(api);

/** An open stream: what it has said so far, and its end. */
const openAt = async (path: string, as?: SignedIn) => {
  const answer = await send(api, 'GET', path, as === undefined ? {} : { as });
  expect(answer.headers.get('content-type')).toContain('text/event-stream');
  const reader = (answer.body ?? new ReadableStream<Uint8Array>()).getReader();
  let seen = '';
  const read = async (): Promise<boolean> => {
    const { value, done } = await reader.read();
    if (!done) seen += new TextDecoder().decode(value as Uint8Array);
    return done;
  };
  const until = async (text: string, times = 1): Promise<string> => {
    while (seen.split(text).length <= times) if (await read()) throw new Error(`the stream ended: ${seen}`);
    return seen;
  };
  await until('listening');
  return {
    until,
    ended: async (): Promise<void> => {
      while (!(await read()));
    },
    close: () => reader.cancel(),
  };
};

const open = (as: SignedIn) => openAt('/api/v1/stream', as);

const isListening = async (): Promise<void> => {
  const listening = sql`select 1 from pg_stat_activity where query like 'listen "everslot_changes"%' limit 1`;
  await expect.poll(async () => (await api.db.execute(listening)).rowCount).toBe(1);
};

const notify = (payload: string) => api.db.execute(sql`select pg_notify('everslot_changes', ${payload})`);

const ignored = async (): Promise<number> =>
  (await api.deps.metrics.ignoredAnnouncements.get()).values.reduce((sum, { value }) => sum + value, 0);

const openStreams = async (): Promise<number> => (await api.deps.metrics.streams.get()).values[0]?.value ?? 0;

describe('the stream behind a signed link', () => {
  const touch = (bookingId: string) =>
    withTenant(api.db, api.tenant.tenantId, (tx) =>
      tx.update(bookings).set({ note: 'another' }).where(eq(bookings.id, bookingId)),
    );

  it("says that its booking has changed and nothing more, and nothing of other people's", async () => {
    const stream = await openAt(`/api/v1/public/bookings/${fixture.token}/stream`);
    await isListening();
    await createTestLink(api.db, api.tenant, {});
    await touch(fixture.bookingId);
    const seen = await stream.until('event: change');
    expect(seen).toContain('data: {}');
    expect(seen.split('event: ')).toHaveLength(2);
    await stream.close();
  });

  it('is open six times at most, counted for each booking, and makes room when one is closed', async () => {
    const path = `/api/v1/public/bookings/${fixture.token}/stream`;
    const streams = await Promise.all(Array.from({ length: 6 }, () => openAt(path)));
    await expectProblem(await send(api, 'GET', path), 'rate_limited');
    await streams[0]?.close();
    await expect.poll(async () => (await send(api, 'HEAD', path)).status).toBe(200);
    const again = await openAt(path);
    await Promise.all([again, ...streams.slice(1)].map((each) => each.close()));
  });

  it('is closed to links that are no guest’s', async () => {
    await expectProblem(await send(api, 'GET', '/api/v1/public/bookings/none/stream'), 'not_found');
  });
});

describe('the event stream', () => {
  it("reaches the tenant's members, and nobody else's", async () => {
    const [mine, theirs] = await Promise.all([open(firstLogin(api)), open(api.strangerLogin)]);
    await isListening();
    const link = await createTestLink(api.db, api.tenant, {});
    await createTestLink(api.db, api.stranger, {});
    expect(await mine.until(link.id)).toContain('"noun":"link"');
    expect(await theirs.until('"noun":"link"')).not.toContain(link.id);
    await Promise.all([mine.close(), theirs.close()]);
  });

  it('says of a booking when it takes place, of a move both times, and of other nouns none', async () => {
    const stream = await open(host());
    await isListening();
    const { bookingId } = fixture;
    const move = (startsAt: number) =>
      withTenant(api.db, api.tenant.tenantId, (tx) =>
        tx
          .update(sessions)
          .set({ startsAt, endsAt: startsAt + 1_800_000 })
          .where(inArray(sessions.id, sessionOf(tx, bookingId))),
      );
    const [first, second] = ['2031-05-01T02:00:00.000Z', '2031-06-01T02:00:00.000Z'] as const;
    await move(Date.parse(first));
    await stream.until(first);
    await move(Date.parse(second));
    const message = (startsAt: string, endsAt: string): string =>
      `data: ${JSON.stringify({ noun: 'booking', id: bookingId, startsAt, endsAt })}`;
    const seen = await stream.until(message(second, '2031-06-01T02:30:00.000Z'));
    const both = seen.slice(seen.lastIndexOf(message(first, '2031-05-01T02:30:00.000Z')));
    expect(both).toContain(message(second, '2031-06-01T02:30:00.000Z'));
    expect(seen.split(message(first, '2031-05-01T02:30:00.000Z'))).toHaveLength(3);
    const link = await createTestLink(api.db, api.tenant, {});
    expect(await stream.until(link.id)).toContain(
      JSON.stringify({ noun: 'link', id: link.id, startsAt: null, endsAt: null }),
    );
    await stream.close();
  });

  it('tells of a booking whose mails and calendar events get on, as of the booking itself', async () => {
    const stream = await open(host());
    await isListening();
    const { bookingId } = fixture;
    const said = `"noun":"booking","id":"${bookingId}"`;
    const { tenantId } = api.tenant;
    const [told] = await withTenant(api.db, tenantId, (tx) =>
      tx.select().from(notifications).where(eq(notifications.subjectId, bookingId)),
    );
    if (told === undefined) throw new Error('the booking tells nobody');
    await withTenant(api.db, tenantId, (tx) =>
      tx.update(notifications).set({ state: 'done' }).where(eq(notifications.id, told.id)),
    );
    await stream.until(said);
    const content = {
      from: { name: '', email: '' },
      to: { name: '', email: '' },
      subject: '',
      html: '',
      text: '',
    };
    const delivery = {
      tenantId,
      id: 'dlv_told',
      notificationId: told.id,
      recipient: 'host',
      address: 'a',
      content,
    };
    await withTenant(api.db, tenantId, (tx) =>
      tx.insert(deliveries).values({ ...delivery, channel: 'email', state: 'queued' }),
    );
    await withTenant(api.db, tenantId, (tx) =>
      tx.update(deliveries).set({ state: 'sent' }).where(eq(deliveries.id, delivery.id)),
    );
    await stream.until(said, 2);
    const owed = {
      tenantId,
      id: newId('effect'),
      subjectKind: 'booking' as const,
      subjectId: bookingId,
      name: 'calendar' as const,
    };
    await withTenant(api.db, tenantId, (tx) =>
      tx
        .insert(effects)
        .values({ ...owed, state: 'owed', wanted: 1, tryAt: 0 })
        .onConflictDoNothing(),
    );
    await withTenant(api.db, tenantId, (tx) =>
      tx
        .update(effects)
        .set({ failure: 'unavailable', failingSince: 0 })
        .where(eq(effects.subjectId, bookingId)),
    );
    await stream.until(said, 3);
    const [failing] = await withTenant(api.db, tenantId, (tx) =>
      tx.select({ id: effects.id }).from(effects).where(eq(effects.subjectId, bookingId)),
    );
    await stream.until(`"noun":"attention","id":"${failing?.id}"`);
    await stream.close();
  });

  it('tells of a subscription whose state changes, and not of when the vendor is asked next', async () => {
    const stream = await open(host());
    await isListening();
    const { tenantId } = api.tenant;
    const said = `data: ${JSON.stringify({ noun: 'subscription', id: tenantId, startsAt: null, endsAt: null })}`;
    const write = (values: Partial<typeof subscriptions.$inferInsert>) =>
      withTenant(api.db, tenantId, (tx) => tx.update(subscriptions).set(values));
    await withTenant(api.db, tenantId, (tx) =>
      tx.insert(subscriptions).values({
        tenantId,
        vendor: billingVendors[0],
        checkoutPlan: 'team',
        checkoutInterval: 'month',
        checkoutSeats: 1,
        checkoutTrialDays: 0,
        askAt: 0,
      }),
    );
    await stream.until(said);
    await write({ askAt: 1, hints: 1, seenAt: 1 });
    await write({ subscriptionId: 'sub_1', state: 'active', periodEndsAt: 1 });
    await stream.until(said, 2);
    await write({ failures: 1, failure: 'unavailable' });
    await write({ failures: 2 });
    await write({ isCancelled: true });
    await stream.until(said, 4);
    const link = await createTestLink(api.db, api.tenant, {});
    expect((await stream.until(link.id)).split(said)).toHaveLength(5);
    await stream.close();
  });

  it('tells of an address that is suppressed no longer', async () => {
    const stream = await open(host());
    await isListening();
    const { suppressionId } = fixture.ids;
    const lifted = await send(api, 'POST', `/api/v1/suppressions/${suppressionId}/lift`, {
      as: firstLogin(api),
      body: { retry: true },
      headers: { 'Idempotency-Key': 'a-suppression-to-lift' },
    });
    expect(lifted.status).toBe(204);
    await stream.until(`"noun":"suppression","id":"${suppressionId}"`);
    await stream.until(`"noun":"attention","id":"${fixture.ids['bouncedId']}"`);
    await stream.close();
  });

  it('tells of a schedule that is deleted', async () => {
    const stream = await open(host());
    await isListening();
    const made = await send(api, 'POST', '/api/v1/schedules', {
      as: host(),
      body: { name: 'Short-lived', timeZone: 'UTC', weekly: [] },
      headers: { 'Idempotency-Key': 'a-schedule-to-delete' },
    });
    const { id } = (await made.json()) as { id: string };
    await stream.until(id);
    const gone = await send(api, 'DELETE', `/api/v1/schedules/${id}`, { as: host() });
    expect(gone.status).toBe(204);
    await stream.until(`"noun":"schedule","id":"${id}"`, 2);
    await stream.close();
  });

  it('tells of a role that is another one and of an organisation that is suspended, and tells nobody else', async () => {
    const [mine, theirs] = await Promise.all([open(host()), open(api.strangerLogin)]);
    await isListening();
    const memberId = api.tenant.hosts[1]?.id;
    const give = (role: string) =>
      send(api, 'PUT', `/api/v1/members/${memberId}/role`, { as: firstLogin(api), body: { role } });
    expect((await give('admin')).status).toBe(200);
    await mine.until(`"noun":"member","id":"${memberId}"`);
    expect((await give('host')).status).toBe(200);
    await mine.until(`"noun":"member","id":"${memberId}"`, 2);
    const { tenantId } = api.tenant;
    await withTenant(api.db, tenantId, (tx) =>
      tx.update(tenants).set({ name: 'Renamed' }).where(eq(tenants.id, tenantId)),
    );
    await mine.until(`"noun":"tenant","id":"${tenantId}"`);
    await createTestLink(api.db, api.stranger, {});
    const said = await theirs.until('"noun":"link"');
    expect(said).not.toContain(memberId);
    expect(said).not.toContain(tenantId);
    await Promise.all([mine.close(), theirs.close()]);
  });

  it('passes over notifications that cannot be read, and counts them', async () => {
    const stream = await open(host());
    await isListening();
    const before = await ignored();
    for (const payload of [
      '{',
      '',
      'null',
      '[]',
      '{"tenantId":7}',
      '{"tenantId":"x","noun":"nothing","id":"1"}',
    ])
      await notify(payload);
    await expect.poll(ignored).toBe(before + 6);
    const link = await createTestLink(api.db, api.tenant, {});
    await stream.until(link.id);
    await stream.close();
  });

  it('ends with the sign-in it was opened under, and with no other', async () => {
    const email = firstLogin(api).email;
    const [leaving, staying] = [await signIn(api.app, email), await signIn(api.app, email)];
    const [left, stays] = [await open(leaving), await open(staying)];
    const out = await send(api, 'POST', '/api/auth/sign-out', { as: leaving, body: {} });
    expect(out.status).toBe(200);
    await left.ended();
    await isListening();
    const link = await createTestLink(api.db, api.tenant, {});
    await stays.until(link.id);
    await stays.close();
  });

  it('is opened by no HEAD request', async () => {
    await expect.poll(openStreams).toBe(0);
    const answer = await send(api, 'HEAD', '/api/v1/stream', { as: host() });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
    expect(await openStreams()).toBe(0);
  });

  it('is refused to a member who has six open, until one of them is closed', async () => {
    await expect.poll(openStreams).toBe(0);
    const streams = await Promise.all(Array.from({ length: 6 }, () => open(host())));
    const refused = await send(api, 'GET', '/api/v1/stream', { as: host() });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    await expectProblem(refused, 'rate_limited');
    const other = await open(firstLogin(api));
    await streams[0]?.close();
    await expect.poll(openStreams).toBe(6);
    streams.push(await open(host()), other);
    await Promise.all(streams.map((stream) => stream.close()));
  });
});

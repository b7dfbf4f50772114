import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ProviderFailure } from '#domain/provider-failure.ts';
import { type CalendarVendor, calendarVendors } from '#domain/vendors.ts';
import type { Credentials } from '#providers/auth.ts';
import type { CalendarHarness } from './contract-harness.ts';
import { startGoogleHarness } from './google/contract-harness.ts';
import type { CalendarClient, CalendarPush, IncomingEvent, OutgoingEvent } from './port.ts';
import { createCalendarReceivers } from './registry.ts';

const harnesses: Record<CalendarVendor, () => Promise<CalendarHarness>> = { google: startGoogleHarness };

const redirectUri = 'http://127.0.0.1:9/calendars/callback';
const hour = 3_600_000;
const day = 24 * hour;
/** A whole minute some days ahead, so that nothing of the counterpart's own events is in the way. */
const base = Math.ceil(Date.now() / day) * day + 60 * day;

const event = (change: Partial<OutgoingEvent> = {}): OutgoingEvent => ({
  externalId: 'bkg01evs0000000000000',
  title: 'Intro call with Mai 🎉',
  description: 'Manage: http://127.0.0.1:9/b/1',
  location: 'Online',
  start: base,
  end: base + hour / 2,
  timeZone: 'Asia/Ho_Chi_Minh',
  attendees: [{ email: 'mai@example.com', name: 'Mai' }],
  conferenceRequestKey: 'bkg_1-0',
  status: 'confirmed',
  marker: { tenantId: 'ten_1', sessionId: 'ses_1', revision: 1 },
  ...change,
});

async function failureOf(work: Promise<unknown>): Promise<ProviderFailure> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof ProviderFailure) return error;
  throw new Error(`expected a ProviderFailure, got ${String(error)}`);
}

describe.each(calendarVendors)('calendars of %s', (vendor) => {
  let harness: CalendarHarness;
  beforeAll(async () => {
    harness = await harnesses[vendor]();
  });
  afterEach(() => harness.reset());
  afterAll(() => harness.stop());

  const authorize = async (choice: { person?: string; allow?: boolean; withoutCalendar?: boolean } = {}) => {
    const codeVerifier = randomBytes(32).toString('base64url');
    const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url');
    const url = harness.provider.auth.authorizationUrl({
      state: 'state-1',
      codeChallenge,
      redirectUri,
      loginHint: choice.person ?? harness.people[0],
    });
    const back = await harness.consent(url, {
      allow: choice.allow ?? true,
      ...(choice.withoutCalendar === undefined ? {} : { withoutCalendar: choice.withoutCalendar }),
    });
    return { back, codeVerifier, code: back.searchParams.get('code') ?? '' };
  };
  const connect = async (person?: string) => {
    const { code, codeVerifier } = await authorize(person === undefined ? {} : { person });
    return harness.provider.auth.exchangeCode({ code, codeVerifier, redirectUri });
  };
  const open = async (options: { person?: string; impatient?: boolean; stored?: Credentials[] } = {}) => {
    const { credentials } = await connect(options.person);
    const provider = options.impatient === true ? harness.impatientProvider : harness.provider;
    const client = provider.open(credentials, async (fresh) => void options.stored?.push(fresh));
    return { client, credentials, calendarId: options.person ?? harness.people[0] };
  };
  const pull = async (
    client: CalendarClient,
    calendarId: string,
    request: { cursor?: string; from?: number; to?: number },
  ) => {
    const events: IncomingEvent[] = [];
    let pages = 0;
    for (let page: string | undefined; ; ) {
      const answer = await client.listChanges(calendarId, {
        ...request,
        ...(page === undefined ? {} : { page }),
      });
      events.push(...answer.events);
      pages += 1;
      if (answer.nextPage === undefined) return { events, pages, cursor: answer.cursor ?? '' };
      page = answer.nextPage;
    }
  };
  const apiRequests = async () =>
    (await harness.requests()).filter(({ path }) => path.includes(harness.eventsPath));

  describe('the text of an event', () => {
    test.each([
      'An <an@example.com>, 1 < 2 & "so"',
      '<a href="https://evil.example">Click</a><img src=x onerror=alert(1)>',
      '&lt;b&gt; &amp;lt;\nsecond line',
    ])('is read as it was written, markup and all: %j', async (description) => {
      const { client, calendarId } = await open();
      const externalId = `bkg01evs${randomUUID().replaceAll(/[^0-9a-f]/g, '')}`;
      await client.createEvent(calendarId, event({ externalId, description }));
      expect((await harness.textOf(calendarId, externalId)).description).toBe(description);
      const changed = `${description} later`;
      await client.updateEvent(calendarId, event({ externalId, description: changed }));
      expect((await harness.textOf(calendarId, externalId)).description).toBe(changed);
    });
  });

  describe('connecting an account', () => {
    test('a person who allows access comes back with state and code, and the code names the account once', async () => {
      const { back, code, codeVerifier } = await authorize();
      expect(back.searchParams.get('state')).toBe('state-1');
      const { account, credentials } = await harness.provider.auth.exchangeCode({
        code,
        codeVerifier,
        redirectUri,
      });
      expect(account.label).toBe(harness.people[0]);
      expect(account.externalAccountId).not.toBe('');
      expect(JSON.parse(JSON.stringify(credentials))).toEqual(credentials);
      const refreshed: Credentials[] = [];
      await harness.provider.open(credentials, async (fresh) => void refreshed.push(fresh)).listCalendars();
      expect(refreshed).toEqual([]);
      const again = await failureOf(harness.provider.auth.exchangeCode({ code, codeVerifier, redirectUri }));
      expect(again.kind).toBe('invalid');
    });

    test('a person who refuses comes back without a code', async () => {
      const { back } = await authorize({ allow: false });
      expect(back.searchParams.get('error')).toBe('access_denied');
      expect(back.searchParams.has('code')).toBe(false);
    });

    test('a stolen code is worthless without its verifier', async () => {
      const { code } = await authorize();
      const failure = await failureOf(
        harness.provider.auth.exchangeCode({ code, codeVerifier: 'x'.repeat(43), redirectUri }),
      );
      expect(failure.kind).toBe('invalid');
      expect(failure.reason).toBe('authorization_expired');
    });

    test('consent without the calendar is told apart from a failure', async () => {
      const { code, codeVerifier } = await authorize({ withoutCalendar: true });
      const failure = await failureOf(
        harness.provider.auth.exchangeCode({ code, codeVerifier, redirectUri }),
      );
      expect([failure.kind, failure.reason]).toEqual(['invalid', 'insufficient_scopes']);
    });

    test('the same person is the same account at every connection, another person another', async () => {
      const [first, second, other] = [await connect(), await connect(), await connect(harness.people[1])];
      expect(second.account).toEqual(first.account);
      expect(other.account.externalAccountId).not.toBe(first.account.externalAccountId);
    });

    test('a revoked account stops working and revoking twice is fine', async () => {
      const { client, credentials } = await open();
      await harness.provider.revoke(credentials);
      await harness.provider.revoke(credentials);
      expect((await failureOf(client.listCalendars())).kind).toBe('revoked');
    });
  });

  describe('tokens', () => {
    test('an expired token is refreshed once for many calls and stored before it is used', async () => {
      const { credentials } = await connect();
      const stored: Credentials[] = [];
      let callsBeforeStored = -1;
      const expired = harness.aged(credentials);
      const client = harness.provider.open(expired, async (fresh) => {
        callsBeforeStored = (await harness.requests()).filter(({ path }) => /calendarList/.test(path)).length;
        stored.push(fresh);
      });
      await harness.forgetRequests();
      await Promise.all(Array.from({ length: 5 }, () => client.listCalendars()));
      expect(stored).toHaveLength(1);
      expect(callsBeforeStored).toBe(0);
      const [before, after] = [credentials, stored[0] ?? {}].map((held) => harness.secretsOf(held));
      expect(after?.passing).not.toBe(before?.passing);
      expect(after?.lasting).toBe(before?.lasting);
    });

    test('a rotated refresh token is stored and carries on', async () => {
      const stored: Credentials[] = [];
      const { credentials } = await connect();
      await harness.rotateRefreshTokens();
      const expired = harness.aged(credentials);
      await harness.provider.open(expired, async (fresh) => void stored.push(fresh)).listCalendars();
      const [rotated] = stored;
      if (rotated === undefined) throw new Error('nothing was stored');
      expect(harness.secretsOf(rotated).lasting).not.toBe(harness.secretsOf(credentials).lasting);
      const next = harness.provider.open(harness.aged(rotated), async () => {});
      expect(await next.listCalendars()).not.toHaveLength(0);
      const old = harness.provider.open(expired, async () => {});
      expect((await failureOf(old.listCalendars())).kind).toBe('revoked');
    });

    test('credentials that cannot be stored are not used', async () => {
      const { credentials } = await connect();
      const client = harness.provider.open(harness.aged(credentials), async () => {
        throw new Error('database is down');
      });
      const failure = await failureOf(client.listCalendars());
      expect([failure.kind, failure.reason]).toEqual(['unavailable', 'credentials_not_stored']);
    });

    test('a token the vendor no longer takes is refreshed once and the call repeated', async () => {
      const stored: Credentials[] = [];
      const { client } = await open({ stored });
      await harness.advanceClock(2 * hour);
      expect(await client.listCalendars()).not.toHaveLength(0);
      expect(stored).toHaveLength(1);
    });

    test('many calls refused at the same time share one refresh and all succeed', async () => {
      const stored: Credentials[] = [];
      const { client } = await open({ stored });
      await harness.advanceClock(2 * hour);
      const lists = await Promise.all(Array.from({ length: 6 }, () => client.listCalendars()));
      for (const list of lists) expect(list).toHaveLength(2);
      expect(stored).toHaveLength(1);
    });

    test('a grant taken back by the person is reported as revoked', async () => {
      const { client } = await open();
      await harness.revoke(harness.people[0]);
      expect((await failureOf(client.listCalendars())).kind).toBe('revoked');
    });

    test('credentials of another vendor are unreadable, not revoked', async () => {
      const opening = async () => harness.provider.open({ user: 'a', password: 'b' }, async () => {});
      const failure = await failureOf(opening());
      expect([failure.kind, failure.reason]).toEqual(['unavailable', 'credentials_unreadable']);
      expect(await failureOf(harness.provider.revoke({ user: 'a' }))).toMatchObject({ kind: 'unavailable' });
    });

    test('a bearer the vendor never issued opens nothing', async () => {
      const { credentials } = await connect();
      const client = harness.provider.open(harness.forged(credentials), async () => {});
      expect((await failureOf(client.listCalendars())).kind).toBe('revoked');
    });
  });

  describe('writing events', () => {
    test('calendars are listed with zone, colour and whether they can be written', async () => {
      const { client } = await open();
      const calendars = await client.listCalendars();
      const primary = calendars.filter(({ isPrimary }) => isPrimary);
      expect(primary).toMatchObject([
        { externalId: harness.people[0], canWrite: true, makesMeetings: true, timeZone: 'Asia/Ho_Chi_Minh' },
      ]);
      expect(calendars).toHaveLength(2);
    });

    test('creating the same event again and again gives one event with one meeting', async () => {
      const { client, calendarId } = await open();
      const before = await harness.liveEventIds(calendarId);
      const first = await client.createEvent(calendarId, event());
      const repeats = await Promise.all([1, 2, 3].map(() => client.createEvent(calendarId, event())));
      expect(first.meetingUrl).toMatch(/^https:/);
      expect(first.iCalUid).not.toBe('');
      for (const repeat of repeats) expect(repeat).toEqual(first);
      expect(await harness.liveEventIds(calendarId)).toHaveLength(before.length + 1);
    });

    test('an answer lost after the write leaves one event, and the repeat finds it', async () => {
      const { client, calendarId } = await open();
      await harness.fault({ method: 'POST', path: harness.eventsPath, reset: 'after', times: 1 });
      const failure = await failureOf(client.createEvent(calendarId, event()));
      expect(failure.kind).toBe('unavailable');
      expect(await harness.liveEventIds(calendarId)).toContain(event().externalId);
      const found = await client.createEvent(calendarId, event());
      expect(found.externalId).toBe(event().externalId);
      expect((await harness.liveEventIds(calendarId)).filter((id) => id === event().externalId)).toHaveLength(
        1,
      );
    });

    test('a vendor that never answers is given up in time although the write was done', async () => {
      const { client, calendarId } = await open({ impatient: true });
      await harness.fault({ method: 'POST', path: harness.eventsPath, timeout: 'after', times: 1 });
      const failure = await failureOf(client.createEvent(calendarId, event()));
      expect([failure.kind, failure.reason]).toEqual(['unavailable', 'timeout']);
      expect(await harness.liveEventIds(calendarId)).toContain(event().externalId);
    });

    test('the event comes back as written, with our mark, and busy', async () => {
      const { client, calendarId } = await open();
      const written = await client.createEvent(calendarId, event({ status: 'tentative' }));
      expect(await client.getEvent(calendarId, event().externalId)).toMatchObject({
        externalId: event().externalId,
        etag: written.etag,
        iCalUid: written.iCalUid,
        title: event().title,
        start: event().start,
        end: event().end,
        timeZone: 'Asia/Ho_Chi_Minh',
        cancelled: false,
        allDay: false,
        busy: true,
        tentative: true,
        meetingUrl: written.meetingUrl,
        marker: { tenantId: 'ten_1', sessionId: 'ses_1', revision: 1 },
      });
    });

    test('moving keeps uid and meeting and changes the etag', async () => {
      const { client, calendarId } = await open();
      const first = await client.createEvent(calendarId, event());
      const marker = { ...event().marker, revision: 2 };
      const moved = await client.updateEvent(
        calendarId,
        event({ start: base + hour, end: base + 2 * hour, marker }),
      );
      expect(moved).toMatchObject({ iCalUid: first.iCalUid, meetingUrl: first.meetingUrl });
      expect(moved.etag).not.toBe(first.etag);
      const read = await client.getEvent(calendarId, event().externalId);
      expect(read).toMatchObject({ start: base + hour, end: base + 2 * hour, marker: { revision: 2 } });
    });

    test('people whom the host invited stay invited, with their answers, when we move the event', async () => {
      const { client, calendarId } = await open();
      await client.createEvent(calendarId, event());
      await harness.personInvites(calendarId, event().externalId, 'colleague@example.com');
      await client.updateEvent(calendarId, event({ start: base + hour, end: base + 2 * hour }));
      const guests = await harness.guestsOf(calendarId, event().externalId);
      expect(guests).toContain('colleague@example.com accepted');
      expect(guests).toContain('mai@example.com needsAction');
    });

    test('updating an event that is not there creates it', async () => {
      const { client, calendarId } = await open();
      const written = await client.updateEvent(calendarId, event());
      expect(written.meetingUrl).toMatch(/^https:/);
      expect(await harness.liveEventIds(calendarId)).toContain(event().externalId);
    });

    test('an edit between our read and our write is not lost: the write is repeated on top of it', async () => {
      const { client, calendarId } = await open();
      await client.createEvent(calendarId, event());
      await harness.fault({
        method: 'PATCH',
        path: harness.eventsPath,
        status: 412,
        reason: 'conditionNotMet',
        times: 1,
      });
      await client.updateEvent(calendarId, event({ title: 'Renamed' }));
      expect(await client.getEvent(calendarId, event().externalId)).toMatchObject({ title: 'Renamed' });
    });

    test('a meeting that takes a while is reported as pending and is there on the next look', async () => {
      const { client, calendarId } = await open();
      await harness.makeMeetings('pending');
      const first = await client.createEvent(calendarId, event());
      expect(first).toMatchObject({ conferencePending: true });
      expect(first.meetingUrl).toBeUndefined();
      const second = await client.updateEvent(calendarId, event());
      expect(second).toMatchObject({ conferencePending: false });
      expect(second.meetingUrl).toMatch(/^https:/);
    });

    test('a meeting that could not be made is made by a later update, once', async () => {
      const { client, calendarId } = await open();
      await harness.makeMeetings('failure');
      const first = await client.createEvent(calendarId, event());
      expect([first.conferencePending, first.meetingUrl]).toEqual([false, undefined]);
      expect((await client.updateEvent(calendarId, event())).meetingUrl).toBeUndefined();
      await harness.makeMeetings('success');
      const made = await client.updateEvent(calendarId, event());
      expect(made.meetingUrl).toMatch(/^https:/);
      expect((await client.updateEvent(calendarId, event())).meetingUrl).toBe(made.meetingUrl);
    });

    test('deleting twice, or what never was, is fine', async () => {
      const { client, calendarId } = await open();
      await client.createEvent(calendarId, event());
      await client.deleteEvent(calendarId, event().externalId);
      await client.deleteEvent(calendarId, event().externalId);
      await client.deleteEvent(calendarId, 'never0was');
      expect(await harness.liveEventIds(calendarId)).not.toContain(event().externalId);
    });

    test('a delete whose answer was lost succeeds when repeated', async () => {
      const { client, calendarId } = await open();
      await client.createEvent(calendarId, event());
      await harness.fault({ method: 'DELETE', path: harness.eventsPath, reset: 'after', times: 1 });
      expect((await failureOf(client.deleteEvent(calendarId, event().externalId))).kind).toBe('unavailable');
      await client.deleteEvent(calendarId, event().externalId);
    });

    test('the id of a deleted event is reported as a conflict by create and by update', async () => {
      const { client, calendarId } = await open();
      await client.createEvent(calendarId, event());
      await harness.personDeletes(calendarId, event().externalId);
      const expected = { kind: 'conflict', reason: 'event_deleted' };
      expect(await failureOf(client.createEvent(calendarId, event()))).toMatchObject(expected);
      expect(await failureOf(client.updateEvent(calendarId, event()))).toMatchObject(expected);
    });

    test("another booking's event is never taken for ours", async () => {
      const { client, calendarId } = await open();
      await client.createEvent(calendarId, event());
      const other = event({ marker: { tenantId: 'ten_1', sessionId: 'ses_2', revision: 1 } });
      expect((await failureOf(client.createEvent(calendarId, other))).kind).toBe('conflict');
    });

    test('no guest is mailed and every write speaks the conference version', async () => {
      const { client, calendarId } = await open();
      await harness.forgetRequests();
      await client.createEvent(calendarId, event());
      await client.updateEvent(calendarId, event({ title: 'Again' }));
      await client.deleteEvent(calendarId, event().externalId);
      const writes = (await apiRequests()).filter(({ method }) => method !== 'GET');
      expect(writes).toHaveLength(3);
      for (const { query } of writes) expect(query['sendUpdates']).toEqual(['none']);
      for (const { query } of writes.slice(0, 2)) expect(query['conferenceDataVersion']).toEqual(['1']);
    });

    test("one person's calendars do not exist for another", async () => {
      const { client } = await open({ person: harness.people[1] });
      expect((await failureOf(client.createEvent(harness.people[0], event()))).kind).toBe('missing');
      expect(await client.getEvent(harness.people[0], event().externalId)).toBeNull();
    });

    test('a request the vendor will never accept is invalid', async () => {
      const { client, calendarId } = await open();
      expect((await failureOf(client.createEvent(calendarId, event({ end: base - hour })))).kind).toBe(
        'invalid',
      );
      expect((await failureOf(client.createEvent(calendarId, event({ timeZone: 'No/Where' })))).kind).toBe(
        'invalid',
      );
    });
  });

  describe('failures', () => {
    test('being told to slow down carries how long, after a single request', async () => {
      const { client, calendarId } = await open();
      await harness.forgetRequests();
      await harness.fault({ ...harness.faults.throttled, path: harness.eventsPath });
      const failure = await failureOf(client.deleteEvent(calendarId, 'any00'));
      expect([failure.kind, failure.retryAfterSeconds]).toEqual(['throttled', 17]);
      expect(await apiRequests()).toHaveLength(1);
    });

    test('a ban on writes lasts an hour at least', async () => {
      const { client, calendarId } = await open();
      await harness.fault({ ...harness.faults.writeBan, path: harness.eventsPath });
      const failure = await failureOf(client.createEvent(calendarId, event()));
      expect([failure.kind, failure.retryAfterSeconds]).toEqual(['throttled', 3_600]);
    });

    test.each([429, 500, 503])(
      'status %i is tried once and reported with the advised wait',
      async (status) => {
        const { client, calendarId } = await open();
        await harness.forgetRequests();
        await harness.fault({ path: harness.eventsPath, status, retryAfterSeconds: 9 });
        const failure = await failureOf(client.getEvent(calendarId, 'any00'));
        expect(failure.kind).toBe(status === 429 ? 'throttled' : 'unavailable');
        expect(failure.retryAfterSeconds).toBe(9);
        expect(await apiRequests()).toHaveLength(1);
      },
    );

    test('a broken connection is unavailable, after a single request', async () => {
      const { client, calendarId } = await open();
      await harness.forgetRequests();
      await harness.fault({ path: harness.eventsPath, reset: 'before' });
      expect((await failureOf(client.getEvent(calendarId, 'any00'))).kind).toBe('unavailable');
      expect(await apiRequests()).toHaveLength(1);
    });

    test('an unreachable token endpoint is unavailable, not revoked', async () => {
      const { credentials } = await connect();
      await harness.fault({ method: 'POST', path: 'token', status: 503 });
      const client = harness.provider.open(harness.aged(credentials), async () => {});
      expect((await failureOf(client.listCalendars())).kind).toBe('unavailable');
    });

    test('errors carry neither tokens nor what the event says', async () => {
      const { client, calendarId, credentials } = await open();
      await harness.fault({ path: harness.eventsPath, status: 500 });
      const failure = await failureOf(client.createEvent(calendarId, event()));
      const seen = JSON.stringify([failure, failure.message, String(failure.cause), failure.stack]);
      for (const secret of [
        ...Object.values(harness.secretsOf(credentials)),
        event().title,
        'mai@example.com',
      ]) {
        expect(seen).not.toContain(secret);
      }
    });
  });

  describe('pulling changes', () => {
    const window = { from: base - day, to: base + 30 * day };

    test('a full pass comes in pages, holds each event of the window once and ends with a cursor', async () => {
      const { client, calendarId } = await open();
      const ids: string[] = [];
      for (let index = 0; index < 7; index += 1) {
        const start = base + index * day;
        ids.push(
          await harness.personCreates(calendarId, { title: `Busy ${index}`, start, end: start + hour }),
        );
      }
      const outside = await harness.personCreates(calendarId, {
        title: 'Far away',
        start: base + 90 * day,
        end: base + 90 * day + hour,
      });
      await harness.pageSize(3);
      const { events, pages, cursor } = await pull(client, calendarId, window);
      const seen = events.map(({ externalId }) => externalId);
      expect(pages).toBeGreaterThan(2);
      expect(cursor).not.toBe('');
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen).toEqual(expect.arrayContaining(ids));
      expect(seen).not.toContain(outside);
    });

    test('a full pass without a window is refused', async () => {
      const { client, calendarId } = await open();
      expect((await failureOf(client.listChanges(calendarId, {}))).kind).toBe('invalid');
    });

    test('after that only what changed comes: new, moved and deleted events, then nothing', async () => {
      const { client, calendarId } = await open();
      const create = (title: string, start: number) =>
        harness.personCreates(calendarId, { title, start, end: start + hour });
      const moved = await create('Moved', base);
      const deleted = await create('Deleted', base + day);
      const untouched = await create('Untouched', base + 2 * day);
      const full = await pull(client, calendarId, window);
      await harness.personMoves(calendarId, moved, base + 5 * hour, base + 6 * hour);
      await harness.personDeletes(calendarId, deleted);
      const added = await create('Added', base + 3 * day);
      await harness.pageSize(1);
      const next = await pull(client, calendarId, { cursor: full.cursor });
      const byId = new Map(next.events.map((item) => [item.externalId, item]));
      expect(byId.get(moved)).toMatchObject({ start: base + 5 * hour, cancelled: false });
      expect(byId.get(deleted)).toMatchObject({ cancelled: true, busy: false });
      expect(byId.get(added)).toMatchObject({ title: 'Added' });
      expect(byId.has(untouched)).toBe(false);
      expect(next.pages).toBe(3);
      const nothing = await pull(client, calendarId, { cursor: next.cursor });
      expect(nothing.events).toEqual([]);
      expect(nothing.cursor).not.toBe('');
    });

    test('a change while pages are read is not lost', async () => {
      const { client, calendarId } = await open();
      const first = await harness.personCreates(calendarId, { title: 'A', start: base, end: base + hour });
      await harness.personCreates(calendarId, { title: 'B', start: base + day, end: base + day + hour });
      await harness.pageSize(1);
      const page = await client.listChanges(calendarId, window);
      await harness.personMoves(calendarId, first, base + 2 * hour, base + 3 * hour);
      let last = page;
      while (last.nextPage !== undefined) {
        last = await client.listChanges(calendarId, { ...window, page: last.nextPage });
      }
      const { events } = await pull(client, calendarId, { cursor: last.cursor ?? '' });
      expect(events).toMatchObject([{ externalId: first, start: base + 2 * hour }]);
    });

    test('our own writes come back with our mark', async () => {
      const { client, calendarId } = await open();
      const { cursor } = await pull(client, calendarId, window);
      const written = await client.createEvent(calendarId, event());
      const { events } = await pull(client, calendarId, { cursor });
      expect(events).toMatchObject([{ etag: written.etag, marker: event().marker }]);
    });

    test("an all-day event covers the calendar's local day", async () => {
      const { client, calendarId } = await open();
      const date = new Date(base).toISOString().slice(0, 10);
      const id = await harness.personCreatesAllDay(calendarId, 'Holiday', date);
      const { events } = await pull(client, calendarId, window);
      const local = Date.parse(`${date}T00:00:00+07:00`);
      expect(events.find(({ externalId }) => externalId === id)).toMatchObject({
        allDay: true,
        start: local,
        end: local + day,
        timeZone: 'Asia/Ho_Chi_Minh',
        busy: true,
      });
    });

    test('a cursor the vendor has dropped asks for a full pass, and so does one of another make', async () => {
      const { client, calendarId } = await open();
      const { cursor } = await pull(client, calendarId, window);
      await harness.expireCursors(calendarId);
      expect((await failureOf(client.listChanges(calendarId, { cursor }))).kind).toBe('cursor_expired');
      expect((await failureOf(client.listChanges(calendarId, { cursor: 'other' }))).kind).toBe(
        'cursor_expired',
      );
      const again = await pull(client, calendarId, window);
      expect((await pull(client, calendarId, { cursor: again.cursor })).events).toEqual([]);
    });

    test('a cursor grows old on its own', async () => {
      const { client, calendarId } = await open();
      const { cursor } = await pull(client, calendarId, window);
      await harness.advanceClock(60 * day);
      expect((await failureOf(client.listChanges(calendarId, { cursor }))).kind).toBe('cursor_expired');
    });

    test('a vanished calendar is missing', async () => {
      const { client } = await open();
      expect((await failureOf(client.listChanges('gone@example.com', window))).kind).toBe('missing');
    });
  });

  describe('push channels', () => {
    const listen = async () => {
      const receive = (await createCalendarReceivers({})).get(vendor);
      const pushes: CalendarPush[] = [];
      const take = async (message: Request): Promise<void> => {
        const received = await receive?.(message, Date.now());
        if (received?.kind === 'hints') pushes.push(...received.hints);
      };
      const server = createServer((request, response) => {
        const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [
          name,
          String(value),
        ]);
        request.resume();
        void take(new Request('http://127.0.0.1/push', { method: 'POST', headers })).finally(() =>
          response.writeHead(204).end(),
        );
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
      const { port } = server.address() as AddressInfo;
      return {
        callbackUrl: `http://127.0.0.1:${port}/push`,
        pushes: () => pushes,
        close: () => new Promise((resolve) => server.close(resolve)),
      };
    };

    test('a channel greets, tells of changes with its secret, and is silent once closed', async () => {
      const { client, calendarId } = await open();
      const listener = await listen();
      const request = {
        channelId: 'chn-1',
        secret: 'channel-secret-1',
        callbackUrl: listener.callbackUrl,
        expiresAt: Date.now() + 2 * day,
      };
      const channel = await client.openChannel(calendarId, request);
      await harness.settlePushes();
      const { resourceId } = channel;
      expect(listener.pushes()).toEqual([
        { channelId: 'chn-1', secret: 'channel-secret-1', resourceId, messageId: '1' },
      ]);
      await harness.personCreates(calendarId, { title: 'New', start: base, end: base + hour });
      await harness.settlePushes();
      expect(listener.pushes()).toHaveLength(2);
      expect(new Set(listener.pushes().map((push) => push.messageId)).size).toBe(2);
      await client.closeChannel(channel);
      await client.closeChannel(channel);
      await harness.personCreates(calendarId, { title: 'Unheard', start: base, end: base + hour });
      await harness.settlePushes();
      expect(listener.pushes()).toHaveLength(2);
      await listener.close();
    });

    test('the granted life counts, not the one asked for, and an expired channel is silent', async () => {
      const { client, calendarId } = await open();
      const listener = await listen();
      const channel = await client.openChannel(calendarId, {
        channelId: 'chn-2',
        secret: 's',
        callbackUrl: listener.callbackUrl,
        expiresAt: Date.now() + 400 * day,
      });
      expect(channel.expiresAt).toBeLessThan(Date.now() + 8 * day);
      await harness.advanceClock(9 * day);
      await harness.personCreates(calendarId, { title: 'Late', start: base, end: base + hour });
      await harness.settlePushes();
      expect(listener.pushes()).toHaveLength(1);
      await listener.close();
    });

    test('a channel id is used once', async () => {
      const { client, calendarId } = await open();
      const listener = await listen();
      const request = {
        channelId: 'chn-3',
        secret: 's',
        callbackUrl: listener.callbackUrl,
        expiresAt: Date.now() + day,
      };
      await client.openChannel(calendarId, request);
      expect((await failureOf(client.openChannel(calendarId, request))).kind).toBe('invalid');
      await harness.settlePushes();
      await listener.close();
    });

    test("one person cannot close another's channel", async () => {
      const { client, calendarId } = await open();
      const other = await open({ person: harness.people[1] });
      const listener = await listen();
      const channel = await client.openChannel(calendarId, {
        channelId: 'chn-4',
        secret: 's',
        callbackUrl: listener.callbackUrl,
        expiresAt: Date.now() + day,
      });
      await other.client.closeChannel(channel);
      await harness.personCreates(calendarId, { title: 'Still heard', start: base, end: base + hour });
      await harness.settlePushes();
      expect(listener.pushes()).toHaveLength(2);
      await listener.close();
    });
  });
});

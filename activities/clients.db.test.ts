import { createHash, randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { createTestTenant, type TestHost } from '#db/testing/tenant.ts';
import { ProviderFailure, type ProviderFailureKind } from '#domain/provider-failure.ts';
import type { CalendarHarness } from '#providers/calendar/contract-harness.ts';
import { startGoogleHarness } from '#providers/calendar/google/contract-harness.ts';
import type { CalendarProvider } from '#providers/calendar/port.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { connectCalendars } from '#services/calendar/connect-calendars.ts';
import type { ServiceContext } from '#services/context.ts';
import { type IntegrationKey, loadCredentials } from '#services/integration/credentials.ts';
import { rotateCredentials } from '#services/integration/rotate-credentials.ts';
import { createSecretBox } from '#services/secrets.ts';
import { type Circuit, createBreakers, createWithClient } from './clients.ts';

let db: Database;
let vendor: CalendarHarness;
const firstKey = { id: 'k1', key: randomBytes(32) };
const box = createSecretBox([firstKey]);
const redirectUri = 'http://127.0.0.1/callback';

beforeAll(async () => {
  // All who ask at once read their tokens at once.
  db = openDatabase(testDatabase().appUrl, { poolSize: 10 });
  vendor = await startGoogleHarness();
});
afterAll(async () => {
  await vendor.stop();
  await closeDatabase(db);
});
beforeEach(() => vendor.reset());
afterEach(() => {
  vi.useRealTimers();
});

const hostContext = (tenantId: string, host: TestHost | undefined): ServiceContext => ({
  db,
  tenantId,
  actor: {
    kind: 'member',
    memberId: host?.id ?? '',
    userId: host?.userId ?? '',
    role: 'owner',
    name: 'Host',
  },
  now: Date.now,
  newId,
});

/** A connected account whose access token has to be refreshed before anything is asked. */
const connectStale = async (): Promise<IntegrationKey> => {
  const { tenantId, hosts } = await createTestTenant(db);
  const verifier = randomBytes(48).toString('base64url');
  const codeChallenge = createHash('sha256').update(verifier).digest('base64url');
  const url = vendor.provider.auth.authorizationUrl({ state: 's', codeChallenge, redirectUri });
  const back = await vendor.consent(url, { allow: true });
  const code = back.searchParams.get('code') ?? '';
  const { credentials, account } = await vendor.provider.auth.exchangeCode({
    code,
    codeVerifier: verifier,
    redirectUri,
  });
  const { integrationId } = await connectCalendars(hostContext(tenantId, hosts[0]), box, {
    vendor: 'google',
    auth: 'oauth',
    account,
    credentials: vendor.aged(credentials),
    calendars: [],
  });
  return { tenantId, integrationId };
};

/** A process of its own: neither breaker nor refreshes under way are shared. */
const processOf = (provider: CalendarProvider, secrets = box) =>
  createWithClient({ db, secrets, vendors: new Map([['google', provider]]) });

const refreshes = async () => (await vendor.requests()).filter(({ path }) => path === '/token').length;

describe('tokens in use', () => {
  test('two activities that need a fresh token at once ask for one', async () => {
    const key = await connectStale();
    const withClient = processOf(vendor.provider);
    await vendor.forgetRequests();
    const many = 6;
    let opened = 0;
    const all = Promise.withResolvers<void>();
    const activity = () =>
      withClient(key, async (client) => {
        opened += 1;
        if (opened === many) all.resolve();
        await all.promise;
        return client.listCalendars();
      });
    await Promise.all(Array.from({ length: many }, activity));
    expect(await refreshes()).toBe(1);
    await withClient(key, (client) => client.listCalendars());
    expect(await refreshes()).toBe(1);
  });

  test('two processes that refresh rotating tokens at once both go on, and the owner is left in peace', async () => {
    const key = await connectStale();
    await vendor.rotateRefreshTokens();
    const processes = [processOf(vendor.provider), processOf(vendor.impatientProvider)];
    const lists = await Promise.all(
      processes.map((withClient) => withClient(key, (client) => client.listCalendars())),
    );
    expect(lists.map((list) => list.length > 0)).toEqual([true, true]);
    expect((await loadCredentials(db, box, key)).status).toBe('connected');
  });

  test('a client opened before the tokens were refreshed elsewhere goes on with the new ones', async () => {
    const key = await connectStale();
    await vendor.rotateRefreshTokens();
    const other = processOf(vendor.impatientProvider);
    let runs = 0;
    const seen = await processOf(vendor.provider)(key, async (client) => {
      runs += 1;
      if (runs === 1) await other(key, (fresh) => fresh.listCalendars());
      return client.listCalendars();
    });
    expect(seen.length).toBeGreaterThan(0);
    expect((await loadCredentials(db, box, key)).status).toBe('connected');
  });

  test('a refusal for good marks the integration', async () => {
    const key = await connectStale();
    await vendor.revoke(vendor.people[0]);
    const failure = processOf(vendor.provider)(key, (client) => client.listCalendars());
    await expect(failure).rejects.toMatchObject({ kind: 'revoked', reason: 'access_withdrawn' });
    await expect(loadCredentials(db, box, key)).rejects.toMatchObject({ reason: 'access_withdrawn' });
  });

  test('a rotation of encryption keys while tokens are refreshed loses neither', async () => {
    const key = await connectStale();
    const both = createSecretBox([{ id: 'k2', key: randomBytes(32) }, firstKey]);
    const withClient = processOf(vendor.provider, both);
    await Promise.all([
      withClient(key, (client) => client.listCalendars()),
      rotateCredentials(db, both, key.tenantId),
      withClient(key, (client) => client.listCalendars()),
    ]);
    await rotateCredentials(db, both, key.tenantId);
    const stored = await loadCredentials(db, both, key);
    expect(stored.sealed).toMatch(/^v1\.k2\./);
    expect(stored.credentials).not.toMatchObject({ accessTokenExpiresAt: 0 });
    await withClient(key, (client) => client.listCalendars());
  });
});

describe('a vendor whose accounts are opened by a key', () => {
  type Asked = { opened: unknown[]; revoked: unknown[] };
  /** Knows one key, and nothing of consent or of tokens that end. */
  const createKeyVendor = (asked: Asked, accepted: () => string): CalendarProvider => ({
    vendor: vendor.provider.vendor,
    auth: {
      kind: 'key',
      verify: async ({ key }) => ({
        credentials: { key },
        account: { externalAccountId: key, label: 'Main' },
      }),
    },
    revoke: async (credentials) => {
      asked.revoked.push(credentials);
    },
    open: (credentials) => {
      asked.opened.push(credentials);
      const refuse = async (): Promise<never> => {
        throw new ProviderFailure(vendor.provider.vendor, 'revoked', { reason: 'access_withdrawn' });
      };
      return {
        listCalendars: async () => (credentials['key'] === accepted() ? [] : refuse()),
        createEvent: refuse,
        updateEvent: refuse,
        deleteEvent: refuse,
        getEvent: refuse,
        listChanges: refuse,
        openChannel: refuse,
        closeChannel: refuse,
      };
    },
  });

  const connectByKey = async (provider: CalendarProvider, key: string): Promise<IntegrationKey> => {
    if (provider.auth.kind !== 'key') throw new Error('not a vendor of keys');
    const { tenantId, hosts } = await createTestTenant(db);
    const { integrationId } = await connectCalendars(hostContext(tenantId, hosts[0]), box, {
      vendor: provider.vendor,
      auth: provider.auth.kind,
      ...(await provider.auth.verify({ key })),
      calendars: [],
    });
    return { tenantId, integrationId };
  };

  test('is opened with the key that was given, which is sealed, and revoked with it', async () => {
    const asked: Asked = { opened: [], revoked: [] };
    const provider = createKeyVendor(asked, () => 'a key');
    const key = await connectByKey(provider, 'a key');
    expect((await loadCredentials(db, box, key)).sealed).not.toContain('a key');
    await processOf(provider)(key, async (client, opened, credentials) => {
      expect(await client.listCalendars()).toEqual([]);
      await opened.revoke(credentials);
    });
    expect(asked).toEqual({ opened: [{ key: 'a key' }], revoked: [{ key: 'a key' }] });
  });

  test('that does not accept the key any more marks the integration', async () => {
    let accepted = 'old';
    const provider = createKeyVendor({ opened: [], revoked: [] }, () => accepted);
    const key = await connectByKey(provider, 'old');
    accepted = 'new';
    const refused = processOf(provider)(key, (client) => client.listCalendars());
    await expect(refused).rejects.toMatchObject({ kind: 'revoked' });
    await expect(loadCredentials(db, box, key)).rejects.toMatchObject({ reason: 'access_withdrawn' });
  });
});

describe('a circuit', () => {
  const failing = async (): Promise<never> => {
    throw new ProviderFailure('google', 'unavailable', { reason: 'timeout' });
  };
  const reasonOf = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (error: unknown) => (error instanceof ProviderFailure ? error.reason : 'other'),
    );

  const start = Date.UTC(2027, 2, 1, 8);
  /** Two accounts as one process opens them: how each fares when it is read, and when an event of its own is written. */
  const twoAccounts = async () => {
    const withClient = processOf(vendor.provider);
    const accountOf = async (key: IntegrationKey) => {
      const list = () => withClient(key, (client) => client.listCalendars());
      const primary = (await list()).find(({ isPrimary }) => isPrimary)?.externalId ?? '';
      const create = () =>
        withClient(key, (client) =>
          client.createEvent(primary, {
            externalId: `evs${randomBytes(12).toString('hex')}`,
            title: 'Intro call',
            description: '',
            start,
            end: start + 1_800_000,
            timeZone: 'UTC',
            attendees: [],
            status: 'confirmed',
            marker: { tenantId: key.tenantId, sessionId: 'ses_1', revision: 0 },
          }),
        );
      return { read: () => reasonOf(list()), write: () => reasonOf(create()) };
    };
    return { mine: await accountOf(await connectStale()), other: await accountOf(await connectStale()) };
  };

  const reading: Circuit = { vendor: 'google', integrationId: 'a', kind: 'read' };

  test('opens after five failures in a row, for one kind of call of one account', async () => {
    const guarded = createBreakers();
    for (let count = 0; count < 5; count += 1)
      expect(await reasonOf(guarded(reading, failing))).toBe('timeout');
    let asked = 0;
    const working = async () => {
      asked += 1;
    };
    expect(await reasonOf(guarded(reading, working))).toBe('circuit_open');
    expect(asked).toBe(0);
    expect(await reasonOf(guarded({ ...reading, kind: 'write' }, working))).toBe('done');
    expect(await reasonOf(guarded({ ...reading, integrationId: 'b' }, working))).toBe('done');
  });

  test('lets one call through after half a minute and closes when that one works', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const guarded = createBreakers();
    for (let count = 0; count < 5; count += 1) await reasonOf(guarded(reading, failing));
    vi.setSystemTime(Date.now() + 29_000);
    expect(await reasonOf(guarded(reading, failing))).toBe('circuit_open');
    vi.setSystemTime(Date.now() + 2_000);
    expect(await reasonOf(guarded(reading, failing))).toBe('timeout');
    expect(await reasonOf(guarded(reading, failing))).toBe('circuit_open');
    vi.setSystemTime(Date.now() + 31_000);
    expect(await reasonOf(guarded(reading, async () => undefined))).toBe('done');
    expect(await reasonOf(guarded(reading, async () => undefined))).toBe('done');
  });

  /** What the failures of each kind are told as, ten times in a row. */
  const isOutageFor: Record<ProviderFailureKind, boolean> = {
    revoked: false,
    throttled: false,
    missing: false,
    conflict: false,
    invalid: false,
    cursor_expired: false,
    unavailable: true,
  };

  test.each(Object.entries(isOutageFor))('failures called %s open it: %s', async (kind, opens) => {
    const guarded = createBreakers();
    const fail = async (): Promise<never> => {
      throw new ProviderFailure('google', kind as ProviderFailureKind);
    };
    for (let count = 0; count < 10; count += 1) await reasonOf(guarded(reading, fail));
    expect(await reasonOf(guarded(reading, async () => undefined))).toBe(opens ? 'circuit_open' : 'done');
  });

  test('one account over its quota of writes is asked for changes as before, and so are the others', async () => {
    const { mine, other } = await twoAccounts();
    await vendor.fault({ ...vendor.faults.writeBan, method: 'POST', path: vendor.eventsPath, times: 10 });
    for (let count = 0; count < 10; count += 1) expect(await mine.write()).toBe('quota_exceeded');
    expect([await mine.read(), await other.read(), await other.write()]).toEqual(['done', 'done', 'done']);
  });

  test('one account whose writes fail is not written to for a while; it is read, and others are written to, as before', async () => {
    const { mine, other } = await twoAccounts();
    await vendor.fault({ method: 'POST', path: vendor.eventsPath, status: 500, times: 5 });
    for (let count = 0; count < 5; count += 1) expect(await mine.write()).toBe('unavailable');
    await vendor.forgetRequests();
    expect(await mine.write()).toBe('circuit_open');
    expect(await vendor.requests()).toEqual([]);
    expect([await mine.read(), await other.read(), await other.write()]).toEqual(['done', 'done', 'done']);
  });
});

import { randomBytes } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import type { Hono } from 'hono';
import { createApp } from '#api/app.ts';
import type { AppDeps } from '#api/deps.ts';
import { parseApiEnv } from '#api/env.ts';
import { createMetrics } from '#api/metrics.ts';
import { createChangeFeed } from '#api/sse/change-feed.ts';
import type { AppEnv } from '#api/variables.ts';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { readFigures } from '#db/figures.ts';
import { listenTo } from '#db/listen.ts';
import type { DatabaseUrls } from '#db/migrate.ts';
import { newId } from '#db/new-id.ts';
import { sessions } from '#db/schema/auth.ts';
import { readSweeps } from '#db/sweeps.ts';
import { createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import { countBehind, createWakeupStore } from '#db/wakeups.ts';
import { createCalendarReceivers } from '#providers/calendar/registry.ts';
import { createConferenceRegistry } from '#providers/conference/registry.ts';
import { createEmailAccounts, createEmailReceivers } from '#providers/email/registry.ts';
import { switchedOn } from '#providers/manifests.ts';
import { createPaymentRegistry } from '#providers/payment/registry.ts';
import { createIdentity } from '#services/account/identity.ts';
import { createTokenSigner } from '#services/booking/read/manage-token.ts';
import { createSites, siteSettings } from '#services/domain/sites.ts';
import { createLogger } from '#services/log.ts';
import { createSecretBox } from '#services/secrets.ts';
import { openTemporal } from '#workflows/client/open.ts';
import { type Relay, startRelay } from '#workflows/client/relay.ts';
import { rateLimitsOff } from './rate-limits-off.ts';

export const publicUrl = 'http://localhost:3000';
export const password = 'correct horse battery';
export const webhookSecret = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;

export type ApiOptions = {
  databaseUrls: DatabaseUrls;
  /** Left out: nothing listens there, as when Temporal is down. */
  temporalAddress?: string;
  /** Keys of the environment that differ from the harness' own (rate limits are off). */
  env?: Readonly<Record<string, string>>;
  deps?: Partial<AppDeps>;
  hosts?: number;
};

export type SignedIn = { email: string; token: string; cookie: string };

export type Api = {
  app: Hono<AppEnv>;
  deps: AppDeps;
  db: Database;
  /** This suite's own tenant and another one that must never shine through. */
  tenant: TestTenant;
  stranger: TestTenant;
  /** Sign-ins of the tenant's hosts in order (the first is the owner), and of the stranger's owner. */
  logins: readonly SignedIn[];
  strangerLogin: SignedIn;
  /** Somebody who operates the installation and is a member of nothing. */
  operatorLogin: SignedIn;
  /** Everything logged so far. */
  logged: () => string;
  close: () => Promise<void>;
};

const nobodyListens = '127.0.0.1:1';
const behindAfterMs = 15_000;

const configFor = (options: ApiOptions, operatorEmail: string) =>
  parseApiEnv({
    NODE_ENV: 'test',
    PUBLIC_URL: publicUrl,
    DATABASE_URL: options.databaseUrls.appUrl,
    DATABASE_AUTH_URL: options.databaseUrls.authUrl,
    DATABASE_OPS_URL: options.databaseUrls.opsUrl,
    OPERATOR_EMAILS: operatorEmail,
    DATABASE_POOL_SIZE: '4',
    AUTH_SECRET: 'a'.repeat(40),
    LINK_SECRET: 'l'.repeat(40),
    ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
    TEMPORAL_ADDRESS: options.temporalAddress ?? nobodyListens,
    ...rateLimitsOff,
    ...options.env,
  });

/** Signs in once more: a session of its own. */
export const signIn = async (app: Hono<AppEnv>, email: string): Promise<SignedIn> => {
  const answer = await app.request('/api/auth/sign-in/email', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  const token = answer.headers.get('set-auth-token');
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0];
  if (token === null || cookie === undefined) throw new Error(`signing in failed with ${answer.status}`);
  return { email, token, cookie };
};

type Wakers = {
  onWake: Relay['send'];
  /** From now on the followers of these tenants are called. */
  start: (temporal: AppDeps['temporal'], tenantIds: readonly string[]) => void;
  stop: () => Promise<void>;
};

/**
 * A relay as in every API process, over a connection of its own so that its statements are not counted as a request's.
 * Other suites share the run's database and call their own followers.
 */
const createWakers = (databaseUrl: string): Wakers => {
  const db = openDatabase(databaseUrl, { poolSize: 1 });
  let relay: Relay | undefined;
  return {
    onWake: (call) => relay?.send(call),
    start: (temporal, tenantIds) => {
      relay = startRelay({
        store: createWakeupStore(db),
        call: async (wakeup) => {
          if (tenantIds.includes(wakeup.tenantId)) await temporal.callFollower(wakeup);
        },
      });
    },
    stop: async () => {
      await relay?.stop();
      await closeDatabase(db);
    },
  };
};

/** Somebody who signs in for each place: the hosts of the suite's own tenant, the stranger, and an operator who is no member. */
const createPeople = async (
  deps: Pick<AppDeps, 'db' | 'identity'>,
  { tag, hosts, operatorEmail }: { tag: string; hosts: number; operatorEmail: string },
) => {
  const people = Array.from({ length: hosts + 1 }, (_, index) => `person-${tag}-${index}@example.com`);
  const users = await Promise.all(
    people.map((email) => deps.identity.createUser({ email, name: email, password })),
  );
  await deps.identity.createUser({ email: operatorEmail, name: 'Operator', password });
  const ids = users.map((user) => user.userId);
  const tenant = await createTestTenant(deps.db, { hosts: hosts, userIds: ids.slice(0, -1) });
  const stranger = await createTestTenant(deps.db, { hosts: 1, userIds: ids.slice(-1) });
  return { people, tenant, stranger };
};

/** What of an API's parts holds nothing open. */
const makeParts = async (config: AppDeps['config']) => ({
  config,
  calendarProviders: new Map(),
  identityProviders: new Map(),
  conferences: await createConferenceRegistry({ JITSI_MEET_URL: 'https://meet.example.com' }),
  payments: await createPaymentRegistry({}),
  billing: new Map(),
  emailAccounts: createEmailAccounts({ ALLOW_LOOPBACK_PROVIDERS: 'true' }),
  vendors: switchedOn({ JITSI_MEET_URL: 'https://meet.example.com' }),
  calendarReceivers: await createCalendarReceivers({}),
  emailReceivers: await createEmailReceivers({
    RESEND_API_KEY: 're_test_key',
    RESEND_WEBHOOK_SECRET: webhookSecret,
    EMAIL_FROM_ADDRESS: 'bookings@example.com',
  }),
  organizerEmail: 'bookings@example.com',
  secrets: createSecretBox(config.ENCRYPTION_KEYS),
  signer: createTokenSigner(config.LINK_SECRET),
  now: Date.now,
  newId,
});

/** The whole API over the run's real database: two tenants, signed-in hosts, captured logs. */
export const openApi = async (options: ApiOptions): Promise<Api> => {
  const tag = randomBytes(5).toString('hex');
  const operatorEmail = `operator-${tag}@example.com`;
  const config = configFor(options, operatorEmail);
  const lines: string[] = [];
  let statements = 0;
  const onStatement = (): void => {
    statements += 1;
  };
  const wakers = createWakers(config.DATABASE_URL);
  const db = openDatabase(config.DATABASE_URL, { poolSize: 4, onStatement, onWake: wakers.onWake });
  const identityDb = openDatabase(config.DATABASE_AUTH_URL, { poolSize: 2 });
  const ops = openDatabase(config.DATABASE_OPS_URL, { poolSize: 2, onStatement });
  const log = createLogger({ level: 'debug', service: 'api' }, { write: (line) => lines.push(line) });
  const identity = createIdentity({
    db: identityDb,
    secret: config.AUTH_SECRET,
    publicUrl,
    trustedOrigins: [],
  });
  const temporal = openTemporal(config, {
    deadlineMs: options.temporalAddress === undefined ? 1_000 : 5_000,
  });
  const metrics = createMetrics({ processMetrics: false });
  const changes = createChangeFeed(
    (...args) => listenTo(config.DATABASE_URL, ...args),
    log,
    () => metrics.ignoredAnnouncements.inc(),
  );
  const deps: AppDeps = {
    ...(await makeParts(config)),
    db,
    ops,
    // Suites ask under loopback, whatever the installation is called.
    sites: createSites(db, { ...siteSettings(config), further: [publicUrl] }, 0),
    identity,
    authDb: identityDb,
    temporal,
    changes,
    log,
    metrics,
    countBehind: () => countBehind(db, behindAfterMs),
    readFigures: () => readFigures(db),
    readSweeps: () => readSweeps(db),
    checkDatabase: async () => void (await db.execute(sql`select 1`)),
    statementCount: () => statements,
    ...options.deps,
  };
  const app = createApp(deps);
  const everybody = { tag, hosts: options.hosts ?? 2, operatorEmail };
  const { people, tenant, stranger } = await createPeople({ ...deps, db }, everybody);
  wakers.start(deps.temporal, [tenant.tenantId, stranger.tenantId]);
  const logins = await Promise.all(people.map((email) => signIn(app, email)));
  const strangerLogin = logins.pop();
  if (strangerLogin === undefined) throw new Error('nobody has signed in');
  const operatorLogin = await signIn(app, operatorEmail);
  const close = async (): Promise<void> => {
    await Promise.allSettled([changes.close(), wakers.stop()]);
    await Promise.allSettled([
      temporal.close(),
      closeDatabase(db),
      closeDatabase(identityDb),
      closeDatabase(ops),
    ]);
  };
  return {
    app,
    deps,
    db,
    tenant,
    stranger,
    logins,
    strangerLogin,
    operatorLogin,
    logged: () => lines.join(''),
    close,
  };
};

/** As if a sign-in had been confirmed then: by it, operations that need that are asked for. */
export const setConfirmed = async ({ deps }: Api, { token }: SignedIn, at: number): Promise<void> => {
  await deps.authDb
    .update(sessions)
    .set({ confirmedAt: new Date(at) })
    .where(eq(sessions.token, token.split('.')[0] ?? ''));
};

export type SendOptions = {
  as?: SignedIn | undefined;
  body?: unknown;
  headers?: Readonly<Record<string, string>>;
};

/** Sends one request; a body is sent as JSON, a string as it is. */
export const send = async (
  api: Api,
  method: string,
  path: string,
  { as, body, headers = {} }: SendOptions = {},
): Promise<Response> =>
  api.app.request(path, {
    method,
    headers: {
      ...(as === undefined ? {} : { Authorization: `Bearer ${as.token}` }),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });

export const firstLogin = (api: Api): SignedIn => {
  const [owner] = api.logins;
  if (owner === undefined) throw new Error('nobody has signed in');
  return owner;
};

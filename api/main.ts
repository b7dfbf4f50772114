import { createAdaptorServer } from '@hono/node-server';
import { sql } from 'drizzle-orm';
import { closeDatabase, openDatabase } from '#db/client.ts';
import { readFigures } from '#db/figures.ts';
import { listenTo } from '#db/listen.ts';
import { newId } from '#db/new-id.ts';
import { applicationRole, ensureRole, identityRole, operatorRole } from '#db/role.ts';
import { readSweeps } from '#db/sweeps.ts';
import { countBehind, createWakeupStore } from '#db/wakeups.ts';
import { createBillingRegistry } from '#providers/billing/registry.ts';
import { createCalendarReceivers, createCalendarRegistry } from '#providers/calendar/registry.ts';
import { createConferenceRegistry } from '#providers/conference/registry.ts';
import { createEmailAccounts, createEmailReceivers, emailFromAddress } from '#providers/email/registry.ts';
import { createIdentityRegistry } from '#providers/identity/registry.ts';
import { credentialsOf, switchedOn } from '#providers/manifests.ts';
import { createPaymentRegistry } from '#providers/payment/registry.ts';
import { createProviderWatch } from '#providers/watch.ts';
import { createIdentity } from '#services/account/identity.ts';
import { createTokenSigner } from '#services/booking/read/manage-token.ts';
import { createSites, siteSettings } from '#services/domain/sites.ts';
import { createLogger } from '#services/log.ts';
import { createSecretBox } from '#services/secrets.ts';
import { countCalls } from '#services/vendor-health/gather-calls.ts';
import { findWebAssets, keepWebAssets } from '#services/web-asset.ts';
import { openTemporal } from '#workflows/client/open.ts';
import { type Relay, startRelay } from '#workflows/client/relay.ts';
import { createApp } from './app.ts';
import type { AppDeps } from './deps.ts';
import { type ApiConfig, parseApiEnv, processEnv } from './env.ts';
import { createMetrics } from './metrics.ts';
import { trustedOrigins } from './origins.ts';
import { createChangeFeed } from './sse/change-feed.ts';
import { createTemporalWatch } from './temporal-watch.ts';
import { createKeptAssets } from './web/kept-assets.ts';
import { mountWeb } from './web/mount-web.ts';

/** How long Temporal may take to accept that a follower is woken. Nobody waits for it. */
const workflowDeadlineMs = 5_000;
/** A follower is behind when it has not looked this long after its due moment. */
const behindAfterMs = 15_000;
const shutdownMs = 8_000;
/** Node's own 511 turns guests away when a thousand come at the same moment. */
const mostWaitingConnections = 4_096;

type Parts = { deps: AppDeps; close: () => Promise<void> };

/** The operators' way across tenants, if the installation has operators. */
const openOperators = ({ DATABASE_OPS_URL: url }: ApiConfig): AppDeps['ops'] =>
  url === '' ? null : openDatabase(url, { poolSize: 2, applicationName: 'everslot-operators' });

const ensureRoles = async (
  { db, identityDb, ops }: { db: AppDeps['db']; identityDb: AppDeps['db']; ops: AppDeps['ops'] },
  log: AppDeps['log'],
): Promise<void> => {
  const told = {
    onAway: (problem: string) => log.warn({ problem }, 'the database is away'),
    onWrong: endWith,
  };
  await Promise.all([
    ensureRole(db, applicationRole, told),
    ensureRole(identityDb, identityRole, told),
    ops === null ? null : ensureRole(ops, operatorRole, told),
  ]);
};

const followTemporal = (temporal: AppDeps['temporal'], log: AppDeps['log']): void => {
  const look = createTemporalWatch(temporal.checkServer, log);
  const again = async (): Promise<void> => {
    const nextMs = await look();
    setTimeout(() => void again(), nextMs).unref();
  };
  void again();
};

const openParts = async (config: ApiConfig): Promise<Parts> => {
  const log = createLogger({ level: config.LOG_LEVEL, service: 'api' });
  const pool = { poolSize: config.DATABASE_POOL_SIZE, applicationName: 'everslot-api' };
  let relay: Relay | undefined;
  const db = openDatabase(config.DATABASE_URL, { ...pool, onWake: (call) => relay?.send(call) });
  const identityDb = openDatabase(config.DATABASE_AUTH_URL, pool);
  const ops = openOperators(config);
  const temporal = openTemporal(config, { deadlineMs: workflowDeadlineMs });
  await ensureRoles({ db, identityDb, ops }, log);
  relay = startRelay({
    store: createWakeupStore(db),
    call: temporal.callFollower,
    onFailure: (error) =>
      error === null
        ? log.info('followers are woken again')
        : log.warn({ err: error }, 'followers cannot be woken'),
  });
  followTemporal(temporal, log);
  const metrics = createMetrics({ processMetrics: true });
  const changes = createChangeFeed(
    (...args) => listenTo(config.DATABASE_URL, ...args),
    log,
    () => metrics.ignoredAnnouncements.inc(),
  );
  const calls = countCalls(db, log);
  const onCall = createProviderWatch({
    count: (call, took) => {
      metrics.providerCalls.inc(call);
      calls.count(call, took);
    },
    log,
    now: Date.now,
    variablesOf: (vendor) => credentialsOf(vendor, processEnv),
  });
  const deps: AppDeps = {
    config,
    db,
    ops,
    sites: createSites(db, { ...siteSettings(config), further: [config.WEBHOOK_BASE_URL] }),
    log,
    temporal,
    changes,
    authDb: identityDb,
    identity: createIdentity({
      db: identityDb,
      secret: config.AUTH_SECRET,
      publicUrl: config.PUBLIC_URL,
      trustedOrigins: trustedOrigins(config.PUBLIC_URL, config.CORS_ORIGINS),
      onError: (message) => log.warn({ message }, 'identity'),
    }),
    calendarProviders: await createCalendarRegistry(processEnv, onCall),
    conferences: await createConferenceRegistry(processEnv, onCall),
    payments: await createPaymentRegistry(processEnv, onCall),
    billing: await createBillingRegistry(processEnv, onCall),
    identityProviders: await createIdentityRegistry(processEnv, onCall),
    emailAccounts: createEmailAccounts(processEnv),
    vendors: switchedOn(processEnv),
    calendarReceivers: await createCalendarReceivers(processEnv),
    emailReceivers: await createEmailReceivers(processEnv),
    organizerEmail: emailFromAddress(processEnv) ?? 'bookings@localhost',
    secrets: createSecretBox(config.ENCRYPTION_KEYS),
    signer: createTokenSigner(config.LINK_SECRET),
    metrics,
    now: Date.now,
    newId,
    countBehind: () => countBehind(db, behindAfterMs),
    readFigures: () => readFigures(db),
    readSweeps: () => readSweeps(db),
    checkDatabase: async () => {
      await Promise.all([db.execute(sql`select 1`), identityDb.execute(sql`select 1`)]);
    },
  };
  const close = async (): Promise<void> => {
    await Promise.allSettled([changes.close(), relay?.stop(), calls.close()]);
    await Promise.allSettled([temporal.close(), closeDatabase(db), closeDatabase(identityDb)]);
    if (ops !== null) await closeDatabase(ops);
  };
  return { deps, close };
};

const watchParent = (parentPid: number, end: () => void): void => {
  if (parentPid === 0) return;
  setInterval(() => {
    if (process.ppid !== parentPid) end();
  }, 500).unref();
};

const endWith = (error: unknown): never => {
  process.stderr.write(`${error instanceof Error ? error.message : 'The API cannot start.'}\n`);
  process.exit(1);
};

const main = async (): Promise<void> => {
  const config = parseApiEnv(processEnv);
  const { deps, close } = await openParts(config);
  const { log } = deps;
  const app = createApp(deps);
  if (config.WEB_DIST !== '') {
    const { db, now } = deps;
    const kept = createKeptAssets({
      read: (names) => findWebAssets(db, names),
      write: (assets) => keepWebAssets(db, assets, now()),
      log,
      now,
    });
    await mountWeb(app, config.WEB_DIST, { publicUrl: config.PUBLIC_URL, now, kept });
  }
  const server = createAdaptorServer({ fetch: app.fetch });
  server.on('error', (error) => {
    process.stderr.write(`The API cannot listen on ${config.HOST}:${config.PORT}: ${error.message}\n`);
    process.exit(1);
  });
  server.listen({ host: config.HOST, port: config.PORT, backlog: mostWaitingConnections }, () =>
    log.info({ port: config.PORT }, 'api ready'),
  );
  let ending = false;
  const end = (signal: string): void => {
    if (ending) return;
    ending = true;
    log.info({ signal }, 'api stops');
    setTimeout(() => process.exit(1), shutdownMs).unref();
    server.close(() => void close().finally(() => process.exit(0)));
    // Streams never end by themselves; requests under way get a moment.
    if ('closeIdleConnections' in server) server.closeIdleConnections();
    setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), 2_000).unref();
  };
  process.on('SIGTERM', () => end('SIGTERM'));
  process.on('SIGINT', () => end('SIGINT'));
  watchParent(config.EVERSLOT_PARENT_PID, () => end('parent gone'));
};

try {
  await main();
} catch (error) {
  endWith(error);
}

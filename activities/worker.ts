import { fileURLToPath } from 'node:url';
import { type NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { applicationRole, ensureRole } from '#db/role.ts';
import { createWakeupStore } from '#db/wakeups.ts';
import type { WakeupCall } from '#domain/follower.ts';
import { ProviderFailure } from '#domain/provider-failure.ts';
import { createBillingRegistry } from '#providers/billing/registry.ts';
import { createCalendarRegistry } from '#providers/calendar/registry.ts';
import { createConferenceRegistry } from '#providers/conference/registry.ts';
import { createDns } from '#providers/dns/resolver.ts';
import type { EmailProvider } from '#providers/email/port.ts';
import { createEmailAccounts, createEmailProvider, emailFromAddress } from '#providers/email/registry.ts';
import { credentialsOf } from '#providers/manifests.ts';
import type { OnProviderCall } from '#providers/observed.ts';
import { createPaymentRegistry } from '#providers/payment/registry.ts';
import { createProviderWatch } from '#providers/watch.ts';
import { createTokenSigner } from '#services/booking/read/manage-token.ts';
import { createSites, siteSettings } from '#services/domain/sites.ts';
import { createLogger, type Logger } from '#services/log.ts';
import { createSecretBox } from '#services/secrets.ts';
import { countCalls } from '#services/vendor-health/gather-calls.ts';
import { openTemporal } from '#workflows/client/open.ts';
import { startRelay } from '#workflows/client/relay.ts';
import { type TaskQueue, taskQueues } from '#workflows/policies.ts';
import { mapFailures } from './failures.ts';
import { type ActivityDeps, createActivities } from './index.ts';
import { logActivities } from './process/activity-log.ts';
import {
  parseWorkerEnv,
  processEnv,
  retentionDaysOf,
  runLibrariesAsInProduction,
  type WorkerConfig,
} from './process/env.ts';
import { giveWay } from './process/give-way.ts';
import { checkBundle, checkTemporal, connectToTemporal } from './process/preflight.ts';
import { callCounter, installRuntime } from './process/runtime.ts';

/** A relay of its own in each worker: followers are woken also when every API process is away. */
const openRelay = (settings: WorkerConfig, db: Database, log: Logger) => {
  const temporal = openTemporal(settings, { deadlineMs: 5_000 });
  const relay = startRelay({
    store: createWakeupStore(db),
    call: temporal.callFollower,
    onFailure: (error) =>
      error === null
        ? log.info('followers are woken again')
        : log.warn({ err: error }, 'followers cannot be woken'),
  });
  return {
    /** A worker without them works: whichever starts next tries again. */
    ensureSchedules: (): Promise<void> =>
      temporal
        .ensureSchedules()
        .catch((err: unknown) => log.error({ err }, 'the sweep of old data could not be scheduled')),
    send: relay.send,
    close: async (): Promise<void> => {
      await relay.stop();
      await temporal.close();
    },
  };
};

const loadRenderer = () => import('#providers/email/templates/render.tsx');

/** Node cannot read the mails' templates in sources by itself; a mail would be the first to find out. */
const checkLoader = async (): Promise<void> => {
  if (!import.meta.url.endsWith('.ts')) return;
  await loadRenderer().catch((cause: unknown) => {
    throw new Error(
      'The worker was started from its sources without their loader: use npm run serve:worker, or node --import ./activities/jsx.ts activities/worker.ts',
      { cause },
    );
  });
};

/** A worker that sends no mail asks for no vendor. */
const noMail: EmailProvider = {
  vendor: null,
  send: async () => {
    throw new Error('this worker does not work on notifications');
  },
};

const openEmail = async (
  settings: WorkerConfig,
  log: Logger,
  onCall: OnProviderCall,
): Promise<EmailProvider> => {
  if (!settings.WORKER_TASK_QUEUES.includes('notifications')) return noMail;
  await checkLoader();
  const email = await createEmailProvider(processEnv, onCall);
  if (email.vendor === null) log.warn('no e-mail vendor is configured: mails wait until one is');
  return email;
};

/** Nobody waits for it: a vendor that is away is no reason not to start. Its failures are told as those of mails. */
const checkMail = (email: EmailProvider, log: Logger): void => {
  email
    .check?.()
    .then(() => log.info({ vendor: email.vendor }, 'the e-mail vendor takes our credentials'))
    .catch((error: unknown) => {
      const isRefused = error instanceof ProviderFailure && error.reason === 'credentials_refused';
      if (isRefused)
        log.error(
          { vendor: email.vendor, server: error.server },
          `the e-mail vendor refuses our credentials: no mail can be sent until ${credentialsOf(email.vendor, processEnv).join(', ')} are corrected`,
        );
    });
};

const openWorkerDatabase = (settings: WorkerConfig, onWake: (call: WakeupCall) => void): Database =>
  openDatabase(settings.DATABASE_URL, {
    poolSize: settings.DATABASE_POOL_SIZE,
    applicationName: 'everslot-worker',
    onWake,
  });

const buildDeps = async (
  settings: WorkerConfig,
  log: Logger,
  parts: { db: Database; onCall: OnProviderCall },
): Promise<ActivityDeps> => {
  const email = await openEmail(settings, log, parts.onCall);
  const readsCalendars = settings.WORKER_TASK_QUEUES.includes('sync');
  const { db } = parts;
  return {
    db,
    secrets: createSecretBox(settings.ENCRYPTION_KEYS),
    retentionDays: retentionDaysOf(settings),
    calendars: readsCalendars ? await createCalendarRegistry(processEnv, parts.onCall) : new Map(),
    conferences: await createConferenceRegistry(processEnv, parts.onCall),
    payments: await createPaymentRegistry(processEnv, parts.onCall),
    billing: await createBillingRegistry(processEnv, parts.onCall),
    email,
    emailAccounts: createEmailAccounts(processEnv),
    render: async (content) => (await loadRenderer()).renderEmail(content),
    signer: createTokenSigner(settings.LINK_SECRET),
    sites: createSites(db, siteSettings(settings)),
    dns: createDns({ servers: settings.DNS_SERVERS }),
    appUrl: `${settings.PUBLIC_URL}/app`,
    fromAddress:
      email === noMail ? 'bookings@localhost' : (emailFromAddress(processEnv) ?? 'bookings@localhost'),
    pushUrl: (vendor) =>
      `${settings.WEBHOOK_BASE_URL || settings.PUBLIC_URL}/api/v1/webhooks/calendar/${vendor}`,
  };
};

const workerOptions = (
  settings: WorkerConfig,
  connection: NativeConnection,
): Omit<WorkerOptions, 'taskQueue'> => ({
  connection,
  namespace: settings.TEMPORAL_NAMESPACE,
  shutdownGraceTime: '20 seconds',
  shutdownForceTime: '30 seconds',
});

/** Said once: a second signal ends the process at once. */
const announceStop = (log: Logger): void => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => log.info({ signal }, 'worker stops'));
};

const watchParent = (parentPid: number, end: () => void): void => {
  if (parentPid === 0) return;
  setInterval(() => {
    if (process.ppid !== parentPid) end();
  }, 1000).unref();
};

/** What each queue runs besides its activities. */
const queueOptions = (config: WorkerConfig): Record<TaskQueue, Partial<WorkerOptions>> => {
  const code =
    config.WORKFLOW_BUNDLE === ''
      ? { workflowsPath: fileURLToPath(new URL('../workflows/index.ts', import.meta.url)) }
      : { workflowBundle: { codePath: config.WORKFLOW_BUNDLE } };
  return {
    bookings: {
      ...code,
      maxCachedWorkflows: config.WORKER_MAX_CACHED_WORKFLOWS,
      maxConcurrentLocalActivityExecutions: Math.max(10, config.DATABASE_POOL_SIZE * 2),
    },
    sync: { ...code, maxConcurrentActivityTaskExecutions: 30 },
    notifications: { maxConcurrentActivityTaskExecutions: 20 },
  };
};

/** Everything that is not there is said before the first task is taken, each in a sentence. */
const openChecked = async (config: WorkerConfig, deps: ActivityDeps, log: Logger) => {
  if (config.WORKFLOW_BUNDLE !== '') await checkBundle(config.WORKFLOW_BUNDLE);
  await ensureRole(deps.db, applicationRole, {
    onAway: (problem) => log.warn({ problem }, 'the database is away'),
    onWrong: endWith,
  });
  const connection = await connectToTemporal(config);
  if (!(await checkTemporal(config, connection)))
    log.warn(
      'the server does not list its search attributes: see temporal-config/README.md for those needed',
    );
  return connection;
};

const endWith = (error: unknown): never => {
  process.stderr.write(`${error instanceof Error ? error.message : 'The worker cannot start.'}\n`);
  process.exit(1);
};

const main = async (): Promise<void> => {
  const config = parseWorkerEnv(processEnv);
  // First of all: threads inherit it from the one that starts them.
  giveWay(config.WORKER_NICENESS);
  runLibrariesAsInProduction();
  const log = createLogger({ level: config.LOG_LEVEL, service: 'worker' });
  const meter = installRuntime(config, log);
  announceStop(log);
  let relay: ReturnType<typeof openRelay> | undefined;
  const db = openWorkerDatabase(config, (call) => relay?.send(call));
  const [calls, count] = [countCalls(db, log), callCounter(meter)];
  const onCall = createProviderWatch({
    count: (call, took) => {
      count(call);
      calls.count(call, took);
    },
    log,
    now: Date.now,
    variablesOf: (vendor) => credentialsOf(vendor, processEnv),
  });
  const deps = await buildDeps(config, log, { db, onCall });
  const connection = await openChecked(config, deps, log);
  relay = openRelay(config, db, log);
  if (config.WORKER_TASK_QUEUES.includes('bookings')) await relay.ensureSchedules();
  const mapped = mapFailures(createActivities(deps), (activity, err) =>
    log.error({ activity, err }, 'activity failed unexpectedly'),
  );
  const activities = logActivities(mapped, log);
  const common = workerOptions(config, connection);
  const special = queueOptions(config);
  // Side by side: each starts a thread that loads the workflow code.
  const workers = await Promise.all(
    config.WORKER_TASK_QUEUES.map((queue) =>
      Worker.create({ ...common, activities, taskQueue: taskQueues[queue], ...special[queue] }),
    ),
  );
  watchParent(config.EVERSLOT_PARENT_PID, () => process.kill(process.pid, 'SIGTERM'));
  const running = Promise.all(workers.map((worker) => worker.run()));
  // At every level: whoever starts the process waits for it.
  const announce = createLogger({ level: 'info', service: 'worker' });
  announce.info({ queues: config.WORKER_TASK_QUEUES }, 'worker ready');
  checkMail(deps.email, log);
  await running;
  await relay.close();
  await connection.close();
  await calls.close();
  await closeDatabase(db);
  log.info('worker stopped');
  // Nothing is under way any more, but vendors' clients keep connections open for a next call, those of mail for half a minute.
  process.exit(0);
};

try {
  await main();
} catch (error) {
  endWith(error);
}

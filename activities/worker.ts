import { fileURLToPath } from 'node:url';
import {
  makeTelemetryFilterString,
  NativeConnection,
  Runtime,
  Worker,
  type WorkerOptions,
} from '@temporalio/worker';
import { type Logger, pino } from 'pino';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { createWakeupStore } from '#db/wakeups.ts';
import type { WakeupCall } from '#domain/follower.ts';
import { createCalendarRegistry } from '#providers/calendar/registry.ts';
import { createConferenceRegistry } from '#providers/conference/registry.ts';
import { createEmailAccounts, createEmailProvider, emailFromAddress } from '#providers/email/registry.ts';
import { createTokenSigner } from '#services/booking/read/manage-token.ts';
import { createSecretBox } from '#services/secrets.ts';
import { connectionOptions } from '#temporal-config/env.ts';
import { openTemporal } from '#workflows/client/open.ts';
import { startRelay } from '#workflows/client/relay.ts';
import { type TaskQueue, taskQueues } from '#workflows/policies.ts';
import { parseWorkerEnv, processEnv, runLibrariesAsInProduction, type WorkerConfig } from './env.ts';
import { mapFailures } from './failures.ts';
import { giveWay } from './give-way.ts';
import { type ActivityDeps, createActivities } from './index.ts';

/** A relay of its own in each worker: followers are woken also when every API process is away. */
const openRelay = (settings: WorkerConfig, db: Database, log: Logger) => {
  const temporal = openTemporal(settings, { deadlineMs: 5_000 });
  const relay = startRelay({
    store: createWakeupStore(db),
    call: temporal.callFollower,
    onFailure: (error) =>
      error === null
        ? log.info('followers are woken again')
        : log.warn({ error: errorName({ error }) }, 'followers cannot be woken'),
  });
  return {
    send: relay.send,
    close: async (): Promise<void> => {
      await relay.stop();
      await temporal.close();
    },
  };
};

const buildDeps = async (
  settings: WorkerConfig,
  log: Logger,
  onWake: (call: WakeupCall) => void,
): Promise<ActivityDeps> => {
  const email = await createEmailProvider(processEnv);
  if (email.vendor === null) log.warn('no e-mail vendor is configured: mails wait until one is');
  return {
    db: openDatabase(settings.DATABASE_URL, {
      poolSize: settings.DATABASE_POOL_SIZE,
      applicationName: 'everslot-worker',
      onWake,
    }),
    secrets: createSecretBox(settings.ENCRYPTION_KEYS),
    calendars: await createCalendarRegistry(processEnv),
    conferences: await createConferenceRegistry(processEnv),
    email,
    emailAccounts: createEmailAccounts(processEnv),
    render: async (content) => (await import('#providers/email/templates/render.tsx')).renderEmail(content),
    signer: createTokenSigner(settings.LINK_SECRET),
    publicUrl: settings.PUBLIC_URL,
    appUrl: `${settings.PUBLIC_URL}/app`,
    fromAddress: emailFromAddress(processEnv) ?? 'bookings@localhost',
    pushUrl: (vendor) =>
      `${settings.WEBHOOK_BASE_URL || settings.PUBLIC_URL}/api/v1/webhooks/calendar/${vendor}`,
  };
};

const installRuntime = (settings: WorkerConfig, log: Logger): void => {
  Runtime.install({
    logger: {
      log: (level, message, meta) => {
        if (level === 'WARN' || level === 'ERROR') log.warn({ error: errorName(meta) }, message);
      },
      trace: () => undefined,
      debug: () => undefined,
      info: (message) => log.debug(message),
      warn: (message, meta) => log.warn({ error: errorName(meta) }, message),
      error: (message, meta) => log.error({ error: errorName(meta) }, message),
    },
    telemetryOptions: {
      logging: { filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }), forward: {} },
      ...(settings.WORKER_METRICS_PORT === 0
        ? {}
        : {
            metrics: {
              prometheus: { bindAddress: `${settings.WORKER_METRICS_HOST}:${settings.WORKER_METRICS_PORT}` },
            },
          }),
    },
  });
};

/** Errors are logged by name: messages may quote what must not be logged. */
const errorName = (meta: unknown): string | undefined => {
  if (typeof meta !== 'object' || meta === null || !('error' in meta)) return undefined;
  return meta.error instanceof Error ? meta.error.name : typeof meta.error;
};

/** Where it happened, without the message. */
const frames = (error: unknown): string[] =>
  error instanceof Error
    ? (error.stack ?? '')
        .split('\n')
        .filter((line) => /^\s+at /.test(line))
        .slice(0, 8)
    : [];

const workerOptions = (
  settings: WorkerConfig,
  connection: NativeConnection,
): Omit<WorkerOptions, 'taskQueue'> => ({
  connection,
  namespace: settings.TEMPORAL_NAMESPACE,
  shutdownGraceTime: '20 seconds',
  shutdownForceTime: '30 seconds',
});

const watchParent = (parentPid: number, end: () => void): void => {
  if (parentPid === 0) return;
  setInterval(() => {
    if (process.ppid !== parentPid) end();
  }, 1000).unref();
};

const main = async (): Promise<void> => {
  const config = parseWorkerEnv(processEnv);
  // First of all: threads inherit it from the one that starts them.
  giveWay(config.WORKER_NICENESS);
  runLibrariesAsInProduction();
  const log = pino({ level: config.LOG_LEVEL, base: { process: 'worker' } });
  installRuntime(config, log);
  let relay: ReturnType<typeof openRelay> | undefined;
  const deps = await buildDeps(config, log, (call) => relay?.send(call));
  relay = openRelay(config, deps.db, log);
  const activities = mapFailures(createActivities(deps), (name, error) =>
    log.error(
      { activity: name, error: errorName({ error }), at: frames(error) },
      'activity failed unexpectedly',
    ),
  );
  const connection = await NativeConnection.connect(connectionOptions(config));
  const common = workerOptions(config, connection);
  const code =
    config.WORKFLOW_BUNDLE === ''
      ? { workflowsPath: fileURLToPath(new URL('../workflows/index.ts', import.meta.url)) }
      : { workflowBundle: { codePath: config.WORKFLOW_BUNDLE } };
  const special: Record<TaskQueue, Partial<WorkerOptions>> = {
    bookings: {
      ...code,
      maxCachedWorkflows: config.WORKER_MAX_CACHED_WORKFLOWS,
      maxConcurrentLocalActivityExecutions: Math.max(10, config.DATABASE_POOL_SIZE * 2),
    },
    sync: { ...code, maxConcurrentActivityTaskExecutions: 30 },
    notifications: { maxConcurrentActivityTaskExecutions: 20 },
  };
  // Side by side: each starts a thread that loads the workflow code.
  const workers = await Promise.all(
    config.WORKER_TASK_QUEUES.map((queue) =>
      Worker.create({ ...common, activities, taskQueue: taskQueues[queue], ...special[queue] }),
    ),
  );
  watchParent(config.EVERSLOT_PARENT_PID, () => process.kill(process.pid, 'SIGTERM'));
  const running = Promise.all(workers.map((worker) => worker.run()));
  process.stdout.write('worker ready\n');
  log.info('worker ready');
  await running;
  await relay.close();
  await connection.close();
  await closeDatabase(deps.db);
};

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : 'The worker cannot start.'}\n`);
  process.exit(1);
}

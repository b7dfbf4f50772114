import { z } from 'zod';
import { databaseEnv } from '#db/env.ts';
import { type RetentionDays, usualDays } from '#domain/retention/policies.ts';
import { addressesEnv, optionalAddress, parseEnvironment, secretsEnv } from '#services/env.ts';
import { temporalEnv } from '#temporal-config/env.ts';
import { type TaskQueue, taskQueues } from '#workflows/policies.ts';

const isTaskQueue = (name: string): name is TaskQueue => Object.hasOwn(taskQueues, name);

/** `bookings,sync`: each of ours, at least one. */
const queueList = z
  .string()
  .transform((text) => text.split(',').map((name) => name.trim()))
  .refine((names) => names.every(isTaskQueue), `each is one of ${Object.keys(taskQueues).join(', ')}`)
  .transform((names) => names.filter(isTaskQueue));

const isServer = (text: string): boolean => /^(?:[\d.]+|\[[\da-f:]+\])(?::\d{1,5})?$/i.test(text);

/** `1.1.1.1, [::1]:5353`: addresses, with a port where it is another than 53. */
const serverList = z
  .string()
  .default('')
  .transform((text) => text.split(/[\s,]+/).filter((part) => part !== ''))
  .refine(
    (servers) => servers.every(isServer),
    'each must be an address, an IPv6 one in brackets, with or without a port',
  );

/** A day at least: what is younger may still be needed. */
const days = (usual: number, least = 1) => z.coerce.number().int().min(least).max(3_650).default(usual);

/** What the worker process reads. Providers read their own keys beside these. */
export const workerEnv = {
  ...databaseEnv,
  ...addressesEnv,
  ...secretsEnv,
  ...temporalEnv,
  /** Where calendar vendors reach this installation; empty = PUBLIC_URL. */
  WEBHOOK_BASE_URL: optionalAddress,
  /** Name servers that domains of organisations are looked up with; empty = the machine's own. */
  DNS_SERVERS: serverList,
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  /** Path of the pre-built workflow code; empty = bundle the sources at start. */
  WORKFLOW_BUNDLE: z.string().default(''),
  /** Prometheus metrics of the worker; 0 = off. */
  WORKER_METRICS_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  /** Where they are served; `0.0.0.0` inside a container. */
  WORKER_METRICS_HOST: z.string().default('127.0.0.1'),
  /** What this process works on; others may work on the rest. */
  WORKER_TASK_QUEUES: queueList.prefault(Object.keys(taskQueues).join(',')),
  /** Gives other processes of the machine the right of way: 0 (none) to 19. */
  WORKER_NICENESS: z.coerce.number().int().min(0).max(19).default(0),
  WORKER_MAX_CACHED_WORKFLOWS: z.coerce.number().int().min(10).max(10_000).default(400),
  /** For how many days what `domain/retention` names is kept. */
  RETENTION_REQUESTS_DAYS: days(usualDays.requests),
  RETENTION_SIGN_INS_DAYS: days(usualDays.signIns),
  RETENTION_UNPROVEN_DAYS: days(usualDays.unproven),
  RETENTION_WEBHOOKS_DAYS: days(usualDays.webhooks),
  RETENTION_MAILS_DAYS: days(usualDays.mails),
  /** An API says once a day which it serves. */
  RETENTION_ASSETS_DAYS: days(usualDays.assets, 2),
  RETENTION_API_KEY_DAYS: days(usualDays.keys),
  /** Operators are shown a day of them. */
  RETENTION_VENDOR_CALLS_DAYS: days(usualDays.vendorCalls, 2),
  /** The process ends when this one does. */
  EVERSLOT_PARENT_PID: z.coerce.number().int().min(0).default(0),
};

export type WorkerConfig = z.output<z.ZodObject<typeof workerEnv>>;

/** Parses the environment once; throws one `Error` that names everything that is wrong. */
export const parseWorkerEnv = (env: Readonly<Record<string, string | undefined>>): WorkerConfig =>
  parseEnvironment(workerEnv, env);

export const retentionDaysOf = (config: WorkerConfig): RetentionDays => ({
  requests: config.RETENTION_REQUESTS_DAYS,
  signIns: config.RETENTION_SIGN_INS_DAYS,
  unproven: config.RETENTION_UNPROVEN_DAYS,
  webhooks: config.RETENTION_WEBHOOKS_DAYS,
  mails: config.RETENTION_MAILS_DAYS,
  assets: config.RETENTION_ASSETS_DAYS,
  keys: config.RETENTION_API_KEY_DAYS,
  vendorCalls: config.RETENTION_VENDOR_CALLS_DAYS,
});

/** As it was given; what this process sets for its libraries later is no configuration. */
export const processEnv: Readonly<Record<string, string | undefined>> = { ...process.env };

/** For libraries loaded after the configuration was read: React checks itself otherwise, at half the cost of a mail. */
export const runLibrariesAsInProduction = (): void => {
  Object.assign(process.env, { NODE_ENV: 'production' });
};

import type { MetricMeter } from '@temporalio/common';
import { makeTelemetryFilterString, Runtime } from '@temporalio/worker';
import type { ProviderCall } from '#providers/observed.ts';
import type { Logger } from '#services/log.ts';
import type { WorkerConfig } from './env.ts';

/** What Temporal's SDK adds to a line, without what it holds beside ids. */
const idsOf = (meta: Readonly<Record<string, unknown>>): Record<string, unknown> => {
  const names = ['taskQueue', 'workflowType', 'workflowId', 'runId', 'activityType', 'attempt', 'run_id'];
  return Object.fromEntries(names.flatMap((name) => (name in meta ? [[name, meta[name]]] : [])));
};

/** Core's errors are texts of the server about ids, names and states; those of JavaScript are described as everywhere. */
const fieldsOf = (meta: unknown): Record<string, unknown> => {
  if (typeof meta !== 'object' || meta === null) return {};
  const error: unknown = 'error' in meta ? meta.error : 'failure' in meta ? meta.failure : undefined;
  return {
    ...idsOf(Object.fromEntries(Object.entries(meta))),
    ...(error === undefined ? {} : { err: typeof error === 'string' ? error.slice(0, 500) : error }),
  };
};

/** A queue of activities alone, such as that of mails, is meant so; the SDK has no option that says it. */
const isMeant = (message: string): boolean =>
  message === 'No workflows registered, not polling for workflow tasks';

/**
 * Installs Temporal's runtime once for the process: its warnings go to `log`, its metrics to the configured port. Throws an
 * `Error` with a sentence for the operator when that port cannot be had. Returns the meter of the same endpoint.
 */
export const installRuntime = (settings: WorkerConfig, log: Logger): MetricMeter => {
  const { WORKER_METRICS_HOST: host, WORKER_METRICS_PORT: port } = settings;
  const warn = (message: string, meta?: unknown): void =>
    log[isMeant(message) ? 'debug' : 'warn'](fieldsOf(meta), message);
  try {
    Runtime.install({
      logger: {
        log: (level, message, meta) => {
          if (level === 'WARN') warn(message, meta);
          if (level === 'ERROR') log.error(fieldsOf(meta), message);
        },
        trace: () => undefined,
        debug: () => undefined,
        info: (message) => log.debug(message),
        warn,
        error: (message, meta) => log.error(fieldsOf(meta), message),
      },
      telemetryOptions: {
        logging: { filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }), forward: {} },
        ...(port === 0 ? {} : { metrics: { prometheus: { bindAddress: `${host}:${port}` } } }),
      },
    });
  } catch (cause) {
    throw new Error(
      `Metrics cannot be served on ${host}:${port}: another process listens there or the address is not this machine's; correct WORKER_METRICS_HOST and WORKER_METRICS_PORT.`,
      { cause },
    );
  }
  return Runtime.instance().metricMeter;
};

/** Counts calls to vendors at the endpoint of the worker's metrics. */
export const callCounter = (meter: MetricMeter): ((call: ProviderCall) => void) => {
  const counter = meter.createCounter(
    'everslot_provider_calls_total',
    undefined,
    'Calls to vendors by how they ended',
  );
  return (call) => counter.add(1, call);
};

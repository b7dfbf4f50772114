import type { MetricMeter } from '@temporalio/common';
import { makeTelemetryFilterString, Runtime } from '@temporalio/worker';
import type { ProviderCall } from '#providers/observed.ts';
import type { Logger } from '#services/log.ts';
import type { WorkerConfig } from './env.ts';
import { runtimeLog } from './runtime-log.ts';

/**
 * Installs Temporal's runtime once for the process: its warnings go to `log`, its metrics to the configured port. Throws an
 * `Error` with a sentence for the operator when that port cannot be had. Returns the meter of the same endpoint.
 */
export const installRuntime = (settings: WorkerConfig, log: Logger): MetricMeter => {
  const { WORKER_METRICS_HOST: host, WORKER_METRICS_PORT: port } = settings;
  try {
    Runtime.install({
      logger: runtimeLog(log),
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

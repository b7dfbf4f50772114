import { setTimeout as delay } from 'node:timers/promises';
import { type Report, SetupError } from '#scripts/report.ts';

/** A started process and the ways to end it. */
export type Running = {
  pid: number;
  /** Settles when the process is gone, for whatever reason. */
  exited: Promise<unknown>;
  stop(): Promise<void>;
  kill(): Promise<void>;
};

export type Part = { name: string; start: () => Promise<Running> };

export type Supervised = {
  name: string;
  /** The process of this moment; undefined while it is down. */
  current(): Running | undefined;
  /** From now on it is not started again before the answer is called. */
  holdBack(): () => void;
  /** Ends it for good: it is not started again. */
  stop(): Promise<void>;
};

export type SupervisorOptions = {
  report: Report;
  /** Wait before the first restart; doubled for each further one up to `maxDelayMs`, and reset after a minute of running. */
  minDelayMs?: number;
  maxDelayMs?: number;
};

const STABLE_MS = 60_000;

/** Starts a part and starts it again whenever it ends by itself. The first start throws what the part throws; later ones are repeated. */
export async function supervise(part: Part, options: SupervisorOptions): Promise<Supervised> {
  const { report, minDelayMs = 250, maxDelayMs = 10_000 } = options;
  const stopping = new AbortController();
  let running: Running | undefined = await part.start();
  let startedAt = performance.now();
  let wait = minDelayMs;
  let release: () => void = () => undefined;
  let heldBack: Promise<void> = Promise.resolve();

  const restart = async (): Promise<void> => {
    await delay(wait, undefined, { signal: stopping.signal });
    await heldBack;
    stopping.signal.throwIfAborted();
    try {
      running = await part.start();
      startedAt = performance.now();
      report(`${part.name} runs again.`);
    } catch (error) {
      report(`${part.name} could not be started: ${reasonOf(error)} Trying again.`);
    }
    wait = Math.min(wait * 2, maxDelayMs);
  };

  const watch = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      if (running) {
        await running.exited;
        running = undefined;
        if (stopping.signal.aborted) return;
        if (performance.now() - startedAt > STABLE_MS) wait = minDelayMs;
        report(`${part.name} ended unexpectedly; starting it again …`);
      }
      await restart();
    }
  };
  const watching = watch().catch((error: unknown) => {
    if (!stopping.signal.aborted) report(`${part.name}: ${reasonOf(error)}`);
  });

  return {
    name: part.name,
    current: () => running,
    holdBack: () => {
      const gate = Promise.withResolvers<void>();
      heldBack = gate.promise;
      release = gate.resolve;
      return gate.resolve;
    },
    stop: async () => {
      stopping.abort();
      release();
      await running?.stop();
      await watching;
      await running?.stop();
    },
  };
}

function reasonOf(error: unknown): string {
  if (error instanceof SetupError) return error.message;
  return error instanceof Error ? `${error.message}.` : String(error);
}

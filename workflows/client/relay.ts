import type { WakeupCall } from '#domain/follower.ts';
import type { CallFollower } from './followers.ts';

/** Where the wake-ups are kept (`db/wakeups.ts`). */
export type WakeupStore = {
  /** Those nobody has answered, the longest waiting ones; put off so that no other relay takes them. */
  take: (limit: number) => Promise<WakeupCall[]>;
  /** They were called. */
  noteCalls: (calls: readonly WakeupCall[]) => Promise<void>;
  /** They could not be called. */
  giveBack: (calls: readonly WakeupCall[]) => Promise<void>;
};

export type RelayOptions = {
  store: WakeupStore;
  call: CallFollower;
  /** Calls on the way to Temporal at a time: followers must not take the processors from answers. */
  mostAtOnce?: number;
  everyMs?: number;
  /** Told of what went wrong, and of its end (null), once each time. */
  onFailure?: (error: unknown) => void;
};

export type Relay = {
  /** Calls a follower right after its commit, in turn; beyond a few hundred the relay does it later. */
  send: (call: WakeupCall) => void;
  /** Resolves when nothing is on its way any more. */
  stop: () => Promise<void>;
};

const mostWaiting = 300;
const noteEveryMs = 250;
const takenAfterMs = 1_000;
const batch = 50;

type Caller = {
  /** Whether the follower was reached. */
  tryCall: (one: WakeupCall) => Promise<boolean>;
  isDown: () => boolean;
};

/** Tells of the first failure and of the first success after it. */
const createCaller = (call: CallFollower, onFailure: (error: unknown) => void): Caller => {
  let isDown = false;
  const report = (error: unknown): void => {
    if (isDown === (error !== null)) return;
    isDown = error !== null;
    onFailure(error);
  };
  return {
    isDown: () => isDown,
    tryCall: (one) =>
      call(one).then(
        () => {
          report(null);
          return true;
        },
        (error: unknown) => {
          report(error);
          return false;
        },
      ),
  };
};

/** Calls followers right after their commit, in turn, and notes it: what is left out the rounds will find. */
const createSender = (store: WakeupStore, caller: Caller, mostAtOnce: number) => {
  const waiting: { one: WakeupCall; since: number }[] = [];
  const inFlight = new Set<Promise<void>>();
  let called: WakeupCall[] = [];
  let stopped = false;
  const sendOne = async (one: WakeupCall): Promise<void> => {
    if (await caller.tryCall(one)) called.push(one);
    // Temporal is away: what waits is in Postgres, and the rounds ask again.
    else waiting.length = 0;
  };
  const pump = (): void => {
    while (inFlight.size < mostAtOnce) {
      const next = waiting.shift();
      if (next === undefined) return;
      // What has waited this long some relay's round has taken.
      if (performance.now() - next.since > takenAfterMs) continue;
      const sending = sendOne(next.one).finally(() => {
        inFlight.delete(sending);
        pump();
      });
      inFlight.add(sending);
    }
  };
  const note = async (): Promise<void> => {
    const noted = called;
    called = [];
    await store.noteCalls(noted).catch(() => undefined);
  };
  const timer = setInterval(() => void note(), noteEveryMs);
  timer.unref();
  return {
    send: (one: WakeupCall): void => {
      if (stopped || caller.isDown() || waiting.length >= mostWaiting) return;
      waiting.push({ one, since: performance.now() });
      // What was committed is answered first.
      setImmediate(pump);
    },
    stop: async (): Promise<void> => {
      stopped = true;
      clearInterval(timer);
      waiting.length = 0;
      await Promise.all(inFlight);
      await note();
    },
  };
};

/** About once a second, whatever nobody has called or answered, whoever committed it; the first failure ends a round. */
const startRounds = (store: WakeupStore, caller: Caller, everyMs: number) => {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> = Promise.resolve();
  const relay = async (): Promise<number> => {
    const taken = await store.take(batch);
    for (const [index, one] of taken.entries()) {
      if (!stopped && (await caller.tryCall(one))) continue;
      await store.giveBack(taken.slice(index)).catch(() => undefined);
      return 0;
    }
    return taken.length;
  };
  const run = async (): Promise<void> => {
    const relayed = await relay().catch(() => 0);
    if (!stopped) timer = setTimeout(next, relayed === batch ? 0 : everyMs * (0.75 + Math.random() / 2));
  };
  const next = (): void => {
    round = run();
  };
  timer = setTimeout(next, everyMs);
  return async (): Promise<void> => {
    stopped = true;
    clearTimeout(timer);
    await round;
  };
};

/**
 * Calls followers: right after a commit what this process has committed, and in rounds what a crash or an outage of Temporal
 * has left behind. Losing a call only delays it; calling twice changes nothing.
 */
export const startRelay = (options: RelayOptions): Relay => {
  const { store, mostAtOnce = 4, everyMs = 1_000, onFailure = () => undefined } = options;
  const caller = createCaller(options.call, onFailure);
  const sender = createSender(store, caller, mostAtOnce);
  const stopRounds = startRounds(store, caller, everyMs);
  return {
    send: sender.send,
    stop: async () => {
      await stopRounds();
      await sender.stop();
    },
  };
};

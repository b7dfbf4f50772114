import { z } from 'zod';

const chance = z.number().min(0).max(1);

/** How notifications misbehave. Chances are drawn in the order of the events, so that a seed repeats a run. */
export const NotificationSettings = z.strictObject({
  /** Where notifications go that name no address of their own; nothing is sent without one. */
  url: z.url().nullable(),
  dropProbability: chance,
  duplicateProbability: chance,
  reorderProbability: chance,
  wrongSignatureProbability: chance,
  delayMs: z.int().min(0).max(600_000),
  /** Collects notifications until `release`. */
  hold: z.boolean(),
});
export type NotificationSettings = z.infer<typeof NotificationSettings>;

export const standardNotificationSettings: NotificationSettings = {
  url: null,
  dropProbability: 0,
  duplicateProbability: 0,
  reorderProbability: 0,
  wrongSignatureProbability: 0,
  delayMs: 0,
  hold: false,
};

type Message = { headers: Record<string, string>; body?: string };
type Notification = {
  id: string;
  kind: string;
  url?: string;
  /** Handshakes and first messages arrive whatever the settings say. */
  isReliable?: boolean;
  /** Made anew for every attempt; `isForged` asks for a signature that is wrong. */
  message: (isForged: boolean) => Message;
};

export type Delivery = {
  id: string;
  kind: string;
  /** `dropped` never left on purpose; `failed` got no acceptable answer. */
  outcome: 'waiting' | 'held' | 'dropped' | 'delivered' | 'failed';
  copies: number;
  attempts: { at: string; status: number | null }[];
};
type Held = { delivery: Delivery; notification: Notification };

export type Notifier = ReturnType<typeof createNotifier>;

const attemptTimeoutMs = 5_000;
const reorderMs = 250;
const keptDeliveries = 5_000;

/** Sends notifications as unreliably as the settings say, again and again until they are accepted or given up. */
export function createNotifier(options: {
  settings: () => NotificationSettings;
  now: () => number;
  random: () => number;
  retryDelaysMs: readonly number[];
  /** Whether an attempt with this answer (`null`: none) is made again. */
  isRepeated: (status: number | null) => boolean;
}) {
  const { settings, now, random } = options;
  const log: Held[] = [];
  const sender = createSender(options);
  const happens = (probability: number): boolean => probability > 0 && random() < probability;
  const dispatch = ({ delivery, notification }: Held): void => {
    const { delayMs, ...chances } = settings();
    const isForged = happens(chances.wrongSignatureProbability);
    const lateMs = happens(chances.reorderProbability) ? reorderMs : 0;
    delivery.outcome = 'waiting';
    sender.launch(delivery, notification, { delayMs: delayMs + lateMs, isForged });
    if (!happens(chances.duplicateProbability)) return;
    delivery.copies += 1;
    sender.launch(delivery, notification, { delayMs, isForged: false });
  };
  return {
    log: (): Delivery[] => log.map(({ delivery }) => delivery),
    send(notification: Notification): void {
      if ((notification.url ?? settings().url) === null) return;
      const { id, kind, isReliable = false } = notification;
      const held: Held = {
        delivery: { id, kind, outcome: 'waiting', copies: 1, attempts: [] },
        notification,
      };
      log.push(held);
      if (log.length > keptDeliveries) log.shift();
      if (isReliable) sender.launch(held.delivery, notification, { delayMs: 0, isForged: false });
      else if (settings().hold) held.delivery.outcome = 'held';
      else if (happens(settings().dropProbability)) held.delivery.outcome = 'dropped';
      else dispatch(held);
    },
    /** Sends what was held back; answers how many. */
    release(order: 'forward' | 'reverse'): number {
      const held = log.filter(({ delivery }) => delivery.outcome === 'held');
      for (const one of order === 'forward' ? held : held.toReversed()) dispatch(one);
      return held.length;
    },
    /** Sends one again; false when nothing is known of it. */
    replay(id: string): boolean {
      const held = log.find(({ delivery }) => delivery.id === id);
      if (held !== undefined) dispatch(held);
      return held !== undefined;
    },
    settle: () => sender.settle(),
    /** Gives up what is on its way. */
    drop: () => sender.drop(),
    forget(): void {
      log.length = 0;
    },
    now,
  };
}

type Launch = { delayMs: number; isForged: boolean };

function createSender(options: Parameters<typeof createNotifier>[0]) {
  const { settings, now, retryDelaysMs, isRepeated } = options;
  const running = new Set<Promise<void>>();
  let stopping = new AbortController();
  const run = async (
    delivery: Delivery,
    notification: Notification,
    { delayMs, isForged }: Launch,
  ): Promise<void> => {
    const { signal } = stopping;
    await pause(delayMs, signal);
    for (const [attempt, waitMs] of [...retryDelaysMs, null].entries()) {
      const url = notification.url ?? settings().url;
      if (signal.aborted || url === null) return;
      // A forged attempt is followed by a genuine one: to the vendor a refusal is a failure like any other.
      const status = await post(url, notification.message(isForged && attempt === 0), signal);
      delivery.attempts.push({ status, at: new Date(now()).toISOString() });
      if (status !== null && status >= 200 && status < 300) {
        delivery.outcome = 'delivered';
        return;
      }
      if (waitMs === null || !isRepeated(status)) break;
      await pause(waitMs, signal);
    }
    if (delivery.outcome !== 'delivered') delivery.outcome = 'failed';
  };
  return {
    launch(delivery: Delivery, notification: Notification, launch: Launch): void {
      const work = run(delivery, notification, launch);
      running.add(work);
      void work.finally(() => running.delete(work));
    },
    async settle(): Promise<void> {
      while (running.size > 0) await Promise.all(running);
    },
    async drop(): Promise<void> {
      stopping.abort();
      await Promise.all(running);
      stopping = new AbortController();
    },
  };
}

async function post(url: string, message: Message, signal: AbortSignal): Promise<number | null> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(attemptTimeoutMs)]),
      headers: message.headers,
      ...(message.body === undefined ? {} : { body: message.body }),
    });
    await response.body?.cancel();
    return response.status;
  } catch {
    return null;
  }
}

/** Ends early when the emulator stops. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (ms <= 0 || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}

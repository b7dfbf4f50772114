import { setTimeout as delay } from 'node:timers/promises';
import { type Injected, inject } from '../faults/injector.ts';
import type { PlannedFault } from '../faults/plan.ts';
import type { Lab } from '../lab.ts';
import type { Random } from '../random.ts';
import { moneyLoop } from './cashiers.ts';
import { type Counters, createClient, newCounters } from './client.ts';
import { guestLoop } from './guests.ts';
import { approvalLoop, calendarLoop } from './hosts.ts';

export type LoadOptions = {
  seed: number;
  random: Random;
  guests: number;
  /** Mean pause of a guest between two things. */
  thinkMs: number;
  durationMs: number;
  /** The load goes on after its time until this says so. */
  isEnough?: () => Promise<boolean>;
  /** Empty: nothing is disturbed at all, guests forget no hold, pay more often and mostly stay with what they have booked, and hosts give nothing back. */
  plan: readonly PlannedFault[];
  report: (line: string) => void;
};

/**
 * Guests, hosts and faults for the given time; afterwards every request under way is repeated until it has an answer. Rejects only when
 * the driver itself fails.
 */
export async function runLoad(
  lab: Lab,
  options: LoadOptions,
): Promise<{ counters: Counters; injected: Injected[] }> {
  const { random, report } = options;
  const counters = newCounters();
  let ids = 0;
  let keys = 0;
  const run = random.below(2 ** 30).toString(36);
  const nextKey = (): string => `key-${run}-${(keys += 1).toString(36).padStart(6, '0')}`;
  const answers = openAnswers();
  const calm = options.plan.length === 0;
  const client = () =>
    createClient({
      baseUrls: lab.stack.apiUrls,
      history: lab.history,
      counters,
      nextId: () => (ids += 1),
      random: random.fork(),
      onDone: answers.tell,
    });
  const stop = new AbortController();
  const guests = Array.from({ length: options.guests }, () => {
    const guest = {
      payer: { baseUrls: lab.stack.apiUrls, random: random.fork(), forgets: !calm },
      world: lab.world,
      client: client(),
      random: random.fork(),
      seed: options.seed,
      nextKey,
      forgets: !calm,
      changes: calm ? 0.15 : 0.37,
      seeksPaid: calm ? 0.15 : 0,
    };
    return guestLoop(guest, stop.signal, options.thinkMs);
  });
  const host = { world: lab.world, nextKey, vendors: lab.vendors };
  const hosts = [
    approvalLoop({ ...host, client: client(), random: random.fork() }, stop.signal),
    calendarLoop({ ...host, client: client(), random: random.fork() }, stop.signal),
    // Undisturbed, what was paid is kept.
    ...(calm ? [] : [moneyLoop({ ...host, client: client(), random: random.fork() }, stop.signal)]),
  ];
  const injecting = calm
    ? []
    : inject(
        {
          stack: lab.stack,
          vendors: lab.vendors,
          random: random.fork(),
          nextAnswer: answers.next,
          report,
        },
        options.plan,
        stop.signal,
      );
  await Promise.race([untilEnough(options), failureOf([...guests, ...hosts])]);
  stop.abort();
  const injected = await injecting;
  await Promise.all([...guests, ...hosts]);
  return { counters, injected };
}

/** Lets somebody wait for the next answer. */
const openAnswers = () => {
  let waiting: (() => void)[] = [];
  return {
    tell: (): void => {
      for (const resolve of waiting) resolve();
      waiting = [];
    },
    next: (): Promise<void> =>
      new Promise((resolve) => {
        waiting.push(resolve);
      }),
  };
};

const untilEnough = async ({
  durationMs,
  isEnough = () => Promise.resolve(true),
}: LoadOptions): Promise<void> => {
  await delay(durationMs);
  while (!(await isEnough())) await delay(1_000);
};

/** Rejects with the first failure, and never resolves. */
const failureOf = (work: readonly Promise<void>[]): Promise<never> =>
  new Promise((_resolve, reject) => {
    for (const each of work) each.catch(reject);
  });

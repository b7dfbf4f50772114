import { setTimeout as delay } from 'node:timers/promises';

/** Starts a call every 1/perSecond, whether the earlier ones are done or not: the latencies are those a steady stream sees. */
export async function paced<Result>(
  perSecond: number,
  seconds: number,
  call: () => Promise<Result>,
): Promise<Result[]> {
  const started = performance.now();
  const running: Promise<Result>[] = [];
  for (let index = 0; index < perSecond * seconds; index += 1) {
    const due = started + (index * 1000) / perSecond;
    const wait = due - performance.now();
    if (wait > 0) await delay(wait);
    running.push(call());
  }
  return Promise.all(running);
}

/** Keeps `lanes` calls under way for the given time; calls a second that ended within it. */
export async function throughput(
  lanes: number,
  seconds: number,
  call: () => Promise<unknown>,
): Promise<number> {
  const started = performance.now();
  const end = started + seconds * 1000;
  let done = 0;
  const lane = async (): Promise<void> => {
    while (performance.now() < end) {
      await call();
      if (performance.now() < end) done += 1;
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return done / seconds;
}

import { describe, expect, it } from 'vitest';
import { createLive, reconnectDelay, staleKeys } from './live.ts';

const harness = () => {
  const sources: { listeners: Map<string, (event: Event) => void>; closed: boolean }[] = [];
  const invalidated: (readonly string[] | undefined)[] = [];
  const timers: { run: () => void; milliseconds: number }[] = [];
  const live = createLive({
    open: () => {
      const source = { listeners: new Map<string, (event: Event) => void>(), closed: false };
      sources.push(source);
      return {
        addEventListener: (type: string, listener: unknown) =>
          source.listeners.set(type, listener as (event: Event) => void),
        close: () => {
          source.closed = true;
        },
      };
    },
    invalidate: (key) => invalidated.push(key),
    schedule: (run, milliseconds) => {
      const timer = { run, milliseconds };
      timers.push(timer);
      return () => timers.splice(timers.indexOf(timer), 1);
    },
    random: () => 0,
  });
  const fire = (type: string, data?: string): void => {
    const event = data === undefined ? new Event(type) : new MessageEvent(type, { data });
    sources.at(-1)?.listeners.get(type)?.(event);
  };
  return { live, sources, invalidated, timers, fire };
};

describe('createLive', () => {
  it('refetches everything once it listens, then what a change names, and everything for a noun it does not know', () => {
    const { live, fire, invalidated } = harness();
    live.retain();
    fire('open');
    fire('change', '{"noun":"schedule","id":"sch_1"}');
    fire('change', '{"noun":"resync","id":""}');
    fire('change', 'not json');
    expect(invalidated).toEqual([undefined, ['schedules'], undefined, undefined]);
  });

  it('says offline, waits longer each time, and refetches everything once it is back', () => {
    const { live, fire, sources, timers, invalidated } = harness();
    live.retain();
    fire('open');
    expect(live.status()).toBe('live');
    fire('error');
    expect(live.status()).toBe('offline');
    expect(sources[0]?.closed).toBe(true);
    timers.shift()?.run();
    fire('error');
    expect(timers.map((timer) => timer.milliseconds)).toEqual([2000]);
    timers.shift()?.run();
    expect(invalidated).toEqual([undefined]);
    fire('open');
    expect(live.status()).toBe('live');
    expect(invalidated).toEqual([undefined, undefined]);
  });

  it('tries at once when the network is back, and only then', () => {
    const { live, fire, sources, timers } = harness();
    const release = live.retain();
    live.wake();
    fire('open');
    live.wake();
    expect(sources).toHaveLength(1);
    fire('error');
    live.wake();
    expect(sources).toHaveLength(2);
    expect(timers).toEqual([]);
    live.wake();
    expect(sources[1]?.closed).toBe(true);
    fire('open');
    expect(live.status()).toBe('live');
    release();
    live.wake();
    expect(sources).toHaveLength(3);
  });

  it('keeps one stream for several users and closes it after the last', () => {
    const { live, sources, timers, fire } = harness();
    const [first, second] = [live.retain(), live.retain()];
    fire('open');
    expect(sources).toHaveLength(1);
    first();
    first();
    expect(sources[0]?.closed).toBe(false);
    second();
    expect(sources[0]?.closed).toBe(true);
    expect(live.status()).toBe('connecting');
    expect(timers).toEqual([]);
  });

  it('tells subscribers about every change of status', () => {
    const { live, fire } = harness();
    const seen: string[] = [];
    const unsubscribe = live.subscribe(() => seen.push(live.status()));
    live.retain();
    fire('open');
    fire('error');
    unsubscribe();
    live.retain();
    expect(seen).toEqual(['live', 'offline']);
  });
});

describe('staleKeys', () => {
  it('knows every noun the database announces', () => {
    const nouns = ['booking', 'link', 'schedule', 'connection'];
    expect(nouns.map((noun) => staleKeys(JSON.stringify({ noun, id: 'x' }))?.[0]?.[0])).toEqual([
      'bookings',
      'links',
      'schedules',
      'connections',
    ]);
  });
});

describe('reconnectDelay', () => {
  it('doubles to half a minute and spreads by a quarter', () => {
    expect([0, 1, 4, 5, 20].map((attempt) => reconnectDelay(attempt, 0))).toEqual([
      1000, 2000, 16_000, 30_000, 30_000,
    ]);
    expect(reconnectDelay(0, 1)).toBe(1250);
  });
});

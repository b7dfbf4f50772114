import { describe, expect, it } from 'vitest';
import { type Change, createStream, readChange, reconnectDelay } from './stream.ts';

const harness = () => {
  const sources: { listeners: Map<string, (event: Event) => void>; closed: boolean }[] = [];
  const changes: (Change | null)[] = [];
  const timers: { run: () => void; milliseconds: number }[] = [];
  let failures = 0;
  const stream = createStream({
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
    onChange: (change) => changes.push(change),
    onFailure: () => {
      failures += 1;
    },
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
  return { stream, sources, changes, timers, fire, failures: () => failures };
};

describe('createStream', () => {
  it('counts everything as changed once it listens and after a resync, else what a message names', () => {
    const { stream, fire, changes } = harness();
    const moved = {
      noun: 'booking',
      id: 'bkg_1',
      startsAt: '2026-12-01T02:00:00.000Z',
      endsAt: '2026-12-01T02:30:00.000Z',
    };
    stream.retain();
    fire('open');
    fire('change', JSON.stringify(moved));
    fire('resync', '');
    fire('change', 'not json');
    expect(changes).toEqual([null, moved, null, null]);
  });

  it('says offline, waits longer each time, and counts everything as changed once it is back', () => {
    const { stream, fire, sources, timers, changes } = harness();
    stream.retain();
    fire('open');
    expect(stream.status()).toBe('live');
    fire('error');
    expect(stream.status()).toBe('offline');
    expect(sources[0]?.closed).toBe(true);
    timers.shift()?.run();
    fire('error');
    expect(timers.map((timer) => timer.milliseconds)).toEqual([2000]);
    timers.shift()?.run();
    expect(changes).toEqual([null]);
    fire('open');
    expect(stream.status()).toBe('live');
    expect(changes).toEqual([null, null]);
  });

  it('tells of every failure, since only somebody else can tell a lost network from a sign-in that has ended', () => {
    const { stream, fire, timers, failures } = harness();
    stream.retain();
    fire('open');
    expect(failures()).toBe(0);
    fire('error');
    timers.shift()?.run();
    fire('error');
    expect(failures()).toBe(2);
  });

  it('tries at once when the network is back, and only then', () => {
    const { stream, fire, sources, timers } = harness();
    const release = stream.retain();
    stream.wake();
    fire('open');
    stream.wake();
    expect(sources).toHaveLength(1);
    fire('error');
    stream.wake();
    expect(sources).toHaveLength(2);
    expect(timers).toEqual([]);
    stream.wake();
    expect(sources[1]?.closed).toBe(true);
    fire('open');
    expect(stream.status()).toBe('live');
    release();
    stream.wake();
    expect(sources).toHaveLength(3);
  });

  it('keeps one stream for several users and closes it after the last', () => {
    const { stream, sources, timers, fire } = harness();
    const [first, second] = [stream.retain(), stream.retain()];
    fire('open');
    expect(sources).toHaveLength(1);
    first();
    first();
    expect(sources[0]?.closed).toBe(false);
    second();
    expect(sources[0]?.closed).toBe(true);
    expect(stream.status()).toBe('connecting');
    expect(timers).toEqual([]);
  });

  it('tells subscribers about every change of status', () => {
    const { stream, fire } = harness();
    const seen: string[] = [];
    const unsubscribe = stream.subscribe(() => seen.push(stream.status()));
    stream.retain();
    fire('open');
    fire('error');
    unsubscribe();
    stream.retain();
    expect(seen).toEqual(['live', 'offline']);
  });
});

describe('readChange', () => {
  it('knows no time where a message names none', () => {
    expect(readChange('{"noun":"schedule","id":"sch_1"}')).toEqual({
      noun: 'schedule',
      id: 'sch_1',
      startsAt: null,
      endsAt: null,
    });
  });

  it.each([
    '{"noun":"a noun of tomorrow","id":"x"}',
    '{"noun":"constructor","id":"x"}',
    '{"noun":"link"}',
    'null',
    '7',
    '',
    undefined,
  ])('takes %j for a change of everything', (data) => {
    expect(readChange(data)).toBeNull();
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

import { describe, expect, it } from 'vitest';
import { createLogger } from '#services/log.ts';
import { type Change, createChangeFeed } from './change-feed.ts';

const log = createLogger({ level: 'silent', service: 'api' });

const harness = async () => {
  let notify: (payload: string) => void = () => undefined;
  let listening: () => void = () => undefined;
  let ignored = 0;
  const feed = createChangeFeed(
    async (_channel, onNotify, onListening) => {
      notify = onNotify;
      listening = onListening;
      return { unlisten: async () => undefined };
    },
    log,
    () => {
      ignored += 1;
    },
  );
  const seen: (Change | null)[] = [];
  const unfollow = feed.follow('tnt_1', (change) => seen.push(change));
  return {
    feed,
    seen,
    unfollow,
    notify: (payload: unknown) => notify(typeof payload === 'string' ? payload : JSON.stringify(payload)),
    listening: () => listening(),
    ignored: () => ignored,
  };
};

const change = {
  noun: 'booking',
  id: 'bkg_1',
  startsAt: '2026-12-01T02:00:00.000Z',
  endsAt: '2026-12-01T02:30:00.000Z',
};

describe('the feed of changes', () => {
  it('hands a change to the followers of its tenant, without the tenant', async () => {
    const { notify, seen, unfollow, ignored } = await harness();
    notify({ tenantId: 'tnt_1', ...change });
    notify({ tenantId: 'tnt_2', ...change });
    unfollow();
    notify({ tenantId: 'tnt_1', ...change });
    expect(seen).toEqual([change]);
    expect(ignored()).toBe(0);
  });

  it.each([
    'not json',
    '',
    'null',
    '"x"',
    [],
    { tenantId: 'tnt_1' },
    { tenantId: 'tnt_1', ...change, noun: 'secret' },
    { tenantId: 'tnt_1', ...change, startsAt: 'soon' },
  ])('passes over %j and counts it', async (payload) => {
    const { notify, seen, ignored } = await harness();
    notify(payload);
    expect(seen).toEqual([]);
    expect(ignored()).toBe(1);
  });

  it('tells everybody that something may have been missed once it listens again, not the first time', async () => {
    const { listening, seen } = await harness();
    listening();
    expect(seen).toEqual([]);
    listening();
    expect(seen).toEqual([null]);
  });
});

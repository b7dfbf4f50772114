import { describe, expect, test } from 'vitest';
import { failureReasons, isOrdinary, ProviderFailure } from '#domain/provider-failure.ts';
import { observed, type ProviderCall } from './observed.ts';
import { createProviderWatch, type Episode, quietMs } from './watch.ts';

const watched = () => {
  const counted: ProviderCall[] = [];
  const lines: [level: string, reason: string, message: string, failures?: number][] = [];
  const clock = { now: 0 };
  const watch = createProviderWatch({
    count: (call) => counted.push(call),
    log: {
      warn: ({ reason }, message) => lines.push(['warn', reason, message]),
      info: ({ reason, failures }, message) => lines.push(['info', reason, message, failures]),
    },
    now: () => clock.now,
  });
  const call = (outcome: ProviderCall['outcome'], vendor = 'one') =>
    watch({ capability: 'email', vendor, outcome }, { ms: 12 });
  return { counted, lines, clock, call };
};

describe('what an operator is told of vendors', () => {
  test('every call is counted; an episode is one warning however many calls fail and whatever works between', () => {
    const { counted, lines, clock, call } = watched();
    for (let index = 0; index < 50; index += 1) {
      call('credentials_refused');
      call('ok');
      clock.now += 60_000;
    }
    expect(counted).toHaveLength(100);
    expect(lines).toEqual([['warn', 'credentials_refused', 'vendor fails']]);
  });

  test('an episode ends with the first success after a quiet time; the next failure begins another', () => {
    const { lines, clock, call } = watched();
    call('timeout');
    call('timeout');
    clock.now += quietMs;
    call('ok', 'another');
    call('ok');
    call('timeout');
    expect(lines).toEqual([
      ['warn', 'timeout', 'vendor fails'],
      ['info', 'timeout', 'vendor works again', 2],
      ['warn', 'timeout', 'vendor fails'],
    ]);
  });

  test('the warning names the server that was asked, and what is to be corrected where it refuses us', () => {
    const told: Episode[] = [];
    const counted: ProviderCall[] = [];
    const watch = createProviderWatch({
      count: (call) => counted.push(call),
      log: { warn: (episode) => told.push(episode), info: () => undefined },
      now: () => 0,
      variablesOf: (vendor) => [`${vendor}_KEY`],
    });
    const of = { capability: 'email', vendor: 'one' } as const;
    const circumstances = { ms: 12, server: 'mail.example.com:587' };
    watch({ ...of, outcome: 'unreachable' }, circumstances);
    watch({ ...of, outcome: 'credentials_refused' }, circumstances);
    watch({ ...of, outcome: 'timeout' }, { ms: 12 });
    expect(told).toEqual([
      { ...of, reason: 'unreachable', server: 'mail.example.com:587' },
      { ...of, reason: 'credentials_refused', server: 'mail.example.com:587', variables: ['one_KEY'] },
      { ...of, reason: 'timeout' },
    ]);
    expect(counted[0]).toEqual({ ...of, outcome: 'unreachable' });
  });

  test('vendors and reasons are told apart', () => {
    const { lines, call } = watched();
    call('timeout', 'one');
    call('timeout', 'two');
    call('sender_refused', 'one');
    expect(lines.map(([, reason]) => reason)).toEqual(['timeout', 'timeout', 'sender_refused']);
  });

  test.each(Object.values(failureReasons).flat())('%s is warned of unless it is ordinary', (reason) => {
    const { lines, counted, call } = watched();
    call(reason);
    expect(counted).toHaveLength(1);
    expect(lines).toHaveLength(isOrdinary(reason) ? 0 : 1);
  });

  test.each([
    'credentials_refused',
    'sender_refused',
    'not_configured',
    'not_allowed',
    'insufficient_permissions',
    'quota_exceeded',
    'credentials_unreadable',
    'unreachable',
    'internal',
  ] as const)('%s is never taken for ordinary: only an operator can mend it', (reason) => {
    const { lines, call } = watched();
    call(reason);
    expect(lines).toHaveLength(1);
  });

  test('a vendor that answers with a mail address nobody has is no failure of the installation', () => {
    const { lines, call } = watched();
    for (const reason of ['recipient_refused', 'missing', 'conflict', 'cursor_expired'] as const)
      call(reason);
    expect(lines).toEqual([]);
  });
});

test('an observed provider answers and fails as before, and each call is told with how long it took, those of what it opens as well', async () => {
  const calls: string[] = [];
  const times: number[] = [];
  const provider = {
    vendor: 'one',
    auth: { url: (state: string) => `https://vendor/${state}`, exchange: async () => 'tokens' },
    open: (account: string) => ({
      account,
      list: async () => [account],
      write: async () => {
        throw new ProviderFailure('one', 'throttled', { retryAfterSeconds: 7 });
      },
      broken: async () => {
        throw new Error('a fault of ours');
      },
    }),
  };
  const seen = observed(provider, { capability: 'calendar', vendor: 'one' }, ({ outcome }, { ms }) => {
    calls.push(outcome);
    times.push(ms);
  });
  expect(seen.vendor).toBe('one');
  expect(seen.auth.url('s')).toBe('https://vendor/s');
  expect(await seen.auth.exchange()).toBe('tokens');
  const client = seen.open('a');
  expect(await client.list()).toEqual(['a']);
  await expect(client.write()).rejects.toMatchObject({ kind: 'throttled', retryAfterSeconds: 7 });
  await expect(client.broken()).rejects.toThrow('a fault of ours');
  expect(calls).toEqual(['ok', 'ok', 'throttled', 'internal']);
  expect(times.every((ms) => ms >= 0)).toBe(true);
  expect(times).toHaveLength(calls.length);
});

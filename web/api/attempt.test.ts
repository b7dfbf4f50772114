import { describe, expect, it } from 'vitest';
import { createAttempts, newKey } from './attempt.ts';
import type { Outcome } from './client.ts';
import { failureOf, unreachable } from './failure.ts';

const counting = () => {
  let count = 0;
  return () => {
    count += 1;
    return `key-${count}`;
  };
};

const done: Outcome<string> = { ok: true, data: 'done', headers: new Headers() };
const lost: Outcome<string> = { ok: false, failure: unreachable };
const refused: Outcome<string> = { ok: false, failure: failureOf('slot_taken', 409) };
const running: Outcome<string> = { ok: false, failure: failureOf('temporarily_unavailable', 503, true) };

describe('createAttempts', () => {
  const keysOf = async (tries: readonly (readonly [unknown, Outcome<string>])[]): Promise<string[]> => {
    const attempt = createAttempts<unknown>(undefined, counting());
    const keys: string[] = [];
    for (const [request, outcome] of tries) {
      const answer = await attempt(request, async (key) => {
        keys.push(key);
        return outcome;
      });
      expect(answer).toBe(outcome);
    }
    return keys;
  };

  it('keeps the key while the outcome of the same request is unknown', async () => {
    const same = { start: 'a' };
    expect(
      await keysOf([
        [same, lost],
        [{ ...same }, running],
        [same, done],
      ]),
    ).toEqual(['key-1', 'key-1', 'key-1']);
  });

  it('takes a new key for a changed request, after success and after a refusal', async () => {
    expect(
      await keysOf([
        ['a', done],
        ['a', done],
        ['b', refused],
        ['b', lost],
        ['c', done],
      ]),
    ).toEqual(['key-1', 'key-2', 'key-3', 'key-4', 'key-5']);
  });

  it('sends what it sent first for as long as the key lives, whatever has changed beside its identity', async () => {
    const attempt = createAttempts(({ start }: { start: string; hold: number }) => start, counting());
    const sent: unknown[] = [];
    const send =
      (outcome: Outcome<string>) =>
      async (key: string, request: object): Promise<Outcome<string>> => {
        sent.push([key, request]);
        return outcome;
      };
    await attempt({ start: 'a', hold: 1 }, send(lost));
    await attempt({ start: 'a', hold: 2 }, send(refused));
    await attempt({ start: 'a', hold: 2 }, send(done));
    expect(sent).toEqual([
      ['key-1', { start: 'a', hold: 1 }],
      ['key-1', { start: 'a', hold: 1 }],
      ['key-2', { start: 'a', hold: 2 }],
    ]);
  });
});

describe('newKey', () => {
  it('is 128 random bits, each time others', () => {
    const keys = Array.from({ length: 50 }, newKey);
    expect(new Set(keys).size).toBe(50);
    for (const key of keys) expect(key).toMatch(/^[0-9a-f]{32}$/);
  });
});

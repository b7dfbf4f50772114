import { describe, expect, it } from 'vitest';
import { failureOf } from '#web/api/failure.ts';
import { ApiError, allPages, bodyOf, failureIn, retryDelay, shouldRetry } from './api.ts';

const refused = (code: string, retryable: boolean, retryAfterSeconds: number | null = null): ApiError =>
  new ApiError({ ...failureOf(code, 409, retryable), retryAfterSeconds });

describe('answers of the API', () => {
  it('are their body, or thrown as an error that carries the failure', async () => {
    const headers = new Headers();
    expect(await bodyOf(Promise.resolve({ ok: true, data: 5, headers }))).toBe(5);
    const failure = failureOf('in_use', 409);
    await expect(bodyOf(Promise.resolve({ ok: false, failure }))).rejects.toMatchObject({ failure });
  });

  it('are walked page by page to the last', async () => {
    const page = async ({ cursor }: { cursor?: string }) => ({
      ok: true as const,
      data: { items: [cursor ?? 'first'], nextCursor: cursor === undefined ? 'second' : null },
      headers: new Headers(),
    });
    expect(await allPages(page)).toEqual(['first', 'second']);
  });
});

describe('failureIn', () => {
  it('keeps the failure of an answer and calls anything else our fault, not to be repeated', () => {
    expect(failureIn(refused('in_use', false)).code).toBe('in_use');
    expect(failureIn(new Error('boom'))).toMatchObject({ code: 'internal', retryable: false });
    expect(failureIn('nonsense')).toMatchObject({ code: 'internal' });
  });
});

describe('retrying', () => {
  it('repeats only what may succeed unchanged, at most twice', () => {
    const passing = refused('temporarily_unavailable', true);
    expect([0, 1, 2].map((failures) => shouldRetry(failures, passing))).toEqual([true, true, false]);
    expect(shouldRetry(0, refused('slot_taken', false))).toBe(false);
  });

  it('waits as long as the server asks for, else doubles', () => {
    expect(retryDelay(0, refused('rate_limited', true, 3))).toBe(3000);
    expect([0, 1, 2, 9].map((attempt) => retryDelay(attempt, new Error('x')))).toEqual([
      500, 1000, 2000, 8000,
    ]);
  });
});

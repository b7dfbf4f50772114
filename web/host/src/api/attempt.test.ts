import { describe, expect, it } from 'vitest';
import { createAttempts, newKey } from './attempt.ts';
import { ApiError, unreachable } from './problem.ts';

const counting = () => {
  let count = 0;
  return () => {
    count += 1;
    return `key-${count}`;
  };
};

const sending =
  (keys: string[], outcome: () => string) =>
  async (key: string): Promise<string> => {
    keys.push(key);
    return outcome();
  };

describe('createAttempts', () => {
  it('keeps the key while the outcome of the same request is unknown', async () => {
    const attempts = createAttempts(counting());
    const keys: string[] = [];
    const lost = sending(keys, () => {
      throw unreachable();
    });
    await expect(attempts.run({ start: 'a' }, lost)).rejects.toMatchObject({ code: 'unreachable' });
    await expect(attempts.run({ start: 'a' }, lost)).rejects.toMatchObject({ code: 'unreachable' });
    await attempts.run(
      { start: 'a' },
      sending(keys, () => 'done'),
    );
    expect(keys).toEqual(['key-1', 'key-1', 'key-1']);
  });

  it('takes a new key for a changed request, after success and after a refusal', async () => {
    const attempts = createAttempts(counting());
    const keys: string[] = [];
    const refuse = sending(keys, () => {
      throw new ApiError({ code: 'slot_taken', status: 409, retryable: false });
    });
    const succeed = sending(keys, () => 'done');
    await attempts.run({ start: 'a' }, succeed);
    await attempts.run({ start: 'a' }, succeed);
    await expect(attempts.run({ start: 'b' }, refuse)).rejects.toMatchObject({ code: 'slot_taken' });
    await attempts.run({ start: 'b' }, succeed);
    expect(keys).toEqual(['key-1', 'key-2', 'key-3', 'key-4']);
  });

  it('keeps the key while the first request is still running', async () => {
    const attempts = createAttempts(counting());
    const keys: string[] = [];
    const running = sending(keys, () => {
      throw new ApiError({ code: 'idempotency_in_progress', status: 409, retryable: true });
    });
    await expect(attempts.run(1, running)).rejects.toMatchObject({ code: 'idempotency_in_progress' });
    await attempts.run(
      1,
      sending(keys, () => 'done'),
    );
    expect(keys).toEqual(['key-1', 'key-1']);
  });
});

describe('newKey', () => {
  it('is a version-4 UUID, each time another', () => {
    const keys = Array.from({ length: 50 }, newKey);
    expect(new Set(keys).size).toBe(50);
    for (const key of keys)
      expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});

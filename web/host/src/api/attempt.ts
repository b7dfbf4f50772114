import { asProblem } from './problem.ts';

/** A random version-4 UUID; also outside secure contexts, where `crypto.randomUUID` is missing. */
export const newKey = (): string => {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};

/**
 * Idempotency keys of one form or dialog: the same request keeps its key until its outcome is known, so that a
 * second press after a lost answer cannot act twice; a changed request gets a new one.
 */
export const createAttempts = (makeKey: () => string = newKey) => {
  let current: { fingerprint: string; key: string } | undefined;
  return {
    keyFor: (request: unknown): string => {
      const fingerprint = JSON.stringify(request);
      if (current?.fingerprint !== fingerprint) current = { fingerprint, key: makeKey() };
      return current.key;
    },
    /** Runs the request under its key; forgets the key once the server has decided. */
    run: async function run<Result>(
      request: unknown,
      send: (key: string) => Promise<Result>,
    ): Promise<Result> {
      const key = this.keyFor(request);
      try {
        const result = await send(key);
        current = undefined;
        return result;
      } catch (error) {
        const problem = asProblem(error);
        if (!problem.retryable && problem.code !== 'idempotency_in_progress') current = undefined;
        throw error;
      }
    },
  };
};

export type Attempts = ReturnType<typeof createAttempts>;

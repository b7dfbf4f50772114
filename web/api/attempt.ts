import type { Outcome } from './client.ts';

/** A fresh Idempotency-Key. `crypto.randomUUID` exists only on secure origins; local networks have plain http. */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );

/**
 * Idempotency keys of one form or dialog: a request keeps its key, and is sent as it was first sent, until the server has
 * decided on it, so that a second press after a lost answer cannot act twice; a changed request gets a new key.
 * `identityOf` names what makes two requests the same.
 */
export const createAttempts = <Asked>(
  identityOf: (request: Asked) => unknown = (request) => request,
  makeKey: () => string = newKey,
) => {
  let current: { identity: string; key: string; request: Asked } | null = null;
  return async <Data>(
    asked: Asked,
    send: (key: string, request: Asked) => Promise<Outcome<Data>>,
  ): Promise<Outcome<Data>> => {
    const identity = JSON.stringify(identityOf(asked));
    if (current?.identity !== identity) current = { identity, key: makeKey(), request: asked };
    const outcome = await send(current.key, current.request);
    if (outcome.ok || !outcome.failure.retryable) current = null;
    return outcome;
  };
};

export type Attempts = ReturnType<typeof createAttempts<unknown>>;

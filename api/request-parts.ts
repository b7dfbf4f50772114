import type { Context } from 'hono';
import type { Endpoint, Precondition } from '#contracts/endpoint.ts';
import { AppError } from '#domain/errors.ts';
import type { BasedOn } from '#services/version.ts';
import { requiredVersionsFrom, versionsFrom } from './middleware/etag.ts';
import { refuse } from './request-fields.ts';
import type { AppEnv } from './variables.ts';

const keyPattern = /^[\x21-\x7e]{1,255}$/;

/** The key under which a request is repeated; empty where the row takes none. */
export const idempotencyKeyOf = (c: Context<AppEnv>, { idempotent }: Endpoint): string => {
  if (idempotent !== true) return '';
  const key = c.req.header('idempotency-key') ?? '';
  const pointer = '#header/Idempotency-Key';
  if (key === '') {
    throw new AppError(
      'idempotency_key_missing',
      'Send a fresh key, e.g. a UUID, and repeat it when you retry.',
      {
        errors: [{ pointer, message: 'is required' }],
      },
    );
  }
  if (!keyPattern.test(key)) throw refuse([{ pointer, message: 'must be 1-255 visible ASCII characters' }]);
  return key;
};

/** Each query parameter once: which of two would count is not left to chance. */
export const queryOf = (c: Context<AppEnv>): Record<string, string> => {
  const entries = Object.entries(c.req.queries());
  const repeated = entries.filter(([, values]) => values.length > 1);
  if (repeated.length > 0) {
    throw refuse(repeated.map(([name]) => ({ pointer: `#query/${name}`, message: 'must be given once' })));
  }
  return Object.fromEntries(entries.map(([name, [value = '']]) => [name, value]));
};

/** The versions that a change says it is based on, where the row asks for them. */
export const basedOnOf = (
  c: Context<AppEnv>,
  precondition: Precondition | undefined,
): BasedOn | undefined => {
  if (precondition === undefined) return undefined;
  const header = c.req.header('if-match');
  return precondition === 'required' ? requiredVersionsFrom(header) : versionsFrom(header ?? '*');
};

import { z } from 'zod';

/** A connection of Postgres; what its parts must be is the driver's to say. */
const connection = z.url({
  protocol: /^postgres(ql)?$/,
  error:
    'must be postgres://user:password@host:port/database; what stands in user and password is percent-encoded',
});

export const databaseEnv = {
  /** Application role (row-level security applies). */
  DATABASE_URL: connection,
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(100).default(10),
};

export const identityDatabaseEnv = {
  /** Identity role: schema `auth` only. */
  DATABASE_AUTH_URL: connection,
};

import { z } from 'zod';

export const databaseEnv = {
  /** Application role (row-level security applies). */
  DATABASE_URL: z.url(),
  /** Identity role: schema `auth` only. */
  DATABASE_AUTH_URL: z.url(),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(100).default(10),
};

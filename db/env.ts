import { z } from 'zod';

type Environment = Readonly<Record<string, string | undefined>>;

const parsed = (text: string): URL | null => (URL.canParse(text) ? new URL(text) : null);

/** A connection of Postgres. A `/`, `#`, `?` or `@` that stands bare in a password makes it another one, or none. */
const connection = z.string().refine((text) => {
  const url = parsed(text);
  return (
    url !== null &&
    /^postgres(ql)?:$/.test(url.protocol) &&
    url.hash === '' &&
    url.username !== '' &&
    url.hostname !== '' &&
    /^\/[^/]+$/.test(url.pathname)
  );
}, 'must be postgres://user:password@host:port/database; what stands in user and password is percent-encoded');

export const databaseEnv = {
  /** Application role (row-level security applies). */
  DATABASE_URL: connection,
  /** Of that role, as it is; for a DATABASE_URL without one. */
  DATABASE_APP_PASSWORD: z.string().default(''),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(100).default(10),
};

export const identityDatabaseEnv = {
  /** Identity role: schema `auth` only. */
  DATABASE_AUTH_URL: connection,
  /** Of that role, as it is; for a DATABASE_AUTH_URL without one. */
  DATABASE_AUTH_PASSWORD: z.string().default(''),
};

export const operatorDatabaseEnv = {
  /** Operators' role: reads across tenants. Empty: the installation has no operators. */
  DATABASE_OPS_URL: z.union([z.literal(''), connection]).default(''),
  /** Of that role, as it is; for a DATABASE_OPS_URL without one. */
  DATABASE_OPS_PASSWORD: z.string().default(''),
};

export const adminDatabaseEnv = {
  /** A superuser's connection. */
  DATABASE_ADMIN_URL: connection,
  /** Of the superuser, as it is; for a DATABASE_ADMIN_URL without one. */
  POSTGRES_PASSWORD: z.string().default(''),
};

/** Passwords that the migration gives to the roles; without one the operators' role lets nobody in. */
export const migrationEnv = {
  ...adminDatabaseEnv,
  DATABASE_OWNER_PASSWORD: z.string(),
  DATABASE_APP_PASSWORD: z.string(),
  DATABASE_AUTH_PASSWORD: z.string(),
  DATABASE_OPS_PASSWORD: z.string().default(''),
};

const passwordOf = {
  DATABASE_URL: 'DATABASE_APP_PASSWORD',
  DATABASE_AUTH_URL: 'DATABASE_AUTH_PASSWORD',
  DATABASE_OPS_URL: 'DATABASE_OPS_PASSWORD',
  DATABASE_ADMIN_URL: 'POSTGRES_PASSWORD',
} as const;

/**
 * The same environment whose connections without a password have the one that stands beside them: any text is a password
 * there, and nothing has to be encoded by hand.
 */
export const withPasswords = (env: Environment): Environment => {
  const complete: Record<string, string | undefined> = { ...env };
  for (const [name, variable] of Object.entries(passwordOf)) {
    const url = parsed(env[name] ?? '');
    const password = env[variable] ?? '';
    if (url === null || url.username === '' || url.password !== '' || password === '') continue;
    url.password = encodeURIComponent(password);
    complete[name] = url.href;
  }
  return complete;
};

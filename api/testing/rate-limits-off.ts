import { apiEnv } from '#api/env.ts';

/** Settings under which an API limits nobody, for whoever measures or tests something else. */
export const rateLimitsOff: Readonly<Record<string, string>> = Object.fromEntries(
  Object.keys(apiEnv)
    .filter((name) => name.startsWith('RATE_LIMIT_'))
    .map((name) => [name, 'off']),
);

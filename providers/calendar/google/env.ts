import { z } from 'zod';
import { vendorUrlProblem } from '#providers/env.ts';
import type { Env } from '#providers/manifest.ts';

/** Where the vendor lives and who we are to it. */
export type GoogleConfig = {
  clientId: string;
  clientSecret: string;
  /** Origin only: the SDK drops a path. */
  apiBaseUrl: string;
  authUrl: string;
  tokenUrl: string;
  revokeUrl: string;
  /** PEM certificates of the identity token's signers. */
  certsUrl: string;
  /** Milliseconds for one HTTP call; 10 s unless given. */
  timeoutMs?: number;
  /** Events on one page of a pull; 250 unless given. */
  pageSize?: number;
};

const text = z.string().trim().min(1);

const GoogleEnv = z.object({
  GOOGLE_CLIENT_ID: text,
  GOOGLE_CLIENT_SECRET: text,
  GOOGLE_API_BASE_URL: text.default('https://www.googleapis.com'),
  GOOGLE_AUTH_URL: text.default('https://accounts.google.com/o/oauth2/v2/auth'),
  GOOGLE_TOKEN_URL: text.default('https://oauth2.googleapis.com/token'),
  GOOGLE_REVOKE_URL: text.default('https://oauth2.googleapis.com/revoke'),
  GOOGLE_CERTS_URL: text.default('https://www.googleapis.com/oauth2/v1/certs'),
});

const urlKeys = [
  'GOOGLE_API_BASE_URL',
  'GOOGLE_AUTH_URL',
  'GOOGLE_TOKEN_URL',
  'GOOGLE_REVOKE_URL',
  'GOOGLE_CERTS_URL',
] as const;

function urlProblem(key: string, value: string, env: Env): string | null {
  const problem = vendorUrlProblem(key, value, env);
  if (problem !== null || key !== 'GOOGLE_API_BASE_URL' || new URL(value).pathname === '/') return problem;
  return `${key} must not have a path`;
}

/**
 * Reads the GOOGLE_* keys. `null` without GOOGLE_CLIENT_ID: the vendor is off. Throws an `Error` that names every
 * wrong key at once and never shows a value. Plain http is accepted only for a loopback host together with
 * ALLOW_LOOPBACK_PROVIDERS=true.
 */
export function parseGoogleEnv(env: Env): GoogleConfig | null {
  if ((env['GOOGLE_CLIENT_ID'] ?? '').trim() === '') return null;
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => (value ?? '').trim() !== ''));
  const parsed = GoogleEnv.safeParse(given);
  if (!parsed.success) {
    const keys = parsed.error.issues.map((issue) => issue.path.join('.'));
    throw new Error(`Calendar configuration: missing or malformed ${[...new Set(keys)].join(', ')}.`);
  }
  const values = parsed.data;
  const problems = urlKeys.flatMap((key) => urlProblem(key, values[key], env) ?? []);
  if (problems.length > 0) throw new Error(`Calendar configuration: ${problems.join('; ')}.`);
  return {
    clientId: values.GOOGLE_CLIENT_ID,
    clientSecret: values.GOOGLE_CLIENT_SECRET,
    apiBaseUrl: values.GOOGLE_API_BASE_URL,
    authUrl: values.GOOGLE_AUTH_URL,
    tokenUrl: values.GOOGLE_TOKEN_URL,
    revokeUrl: values.GOOGLE_REVOKE_URL,
    certsUrl: values.GOOGLE_CERTS_URL,
  };
}

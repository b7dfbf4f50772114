import { vendorUrlProblem } from '#providers/env.ts';
import type { Env } from '#providers/manifest.ts';

export const vendor = 'stripe';

const defaultBaseUrl = 'https://api.stripe.com';

export const secretKeyPattern = /^(rk|sk)_(live|test)_[A-Za-z0-9]{8,240}$/;

export type StripeConfig = {
  /** An origin: the SDK knows no path. */
  baseUrl: string;
  /** Null: no account can be used through a platform. */
  platformKey: string | null;
  /** Milliseconds for one HTTP call; 15 s unless given. */
  timeoutMs?: number;
};

/**
 * Reads STRIPE_BASE_URL and STRIPE_PLATFORM_KEY; both may be unset. Throws an `Error` that names every wrong key at once
 * and shows no value.
 */
export function parseStripeEnv(env: Env): StripeConfig {
  const problems: string[] = [];
  const baseUrl = (env['STRIPE_BASE_URL'] ?? '').trim().replace(/\/+$/, '') || defaultBaseUrl;
  const urlProblem = vendorUrlProblem('STRIPE_BASE_URL', baseUrl, env);
  if (urlProblem !== null) problems.push(urlProblem);
  else if (new URL(baseUrl).pathname !== '/') problems.push('STRIPE_BASE_URL must not have a path');
  const platformKey = (env['STRIPE_PLATFORM_KEY'] ?? '').trim() || null;
  if (platformKey !== null && !secretKeyPattern.test(platformKey))
    problems.push('STRIPE_PLATFORM_KEY must start with sk_live_, sk_test_, rk_live_ or rk_test_');
  if (problems.length > 0) throw new Error(`Payment configuration: ${problems.join('; ')}.`);
  return { baseUrl, platformKey };
}

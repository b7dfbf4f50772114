import {
  type BillingInterval,
  billingIntervals,
  type SoldPlan,
  soldPlans,
} from '#domain/subscription/types.ts';
import { vendorUrlProblem } from '#providers/env.ts';
import type { Env } from '#providers/manifest.ts';
import { secretKeyPattern } from '#providers/payment/stripe/env.ts';

export const vendor = 'stripe';

const defaultBaseUrl = 'https://api.stripe.com';
const longestTrialDays = 90;

/** The price of one seat, as the vendor names it. */
export type PriceId = { plan: SoldPlan; interval: BillingInterval; priceId: string };

export type StripeBillingConfig = {
  /** An origin: the SDK knows no path. */
  baseUrl: string;
  key: string;
  /** Several while one is replaced. */
  webhookSecrets: readonly string[];
  prices: readonly PriceId[];
  trialDays: number;
  /** Milliseconds for one HTTP call; 15 s unless given. */
  timeoutMs?: number;
};

const priceNames: Readonly<
  Record<SoldPlan, Readonly<Record<BillingInterval, (env: Env) => [string, string | undefined]>>>
> = {
  pro: {
    month: (env) => ['STRIPE_PRICE_PRO_MONTHLY', env['STRIPE_PRICE_PRO_MONTHLY']],
    year: (env) => ['STRIPE_PRICE_PRO_YEARLY', env['STRIPE_PRICE_PRO_YEARLY']],
  },
  team: {
    month: (env) => ['STRIPE_PRICE_TEAM_MONTHLY', env['STRIPE_PRICE_TEAM_MONTHLY']],
    year: (env) => ['STRIPE_PRICE_TEAM_YEARLY', env['STRIPE_PRICE_TEAM_YEARLY']],
  },
};

/** Which of the prices are set, and what is wrong with them. */
const readPrices = (env: Env, problems: string[]): PriceId[] => {
  const prices = soldPlans.flatMap((plan) =>
    billingIntervals.flatMap((interval) => {
      const [name, value] = priceNames[plan][interval](env);
      const priceId = (value ?? '').trim();
      if (priceId === '') return [];
      if (!/^price_[A-Za-z0-9_]{1,240}$/.test(priceId)) problems.push(`${name} must start with price_`);
      return [{ plan, interval, priceId }];
    }),
  );
  if (prices.length === 0) problems.push('one price at least is needed, e.g. STRIPE_PRICE_PRO_MONTHLY');
  if (new Set(prices.map(({ priceId }) => priceId)).size < prices.length)
    problems.push('every plan and interval needs a price of its own');
  return prices;
};

/**
 * Reads what the installation sells its plans with; null without STRIPE_BILLING_KEY, and then none are sold. Throws an `Error` that
 * names every wrong key at once and shows no value.
 */
export function parseStripeBillingEnv(env: Env): StripeBillingConfig | null {
  const key = (env['STRIPE_BILLING_KEY'] ?? '').trim();
  if (key === '') return null;
  const problems: string[] = [];
  if (!secretKeyPattern.test(key))
    problems.push('STRIPE_BILLING_KEY must start with sk_live_, sk_test_, rk_live_ or rk_test_');
  const baseUrl = (env['STRIPE_BILLING_BASE_URL'] ?? '').trim().replace(/\/+$/, '') || defaultBaseUrl;
  const urlProblem = vendorUrlProblem('STRIPE_BILLING_BASE_URL', baseUrl, env);
  if (urlProblem !== null) problems.push(urlProblem);
  else if (new URL(baseUrl).pathname !== '/') problems.push('STRIPE_BILLING_BASE_URL must not have a path');
  const webhookSecrets = (env['STRIPE_BILLING_WEBHOOK_SECRET'] ?? '')
    .split(/\s+/)
    .filter((each) => each !== '');
  if (webhookSecrets.length === 0 || !webhookSecrets.every((each) => /^whsec_.{8,}$/.test(each)))
    problems.push('STRIPE_BILLING_WEBHOOK_SECRET must start with whsec_');
  const prices = readPrices(env, problems);
  const trial = (env['STRIPE_TRIAL_DAYS'] ?? '').trim() || '0';
  const trialDays = Number(trial);
  if (!/^\d{1,3}$/.test(trial) || trialDays > longestTrialDays)
    problems.push(`STRIPE_TRIAL_DAYS must be a whole number from 0 to ${longestTrialDays}`);
  if (problems.length > 0) throw new Error(`Billing configuration: ${problems.join('; ')}.`);
  return { baseUrl, key, webhookSecrets, prices, trialDays };
}

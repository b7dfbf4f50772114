import { expect, test } from 'vitest';
import { parseStripeBillingEnv } from './env.ts';

const env = {
  STRIPE_BILLING_KEY: 'rk_live_abcdefgh1234',
  STRIPE_BILLING_WEBHOOK_SECRET: 'whsec_secret123 whsec_former123',
  STRIPE_PRICE_PRO_MONTHLY: 'price_1',
  STRIPE_PRICE_TEAM_YEARLY: 'price_2',
};

test('what has a price is for sale, and nothing is without a key', () => {
  expect(parseStripeBillingEnv({})).toBeNull();
  expect(parseStripeBillingEnv({ ...env, STRIPE_BILLING_KEY: ' ' })).toBeNull();
  expect(parseStripeBillingEnv(env)).toEqual({
    baseUrl: 'https://api.stripe.com',
    key: env.STRIPE_BILLING_KEY,
    webhookSecrets: ['whsec_secret123', 'whsec_former123'],
    prices: [
      { plan: 'pro', interval: 'month', priceId: 'price_1' },
      { plan: 'team', interval: 'year', priceId: 'price_2' },
    ],
    trialDays: 0,
  });
});

test.each([
  [{ STRIPE_BILLING_KEY: 'pk_live_abcdefgh1234' }, 'STRIPE_BILLING_KEY'],
  [{ STRIPE_BILLING_WEBHOOK_SECRET: '' }, 'STRIPE_BILLING_WEBHOOK_SECRET'],
  [{ STRIPE_PRICE_PRO_MONTHLY: 'prod_1' }, 'STRIPE_PRICE_PRO_MONTHLY'],
  [{ STRIPE_PRICE_TEAM_YEARLY: 'price_1' }, 'price of its own'],
  [{ STRIPE_PRICE_PRO_MONTHLY: '', STRIPE_PRICE_TEAM_YEARLY: '' }, 'one price at least'],
  [{ STRIPE_TRIAL_DAYS: '400' }, 'STRIPE_TRIAL_DAYS'],
  [{ STRIPE_BILLING_BASE_URL: 'http://api.example.com' }, 'STRIPE_BILLING_BASE_URL'],
])('%j is refused by name, and no value is shown', (change, name) => {
  const wrong = () => parseStripeBillingEnv({ ...env, ...change });
  expect(wrong).toThrow(name);
  expect(wrong).not.toThrow(/abcdefgh|secret123/);
});

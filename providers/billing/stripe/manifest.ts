import type { BillingManifest } from '#providers/manifest.ts';
import { emulatorBilling, emulatorPrices } from './emulator/credentials.ts';

const [proMonthly, proYearly, teamMonthly, teamYearly] = emulatorPrices;

export const manifest: BillingManifest = {
  capability: 'billing',
  vendor: 'stripe',
  auth: 'key',
  environment: [
    {
      name: 'STRIPE_BILLING_KEY',
      standard: 'none',
      meaning: "key of the installation's own account, by which it sells its plans; none are sold without it",
      isSecret: true,
      signsIn: true,
      switchesOn: true,
    },
    {
      name: 'STRIPE_BILLING_WEBHOOK_SECRET',
      standard: 'with the key',
      meaning:
        'checks its notifications, sent to `/api/v1/webhooks/billing/stripe`; several, separated by spaces, while rotating',
      isSecret: true,
    },
    {
      name: 'STRIPE_PRICE_PRO_MONTHLY',
      standard: 'none',
      meaning: 'price of one seat of the plan Pro for a month, `price_…`; what has no price is not for sale',
    },
    { name: 'STRIPE_PRICE_PRO_YEARLY', standard: 'none', meaning: 'the same for a year' },
    { name: 'STRIPE_PRICE_TEAM_MONTHLY', standard: 'none', meaning: 'the same of the plan Team for a month' },
    { name: 'STRIPE_PRICE_TEAM_YEARLY', standard: 'none', meaning: 'the same for a year' },
    {
      name: 'STRIPE_TRIAL_DAYS',
      standard: '`0`',
      meaning: 'days in which a plan is tried before it is paid for, once for each organisation and card',
    },
    { name: 'STRIPE_BILLING_BASE_URL', standard: "Stripe's", meaning: 'address of the API that sells plans' },
  ],
  packages: ['stripe'],
  emulator: {
    label: 'Plans',
    port: { variable: 'EVERSLOT_BILLING_EMULATOR_PORT', standard: 4015, purpose: 'the billing emulator' },
    environment: ({ url }) => ({
      STRIPE_BILLING_BASE_URL: url,
      STRIPE_BILLING_KEY: emulatorBilling.key,
      STRIPE_BILLING_WEBHOOK_SECRET: emulatorBilling.webhookSecret,
      STRIPE_PRICE_PRO_MONTHLY: proMonthly.id,
      STRIPE_PRICE_PRO_YEARLY: proYearly.id,
      STRIPE_PRICE_TEAM_MONTHLY: teamMonthly.id,
      STRIPE_PRICE_TEAM_YEARLY: teamYearly.id,
      STRIPE_TRIAL_DAYS: String(emulatorBilling.trialDays),
      ALLOW_LOOPBACK_PROVIDERS: 'true',
    }),
    load: () => import('./emulator/start.ts'),
  },
  open: async (env) => (await import('./adapter.ts')).openStripeBilling(env),
};

import type { PaymentManifest } from '#providers/manifest.ts';
import { emulatorKeys } from './emulator/credentials.ts';

export const manifest: PaymentManifest = {
  capability: 'payment',
  vendor: 'stripe',
  auth: 'key',
  isAlwaysOn: true,
  environment: [
    { name: 'STRIPE_BASE_URL', standard: "Stripe's", meaning: 'address of the API' },
    {
      name: 'STRIPE_PLATFORM_KEY',
      standard: 'none',
      meaning:
        'secret key of a platform account, for accounts that are connected to it; organisations with keys of their own need none',
      isSecret: true,
    },
  ],
  packages: ['stripe'],
  emulator: {
    label: 'Payments',
    port: { variable: 'EVERSLOT_PAYMENT_EMULATOR_PORT', standard: 4014, purpose: 'the payment emulator' },
    environment: ({ url }) => ({
      STRIPE_BASE_URL: url,
      STRIPE_PLATFORM_KEY: emulatorKeys.platform,
      ALLOW_LOOPBACK_PROVIDERS: 'true',
    }),
    load: () => import('./emulator/start.ts'),
  },
  open: async (env) => (await import('./adapter.ts')).openStripe(env),
};

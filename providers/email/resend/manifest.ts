import type { EmailManifest } from '#providers/manifest.ts';
import { emulatorApiKey } from './emulator/credentials.ts';

export const manifest: EmailManifest = {
  capability: 'email',
  vendor: 'resend',
  auth: 'key',
  environment: [
    {
      name: 'RESEND_API_KEY',
      standard: 'none',
      meaning: 'Resend is off without it',
      isSecret: true,
      signsIn: true,
      switchesOn: true,
    },
    { name: 'RESEND_BASE_URL', standard: "Resend's", meaning: 'address of the API' },
    {
      name: 'RESEND_WEBHOOK_SECRET',
      standard: 'none',
      meaning: "checks Resend's notifications; several, separated by spaces, while rotating",
      isSecret: true,
      invent: (base64) => `whsec_${base64(24)}`,
    },
  ],
  packages: ['resend'],
  emulator: {
    label: 'Mailbox',
    port: { variable: 'EVERSLOT_MAIL_EMULATOR_PORT', standard: 4020, purpose: 'the mailbox' },
    environment: ({ url }) => ({
      RESEND_API_KEY: emulatorApiKey,
      RESEND_BASE_URL: url,
      ALLOW_LOOPBACK_PROVIDERS: 'true',
    }),
    load: () => import('./emulator/start.ts'),
  },
  accounts: {
    asks: ['sender', 'key'],
    load: async (env) => (await import('./account.ts')).openResendAccounts(env),
  },
  open: async (env) => (await import('./adapter.ts')).openResend(env),
  receive: async (env) => (await import('./receive.ts')).openReceive(env),
};

import type { CalendarManifest } from '#providers/manifest.ts';
import { emulatorClient } from './emulator/credentials.ts';

export const manifest: CalendarManifest = {
  capability: 'calendar',
  vendor: 'google',
  auth: 'oauth',
  environment: [
    {
      name: 'GOOGLE_CLIENT_ID',
      standard: 'none',
      meaning: 'Google Calendar is off without it',
      signsIn: true,
      switchesOn: true,
    },
    { name: 'GOOGLE_CLIENT_SECRET', standard: 'with the id', meaning: '', isSecret: true, signsIn: true },
    { name: 'GOOGLE_API_BASE_URL', standard: "Google's", meaning: 'address of the API' },
    {
      name: 'GOOGLE_AUTH_URL',
      standard: "Google's",
      meaning: 'page where people give access',
    },
    {
      name: 'GOOGLE_TOKEN_URL',
      standard: "Google's",
      meaning: 'where tokens are given and refreshed',
    },
    { name: 'GOOGLE_REVOKE_URL', standard: "Google's", meaning: 'where access is given back' },
    {
      name: 'GOOGLE_CERTS_URL',
      standard: "Google's",
      meaning: 'certificates that identity tokens are checked with',
    },
  ],
  packages: ['@googleapis/calendar', 'google-auth-library', 'luxon'],
  emulator: {
    label: 'Google emulator',
    port: { variable: 'EVERSLOT_GOOGLE_EMULATOR_PORT', standard: 4010, purpose: 'the Google emulator' },
    environment: ({ url }) => ({
      GOOGLE_CLIENT_ID: emulatorClient.clientId,
      GOOGLE_CLIENT_SECRET: emulatorClient.clientSecret,
      GOOGLE_API_BASE_URL: url,
      GOOGLE_AUTH_URL: `${url}/o/oauth2/v2/auth`,
      GOOGLE_TOKEN_URL: `${url}/token`,
      GOOGLE_REVOKE_URL: `${url}/revoke`,
      GOOGLE_CERTS_URL: `${url}/oauth2/v1/certs`,
      ALLOW_LOOPBACK_PROVIDERS: 'true',
    }),
    load: () => import('./emulator/start.ts'),
  },
  open: async (env) => (await import('./adapter.ts')).openGoogle(env),
  receive: async () => (await import('./receive.ts')).receiveGooglePush,
};

import type { IdentityManifest } from '#providers/manifest.ts';

export const manifest: IdentityManifest = {
  capability: 'identity',
  vendor: 'google',
  auth: 'oauth',
  environment: [
    {
      name: 'GOOGLE_SIGN_IN_CLIENT_ID',
      standard: 'none',
      meaning: 'nobody signs in with Google without it; it may be that of the calendar',
      signsIn: true,
      switchesOn: true,
    },
    {
      name: 'GOOGLE_SIGN_IN_CLIENT_SECRET',
      standard: 'with the id',
      meaning: '',
      isSecret: true,
      signsIn: true,
    },
    {
      name: 'GOOGLE_SIGN_IN_ISSUER',
      standard: "Google's",
      meaning: 'address below which `/.well-known/openid-configuration` lies',
    },
  ],
  packages: ['jose'],
  emulator: {
    label: 'Google sign-in emulator',
    port: {
      variable: 'EVERSLOT_GOOGLE_SIGN_IN_PORT',
      standard: 4012,
      purpose: 'the emulator of signing in with Google',
    },
    environment: ({ url }) => ({
      GOOGLE_SIGN_IN_CLIENT_ID: 'everslot-local',
      GOOGLE_SIGN_IN_CLIENT_SECRET: 'everslot-local-secret',
      GOOGLE_SIGN_IN_ISSUER: url,
      ALLOW_LOOPBACK_PROVIDERS: 'true',
    }),
    load: () => import('./emulator/start.ts'),
  },
  open: async (env) => (await import('./adapter.ts')).openGoogleIdentity(env),
};

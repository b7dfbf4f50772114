import type { IdentityManifest } from '#providers/manifest.ts';

export const manifest: IdentityManifest = {
  capability: 'identity',
  vendor: 'microsoft',
  auth: 'oauth',
  environment: [
    {
      name: 'MICROSOFT_SIGN_IN_CLIENT_ID',
      standard: 'none',
      meaning:
        'nobody signs in with Microsoft without it; the token of its registration needs the claims `email` and `xms_edov`, and `auth_time` to confirm',
      signsIn: true,
      switchesOn: true,
    },
    {
      name: 'MICROSOFT_SIGN_IN_CLIENT_SECRET',
      standard: 'with the id',
      meaning: '',
      isSecret: true,
      signsIn: true,
    },
    {
      name: 'MICROSOFT_SIGN_IN_ISSUER',
      standard: "Microsoft's",
      meaning: 'address below which `/.well-known/openid-configuration` lies',
    },
  ],
  packages: ['jose'],
  emulator: {
    label: 'Microsoft sign-in emulator',
    port: {
      variable: 'EVERSLOT_MICROSOFT_SIGN_IN_PORT',
      standard: 4013,
      purpose: 'the emulator of signing in with Microsoft',
    },
    environment: ({ url }) => ({
      MICROSOFT_SIGN_IN_CLIENT_ID: 'everslot-local',
      MICROSOFT_SIGN_IN_CLIENT_SECRET: 'everslot-local-secret',
      MICROSOFT_SIGN_IN_ISSUER: `${url}/common/v2.0`,
      ALLOW_LOOPBACK_PROVIDERS: 'true',
    }),
    load: () => import('./emulator/start.ts'),
  },
  open: async (env) => (await import('./adapter.ts')).openMicrosoftIdentity(env),
};

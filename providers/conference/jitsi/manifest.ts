import type { ConferenceManifest } from '#providers/manifest.ts';

export const manifest: ConferenceManifest = {
  capability: 'conference',
  vendor: 'jitsi',
  auth: 'none',
  environment: [
    {
      name: 'JITSI_MEET_URL',
      standard: 'none',
      meaning:
        'a Jitsi Meet server on which organisations may hold their video meetings, `https://meet.example.com`',
      switchesOn: true,
    },
  ],
  packages: [],
  open: async (env) => (await import('./adapter.ts')).openJitsi(env),
};

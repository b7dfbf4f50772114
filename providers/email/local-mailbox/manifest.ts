import { join } from 'node:path';
import type { EmailManifest } from '#providers/manifest.ts';

export const manifest: EmailManifest = {
  capability: 'email',
  vendor: 'local-mailbox',
  auth: 'none',
  environment: [
    {
      name: 'LOCAL_MAILBOX_FOLDER',
      standard: 'none',
      meaning: 'folder that mails are put into instead of being sent, for development',
      isLocal: true,
      switchesOn: true,
    },
  ],
  packages: [],
  emulator: {
    label: 'Mailbox',
    port: {
      variable: 'EVERSLOT_LOCAL_MAILBOX_PORT',
      standard: 4021,
      purpose: 'the page of the local mailbox',
    },
    environment: ({ stateFolder }) => ({ LOCAL_MAILBOX_FOLDER: join(stateFolder, 'local-mailbox') }),
    load: () => import('./emulator/start.ts'),
  },
  open: async (env) => (await import('./adapter.ts')).openLocalMailbox(env),
};

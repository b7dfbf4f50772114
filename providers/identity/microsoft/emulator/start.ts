import type { Emulator, EmulatorOptions } from '#providers/emulation/emulator.ts';
import { startOpenidEmulator } from '#providers/identity/openid/emulator/start.ts';

const directory = '72f988bf-86f1-41af-91ab-2d7cd011db47';
/** What all personal accounts are in. */
const personal = '9188040d-6c67-4c5b-b112-36a304b66dad';

/** Microsoft's sign-in on a local port, for accounts of every directory: people to choose from at its page, controls under `/_admin`. */
export const startEmulator = (options: EmulatorOptions): Promise<Emulator> =>
  startOpenidEmulator(options, {
    title: 'Microsoft',
    metadataPath: '/common/v2.0',
    metadataIssuer: (url) => `${url}/{tenantid}/v2.0`,
    claimsOf: ({ subject, email, name, isVerified }, url) => {
      const [tid = '', oid = ''] = subject.split('/');
      return {
        iss: `${url}/${tid}/v2.0`,
        // Another one for each application.
        sub: Buffer.from(`everslot-local ${oid}`).toString('base64url'),
        tid,
        oid,
        email,
        xms_edov: isVerified,
        preferred_username: email,
        name,
      };
    },
    people: [
      {
        subject: `${directory}/690222be-ff1a-4d56-abd1-7e4f7d38e474`,
        email: 'mai.pham@contoso.example',
        name: 'Mai Pham',
        isVerified: true,
      },
      // Whoever runs the directory has written this address, which is somebody else's.
      {
        subject: `${directory}/1f0b7a1e-7d3c-4b42-9f3c-6f1c2f9d2c11`,
        email: 'linh@everslot.localhost',
        name: 'Not Linh',
        isVerified: false,
      },
      {
        subject: `${personal}/00000000-0000-0000-5f2b-9e3c1a7d4e60`,
        email: 'duc.le@outlook.example',
        name: 'Duc Le',
        isVerified: true,
      },
    ],
  });

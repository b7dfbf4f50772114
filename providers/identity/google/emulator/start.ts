import type { Emulator, EmulatorOptions } from '#providers/emulation/emulator.ts';
import { startOpenidEmulator } from '#providers/identity/openid/emulator/start.ts';

/** Google's sign-in on a local port: people to choose from at its page, controls under `/_admin`. */
export const startEmulator = (options: EmulatorOptions): Promise<Emulator> =>
  startOpenidEmulator(options, {
    title: 'Google',
    metadataPath: '',
    metadataIssuer: (url) => url,
    claimsOf: ({ subject, email, name, isVerified }, url) => ({
      iss: url,
      sub: subject,
      email,
      email_verified: isVerified,
      name,
    }),
    people: [
      {
        subject: '108204268033311374519',
        email: 'linh@everslot.localhost',
        name: 'Linh Nguyen',
        isVerified: true,
      },
      {
        subject: '110169484474386276334',
        email: 'hoa.tran@gmail.example',
        name: 'Hoa Tran',
        isVerified: true,
      },
      { subject: '112233445566778899001', email: 'tam.vo@gmail.example', name: 'Tam Vo', isVerified: false },
    ],
  });

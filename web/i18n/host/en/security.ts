export const security = {
  title: 'Security',
  lead: 'How you sign in, and where you are signed in.',
  confirm: {
    title: 'Confirm that it is you',
    body: 'This change needs a recent sign-in. Enter your password to go on.',
    submit: 'Confirm',
    wrong: 'This is not your password',
  },
  signIns: {
    title: 'Where you are signed in',
    hint: 'Sign out devices that you do not know or no longer use.',
    device: (browser: string | null, system: string | null) =>
      [browser ?? 'Unknown device', system].filter((part) => part !== null).join(' on '),
    current: 'This device',
    network: (prefix: string) => `Network ${prefix}`,
    since: (when: string) => `Signed in ${when}`,
    seen: (when: string) => `Last seen ${when}`,
    end: 'Sign out',
    endLabel: (device: string) => `Sign out ${device}`,
    endTitle: 'Sign out this device?',
    endBody: (device: string) => `${device} has to sign in again.`,
    ended: 'The device is signed out.',
    endOthers: 'Sign out everywhere else',
    endOthersTitle: 'Sign out everywhere else?',
    endOthersBody: 'All your other devices have to sign in again. This one stays signed in.',
    endedOthers: 'You are signed out everywhere else.',
  },
};

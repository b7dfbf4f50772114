export const registrationStates = ['open', 'done'] as const;
export type RegistrationState = (typeof registrationStates)[number];

/** How long the link that proves an address works. */
export const registrationHours = 24;

/** Why the link of a registration leads nowhere any more. */
export const registrationEnds = ['expired', 'used'] as const;
export type RegistrationEnd = (typeof registrationEnds)[number];

/** Why a link leads nowhere, or null while it does. Times are epoch milliseconds. */
export const endOf = (
  registration: { state: RegistrationState; expiresAt: number },
  now: number,
): RegistrationEnd | null => {
  if (registration.state === 'done') return 'used';
  return registration.expiresAt <= now ? 'expired' : null;
};

const minuteMs = 60_000;
const longestWaitMs = 60 * minuteMs;

/** How long nobody can have the mail sent once more after that many of them: a minute at first, then twice as long each time. */
export const waitAfterMails = (mails: number): number =>
  Math.min(minuteMs * 2 ** Math.max(mails - 1, 0), longestWaitMs);

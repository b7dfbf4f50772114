/** Longest address of a next step. */
export const redirectUrlMax = 500;

/** Letters of every script, digits and hyphens between dots, and a last part that is no number: a name of the public internet. */
const isPublicName = (hostname: string): boolean =>
  /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/.test(hostname) &&
  !/\.(?:localhost|local|internal|home\.arpa)$/.test(hostname);

/**
 * Whether guests may be sent on to an address: https, a public name, and nothing in it that stands for an account. What
 * browsers would repair (blanks, backslashes, control characters) is none.
 */
export const isRedirectUrl = (value: string): boolean => {
  if (value.length > redirectUrlMax || !/^https:\/\/[^\s\\\p{Cc}\p{Cf}]+$/iu.test(value)) return false;
  if (!URL.canParse(value)) return false;
  const { protocol, username, password, hostname } = new URL(value);
  return protocol === 'https:' && username === '' && password === '' && isPublicName(hostname);
};

/** What the page a guest is sent on to is told of the booking: nothing of the guest, and nothing that opens anything. */
export type NextStepFacts = { bookingId: string; status: string; start: string; end: string };

/** The names of the parameters; an address that has one of them already gets ours instead. */
const parameters = {
  bookingId: 'everslot_booking',
  status: 'everslot_status',
  start: 'everslot_start',
  end: 'everslot_end',
} as const satisfies Record<keyof NextStepFacts, string>;

/** The address of the next step of one booking; its own parameters and its fragment stay. */
export const nextStepOf = (redirectUrl: string, facts: NextStepFacts): string => {
  const url = new URL(redirectUrl);
  for (const name of ['bookingId', 'status', 'start', 'end'] as const)
    url.searchParams.set(parameters[name], facts[name]);
  return url.href;
};

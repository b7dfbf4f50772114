export const registration = {
  title: 'Create an account',
  lead: 'With an organisation of your own, in a minute.',
  link: 'Create an account',
  toSignIn: 'I already have an account',
  name: 'Your name',
  tenantName: 'Name of your organisation',
  handle: 'Address of your organisation',
  handleHint: 'Lower-case letters, digits and hyphens.',
  submit: 'Create the account',
  issues: {
    name: 'Enter your name',
    email: 'Enter a valid e-mail address',
    tenantName: 'Enter the name of your organisation',
    handle: 'Use lower-case letters, digits and hyphens. Some addresses are reserved.',
    taken: 'This address is taken, or looks like one that is. Choose another one.',
  },
  sentTitle: 'Check your e-mail',
  sent: (email: string) =>
    `We have sent an e-mail to ${email}. Open the link in it within 24 hours to create your account.`,
  sendAgain: 'Send the e-mail again',
  sentAgain: 'The e-mail is on its way again.',
  closed: {
    title: 'Registration is closed',
    lead: 'New accounts are created by invitation here. Ask a member of your organisation to invite you.',
  },
  signedIn: {
    title: 'You are signed in',
    lead: (email: string) => `You are signed in as ${email}. Sign out first to create another account.`,
    open: 'Go to my bookings',
    signOut: 'Sign out',
  },
  confirm: {
    title: 'Create your account',
    lead: (tenantName: string) =>
      `Your e-mail address is confirmed. ${tenantName} is yours with one more click.`,
    address: 'E-mail address',
    elsewhere:
      'You registered in another browser. Enter the password that you chose there. If you did not register, close this page: nothing is created.',
    wrong: 'This is not the password that you chose',
    handleTaken: 'Somebody took this address in the meantime. Choose another one.',
    invited: (tenantName: string) =>
      `${tenantName} has invited you. To become a member there as well, open the link in that e-mail afterwards.`,
    submit: 'Create the account',
    overTitle: 'This link does not work',
    over: {
      expired: 'This link has expired. Please register again.',
      used: 'This link was already used. Sign in with your e-mail address.',
      unknown: 'This link is not complete. Copy it from the e-mail again, or register anew.',
    } as Record<string, string>,
    exists: 'This e-mail address has an account. Sign in, or choose a new password.',
  },
  vendor: {
    continueWith: (vendor: string) => `Continue with ${vendor}`,
    or: 'or',
    lead: (email: string) => `You sign in as ${email}. Name the organisation that is to be yours.`,
    over: 'Too much time has passed. Sign in again.',
    errors: {
      denied: 'You cancelled signing in.',
      expired: 'This sign-in has expired or was used already. Please try again.',
      unavailable: 'The provider is not responding at the moment. Try again soon, or sign in another way.',
      not_proven: 'The provider could not confirm who you are. Please try again.',
      unverified:
        'The provider has not verified your e-mail address. Sign in another way, then connect the account under Security.',
      connect_first:
        'Your account uses one-time codes. Sign in as usual, then connect the provider under Security.',
      no_account: 'No account uses this e-mail address, and registration is closed. Ask for an invitation.',
      other_account: 'You have connected another account of this provider. Use that one.',
      taken: 'Somebody else signs in with this account.',
    } as Record<string, string>,
  },
};

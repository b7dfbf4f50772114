export const ownData = {
  title: 'Your data',
  lead: 'What is stored about you belongs to you.',
  exports: {
    title: 'Export',
    hint: 'A file with everything that is yours, in every organisation you are a member of: profile, sign-ins, schedules, links and your bookings with what guests told you.',
    empty: 'You have not requested a file yet.',
    ask: 'Request a file',
    begun: 'Your file is being made. You get an e-mail when it is ready.',
    asked: (when: string) => `Requested ${when}`,
    states: { open: 'Being made', ready: 'Ready' },
    failing: 'Delayed',
    beingMade: 'You can leave this page. You get an e-mail when the file is ready.',
    triedAgain: 'Making the file failed. It is tried again by itself.',
    until: (when: string) => `Can be downloaded until ${when}`,
    download: 'Download',
    downloadLabel: (asked: string) => `Download the file: ${asked}`,
  },
  deletion: {
    title: 'Delete account',
    hint: 'You have two weeks to change your mind. Download your data first if you want to keep it.',
    concerns: 'You leave these organisations:',
    bookings: (count: number) =>
      count === 0
        ? 'no upcoming bookings'
        : count === 1
          ? '1 upcoming booking'
          : `${count} upcoming bookings`,
    lastOwner: 'needs another owner first',
    lastOwnerHint:
      'Under Members, make somebody else an owner of these organisations first. If there is nobody else, ask the operator of this installation to delete the organisation.',
    toMembers: 'Go to members',
    open: 'Delete my account',
    dialogTitle: 'Delete your account?',
    dialogBody:
      'In two weeks you leave every organisation, your calendars are disconnected, and your name, address and sign-ins are erased. After that it cannot be undone.',
    plan: 'Your upcoming bookings',
    plans: {
      reassign: 'Give them to other hosts of the same link; cancel the rest',
      cancel: 'Cancel all of them',
    },
    planHint: 'Guests are notified either way.',
    email: 'Your e-mail address, to confirm',
    emailWrong: 'This is not the address you sign in with',
    confirm: 'Delete my account',
    asked: 'Your account will be deleted. You can change your mind until then.',
    pending: (when: string) => `Your account will be deleted on ${when}.`,
    leaving: 'Your account is being deleted.',
    failing: 'It could not be deleted yet: an organisation would be left without an owner.',
    keep: 'Keep my account',
    kept: 'Your account stays.',
  },
};

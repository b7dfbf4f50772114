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
};

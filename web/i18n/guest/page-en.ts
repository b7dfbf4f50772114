import type { Widened } from './en.ts';

/** English texts of the pages that only the server draws: no browser loads them. */
export const pageEn = {
  skip: 'Skip to content',
  poweredBy: 'Scheduling by Everslot',
  switchLanguage: 'Language',
  theme: { label: 'Appearance', light: 'Light', dark: 'Dark', auto: 'System' },

  nextStep: {
    title: 'Next step',
    go: (site: string) => `Continue to ${site}`,
  },

  profile: {
    title: (name: string) => `Book a time with ${name}`,
    intro: 'Choose what you would like to book.',
    none: 'There is nothing to book here at the moment.',
    book: 'Choose a time',
  },
};

export type PageMessages = Widened<typeof pageEn>;

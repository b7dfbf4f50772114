import type { Language } from '#web/i18n/languages.ts';
import { type GuestMessages, guestEn } from './en.ts';
import { type PageMessages, pageEn } from './page-en.ts';
import { pageVi } from './page-vi.ts';
import { guestVi } from './vi.ts';

/** All texts of the guest pages: those a browser loads as well, and those of pages that the server alone draws. */
export type ServerMessages = GuestMessages & PageMessages;

const catalog: Readonly<Record<Language, ServerMessages>> = {
  en: { ...guestEn, ...pageEn },
  vi: { ...guestVi, ...pageVi },
};

/** All texts of the guest pages in one language. Server only: a browser loads just the language it shows. */
export const guestMessages = (language: Language): ServerMessages => catalog[language];

import type { Language } from '#web/i18n/languages.ts';
import { type GuestMessages, guestEn } from './en.ts';
import { guestVi } from './vi.ts';

const catalog: Readonly<Record<Language, GuestMessages>> = { en: guestEn, vi: guestVi };

/** All texts of the guest pages in one language. Server only: a browser loads just the language it shows. */
export const guestMessages = (language: Language): GuestMessages => catalog[language];

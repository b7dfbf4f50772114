import { type GuestMessages, guestEn } from './guest-en.ts';
import { guestVi } from './guest-vi.ts';
import type { Language } from './languages.ts';

const catalog: Readonly<Record<Language, GuestMessages>> = { en: guestEn, vi: guestVi };

/** All texts of the guest pages in one language. Server only: a browser loads just the language it shows. */
export const guestMessages = (language: Language): GuestMessages => catalog[language];

import type { Language } from '#web/i18n/languages.ts';
import type { GuestMessages } from './en.ts';

/** The texts of one language, for a browser: the other one is never fetched. */
export const loadGuestMessages = async (language: Language): Promise<GuestMessages> =>
  language === 'vi' ? (await import('./vi.ts')).guestVi : (await import('./en.ts')).guestEn;

export const languages = ['en', 'vi'] as const;
export type Language = (typeof languages)[number];

/** Languages under their own names, whatever language is shown. */
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', vi: 'Tiếng Việt' };

export const isLanguage = (value: unknown): value is Language => value === 'en' || value === 'vi';

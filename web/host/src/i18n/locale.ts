import { en } from './en/index.ts';
import { vi } from './vi/index.ts';

export type Messages = typeof en;
export const locales = ['en', 'vi'] as const;
export type AppLocale = (typeof locales)[number];

/** Languages under their own names, whatever language is shown. */
export const localeNames: Record<AppLocale, string> = { en: 'English', vi: 'Tiếng Việt' };

export const messagesOf = (locale: AppLocale): Messages => (locale === 'vi' ? vi : en);

const isLocale = (value: unknown): value is AppLocale =>
  typeof value === 'string' && (locales as readonly string[]).includes(value);

/** Chosen by hand, else the member's, else what the browser asks for. */
export const pickLocale = (
  chosen: string | null,
  member: string | undefined,
  browser: readonly string[],
): AppLocale => {
  if (isLocale(chosen)) return chosen;
  if (isLocale(member)) return member;
  const wanted = browser.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLocale);
  return wanted ?? 'en';
};

/** The text for a code of the API; unknown ones (a newer server) read as a fault on our side. */
export const problemText = (messages: Messages, code: string): string =>
  (messages.problems as Record<string, string>)[code] ?? messages.problems.internal;

import type { Language } from '#web/i18n/languages.ts';
import { textOf } from '#web/ui/text-of.ts';
import type { en } from './en/index.ts';

/** What a language must bring: a missing or misspelt text does not compile. */
export type Messages = typeof en;

/** The texts of one language, fetched when it is shown and kept from then on. Rejects when they cannot be fetched. */
export const loadMessages = async (language: Language): Promise<Messages> =>
  language === 'vi' ? (await import('./vi/index.ts')).vi : (await import('./en/index.ts')).en;

/** The text for a code of the API. */
export const failureText = (messages: Messages, code: string): string =>
  textOf(messages.problems, code, messages.problems.internal);

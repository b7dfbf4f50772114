import type { EmailContent } from '#providers/email/port.ts';
import { cleanLine, safeUrl } from '../sanitize.ts';
import type { Message, Words } from '../texts.ts';

export type Fact = { label: string; value: string; url?: string; struck?: boolean };
export type Button = { label: string; url: string; kind: 'primary' | 'secondary' };

/** One mail, said once for both its HTML and its text: every value is clean, formatted and in the reader's language. */
export type EmailView = {
  locale: EmailContent['locale'];
  tenant: string;
  /** Decoration: the tenant's name stands beside it. Sizes are those it is shown in. */
  logo: { url: string; width: number; height: number } | null;
  /** Of buttons and links, and of both where a mail program is dark. */
  accent: { colour: string; on: string; dark: string };
  subject: string;
  heading: string;
  greeting: string;
  paragraphs: readonly string[];
  facts: readonly Fact[];
  answersTitle: string;
  answers: readonly { question: string; answer: string }[];
  buttons: readonly Button[];
  footer: string;
};

/** What a mail about something of its own adds to what all have. */
export type Said = Pick<EmailView, 'subject' | 'heading' | 'paragraphs' | 'facts' | 'answers' | 'buttons'>;

export const say = (message: Message, words: Words) => ({
  subject: cleanLine(message.subject(words), 250),
  heading: message.heading(words),
  paragraphs: message.paragraphs(words),
});

export function buttons(wanted: readonly (readonly [string, string | undefined])[]): Button[] {
  const usable = wanted.flatMap(([label, address]) => {
    const url = safeUrl(address);
    return url === undefined ? [] : [{ label, url }];
  });
  return usable.map((button, index) => ({ ...button, kind: index === 0 ? 'primary' : 'secondary' }));
}

/** @jsxRuntime automatic @jsxImportSource react */
import { render } from '@react-email/render';
import type { EmailContent, RenderedEmail } from '#providers/email/port.ts';
import { EmailLayout } from './layout.tsx';
import { plainText } from './plain-text.ts';
import { viewOf } from './view.ts';

/**
 * Subject, HTML and text of a mail in the reader's language and zone. Deterministic: equal content gives equal bytes,
 * which the vendor demands of a repeat under one key. Text from strangers is escaped and stripped of controls and
 * direction tricks; addresses that are not http(s) lose their button. Throws an `Error` when the content lacks the
 * booking or integration its template is about.
 */
export async function renderEmail(content: EmailContent): Promise<RenderedEmail> {
  const view = viewOf(content);
  return {
    subject: view.subject,
    html: await render(<EmailLayout view={view} />),
    text: plainText(view),
  };
}

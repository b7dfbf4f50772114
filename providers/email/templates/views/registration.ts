import type { EmailContent } from '#providers/email/port.ts';
import { emptyWords, type RegistrationTemplate, type Texts } from '../texts.ts';
import { describeMinutes } from '../when.ts';
import { buttons, say } from './said.ts';

/** What somebody is told who wants an account: nobody has shown that the address is theirs, so none of a stranger's words is in it. */
export function registering(
  { registration, locale }: EmailContent,
  template: RegistrationTemplate,
  words: Texts,
) {
  if (registration === undefined) throw new Error(`${template} needs a registration`);
  const { confirmUrl, signInUrl, resetUrl, minutes } = registration;
  const { createAccount, signIn, choosePassword: choose } = words.buttons;
  return {
    ...say(words.registration[template], { ...emptyWords, lead: describeMinutes(minutes, locale) }),
    facts: [],
    answers: [],
    buttons: buttons(
      template === 'registration_link'
        ? [[createAccount, confirmUrl]]
        : [
            [signIn, signInUrl],
            [choose, resetUrl],
          ],
    ),
    footer: words.registration.footer,
  };
}

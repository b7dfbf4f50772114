import { guestMailCaps } from '#domain/notification/mail-cap.ts';
import { endOf, registrationHours } from '#domain/registration/types.ts';
import type { RegistrationRow } from '#services/registration/load-registration.ts';
import { sealRegistration } from '#services/registration/registration-token.ts';
import type { MailDeps, SubjectMails } from '../notification.ts';

/** Who writes to people who belong to no organisation yet. */
const productName = 'Everslot';

/** What somebody is told who wants an account: the link that proves the address, or that there is one already. */
export const registrationMails = (deps: MailDeps, registration: RegistrationRow): SubjectMails => ({
  tenantName: productName,
  // A newer mail says the same.
  isOvertaken: (row, now) => row.revision < registration.mails || endOf(registration, now) !== null,
  recipientsOf: () => [
    {
      audience: 'host',
      id: registration.id,
      // Nobody has shown that the address is theirs: a stranger's words do not reach it.
      name: '',
      email: registration.email,
      locale: registration.locale,
      timeZone: registration.timeZone,
      clock: null,
      caps: guestMailCaps,
    },
  ],
  contentOf: (row, recipient) => ({
    template: row.template,
    audience: 'host',
    locale: recipient.locale,
    timeZone: recipient.timeZone,
    tenantName: productName,
    recipientName: '',
    registration: {
      // Behind the `#`: no server and no other page is told of it.
      confirmUrl: `${deps.appUrl}/register/confirm#${sealRegistration(deps.signer, registration.id)}`,
      signInUrl: `${deps.appUrl}/sign-in`,
      resetUrl: `${deps.appUrl}/forgot-password`,
      minutes: registrationHours * 60,
    },
  }),
  icsOf: () => undefined,
});

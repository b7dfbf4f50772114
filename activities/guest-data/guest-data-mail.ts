import { guestLinkHours } from '#domain/guest-data/types.ts';
import type { GuestDataMail } from '#services/guest-data/read-data-mail.ts';
import type { MailDeps, SubjectMails } from '../notification.ts';

const urlOf = ({ signer, publicUrl }: MailDeps & { publicUrl: string }, guest: GuestDataMail): string => {
  const { tenantId, id: guestRequestId, expiresAt } = guest;
  if (expiresAt === null) throw new Error('the mail of an erasure has no link');
  return `${publicUrl}/your-data/open/${signer.sign({ purpose: 'data', tenantId, guestRequestId, expiresAt })}`;
};

/** What a guest is told about their data: the link to it, or that it is erased. Nobody has shown that the address is theirs: it names nobody. */
export const guestDataMails = (
  deps: MailDeps & { publicUrl: string },
  guest: GuestDataMail,
): SubjectMails => ({
  tenantName: guest.tenantName,
  isOvertaken: (_row, now) => guest.expiresAt !== null && guest.expiresAt <= now,
  recipientsOf: () => [
    {
      audience: 'guest',
      id: 'guest',
      name: '',
      email: guest.email,
      locale: guest.locale,
      timeZone: 'UTC',
      clock: null,
    },
  ],
  contentOf: ({ template }, { locale, timeZone }) => ({
    template,
    audience: 'guest',
    locale,
    timeZone,
    tenantName: guest.tenantName,
    recipientName: '',
    ...(template === 'guest_data_link'
      ? { guestData: { url: urlOf(deps, guest), minutes: guestLinkHours * 60 } }
      : {}),
  }),
  icsOf: () => undefined,
});

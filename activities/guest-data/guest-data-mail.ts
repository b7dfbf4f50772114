import { guestLinkHours } from '#domain/guest-data/types.ts';
import type { GuestDataMail } from '#services/guest-data/read-data-mail.ts';
import type { MailDeps, SubjectMails } from '../notification.ts';

/** Read in the language of the mail; opening it changes nothing, whatever they have come for. */
const urlOf = ({ signer, publicUrl }: MailDeps & { publicUrl: string }, guest: GuestDataMail): string => {
  const { tenantId, id: guestRequestId, link, locale } = guest;
  if (link === null) throw new Error('the mail of an erasure has no link');
  const { expiresAt, wish } = link;
  const token = signer.sign({ purpose: 'data', tenantId, guestRequestId, expiresAt });
  return `${publicUrl}/your-data/open/${token}${wish === 'erase' ? '/erase' : ''}?lang=${locale}`;
};

/** What a guest is told about their data: the link to it, or that it is erased. Nobody has shown that the address is theirs: it names nobody. */
export const guestDataMails = (
  deps: MailDeps & { publicUrl: string },
  guest: GuestDataMail,
): SubjectMails => ({
  tenantName: guest.tenantName,
  isOvertaken: (_row, now) => guest.link !== null && guest.link.expiresAt <= now,
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

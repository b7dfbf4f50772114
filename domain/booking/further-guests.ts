/** Somebody whom a booking's guest has brought. Who is taken out keeps their position, so that mails tell them apart. */
export type FurtherGuest = { position: number; email: string; isRemoved: boolean };

/** Who of a party has an address, as long as they are in it; positions count from 1. */
export const furtherGuestAt = (party: readonly FurtherGuest[], email: string): FurtherGuest | undefined =>
  party.find((one) => !one.isRemoved && one.email === email.toLowerCase());

/** Whom a booking has besides the one who booked, and how many its link allows. */
export type PartyLimits = { booker: string; present: readonly string[]; most: number };

/**
 * The addresses that are new to a booking's party, in lower case and each once: the one who booked and those who are there
 * already are passed over. Null when there would be more than the link allows.
 */
export const newGuests = (
  asked: readonly string[],
  { booker, present, most }: PartyLimits,
): readonly string[] | null => {
  const known = new Set([booker, ...present].map((address) => address.toLowerCase()));
  const added = [...new Set(asked.map((address) => address.toLowerCase()))].filter(
    (address) => !known.has(address),
  );
  return added.length === 0 || present.length + added.length <= most ? added : null;
};

/** Names a further guest among the recipients of a booking's mails; positions count from 1. */
export const recipientAt = (position: number): string => `guest/${position}`;

/** For whom a delivery is, by its recipient: the guest who booked, somebody they brought, or a host. */
export const audienceOf = (recipient: string): 'guest' | 'further_guest' | 'host' => {
  if (recipient === 'guest') return 'guest';
  return recipient.startsWith('guest/') ? 'further_guest' : 'host';
};

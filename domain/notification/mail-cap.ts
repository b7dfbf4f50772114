const hourMs = 60 * 60_000;

/** Nobody has shown that an address is its guest's: it gets no more mails of a tenant than this, whatever they are about. */
export const guestMailCaps = [
  { count: 10, withinMs: hourMs },
  { count: 30, withinMs: 24 * hourMs },
] as const;

/** Who was only named by a guest has asked for nothing: they get fewer. */
export const furtherGuestMailCaps = [
  { count: 5, withinMs: hourMs },
  { count: 12, withinMs: 24 * hourMs },
] as const;

export type MailCaps = readonly { count: number; withinMs: number }[];

/** How far back a cap looks. */
export const capHorizonMs = Math.max(
  ...[...guestMailCaps, ...furtherGuestMailCaps].map(({ withinMs }) => withinMs),
);

/** Whether one more mail would be too many after those at these instants. Epoch milliseconds. */
export const isCapped = (mailedAt: readonly number[], now: number, caps: MailCaps = guestMailCaps): boolean =>
  caps.some(
    ({ count, withinMs }) => mailedAt.filter((at) => at > now - withinMs && at <= now).length >= count,
  );

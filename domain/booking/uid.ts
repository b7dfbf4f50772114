import { idPattern } from '#domain/ids.ts';

const suffix = '@everslot';

/** Names a booking in every invitation and file of ours, for its whole life. */
export const bookingUid = (bookingId: string): string => `${bookingId}${suffix}`;

/** The booking that an entry of somebody's calendar is a copy of, by its UID; null when it is none of ours. */
export const bookingOfUid = (uid: string): string | null => {
  const id = uid.toLowerCase().endsWith(suffix) ? uid.slice(0, -suffix.length).toLowerCase() : '';
  return idPattern('booking').test(id) ? id : null;
};

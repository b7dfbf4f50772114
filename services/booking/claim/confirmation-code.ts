import { createHash } from 'node:crypto';

/** Ten characters that cannot be misread, from the id: the same booking has the same code for ever. */
export const confirmationCode = (bookingId: string): string => {
  const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
  const digest = createHash('sha256').update(bookingId).digest();
  const letters = Array.from({ length: 10 }, (_, index) => alphabet.charAt((digest[index] ?? 0) % 32)).join(
    '',
  );
  return `${letters.slice(0, 5)}-${letters.slice(5)}`;
};

/** What stands where the name of somebody who was erased was: nobody's, in every language. */
export const erasedName = '—';

/** No address that mail could reach (RFC 2606); it still tells one who is gone from another. */
export const erasedAddress = (id: string): string => `${id}@erased.invalid`;

export const isErasedAddress = (email: string): boolean => email.endsWith('@erased.invalid');

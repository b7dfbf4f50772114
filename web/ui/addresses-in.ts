/** Addresses as people write them one after another, or paste them from a mail: `An <an@example.com>, binh@example.com`. */
export const addressesIn = (typed: string): string[] =>
  typed
    .replace(/[^,;<>]*<([^<>]+)>/g, ' $1 ')
    .split(/[\s,;]+/)
    .filter(Boolean);

import { createHmac, timingSafeEqual } from 'node:crypto';

/** Texts that only this installation can have written: anybody may read one, nobody can change it. */
export type SignedText = {
  /** `body` must have no dot that matters to its reader; the answer is fit for an address. */
  seal: (use: string, body: string) => string;
  /** The body of a text that was sealed for this use; null for any other. */
  open: (use: string, sealed: string) => string | null;
};

/** HMAC-SHA256 over what it is for and what it says. */
export const createSignedText = (secret: string): SignedText => {
  const mac = (use: string, body: string): string =>
    createHmac('sha256', secret).update(`everslot.${use}.v1.${body}`).digest('base64url');
  return {
    seal: (use, body) => `${body}.${mac(use, body)}`,
    open: (use, sealed) => {
      const end = sealed.lastIndexOf('.');
      const body = sealed.slice(0, Math.max(end, 0));
      const [given, expected] = [Buffer.from(sealed.slice(end + 1)), Buffer.from(mac(use, body))];
      return given.length === expected.length && timingSafeEqual(given, expected) ? body : null;
    },
  };
};

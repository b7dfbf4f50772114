import { idPattern } from '#domain/ids.ts';
import type { SignedText } from '#services/signed-text.ts';

/** What a link in a mail about an address does: prove a new one, or take a change back. */
export type EmailUse = 'email' | 'email_undo';

/** For how long it does so, in hours. */
export const emailLinkHours = { email: 24, email_undo: 7 * 24 } as const satisfies Record<EmailUse, number>;

/** Whose address becomes `email`; `at`: when the change was asked for, or made (epoch milliseconds). */
export type EmailClaims = { tenantId: string; personId: string; at: number; email: string };

/** The same claims give the same token, so that a mail that is tried again carries the same link. */
export const sealEmail = (
  signed: SignedText,
  use: EmailUse,
  { tenantId, personId, at, email }: EmailClaims,
): string =>
  signed.seal(use, [tenantId, personId, at.toString(36), Buffer.from(email).toString('base64url')].join('.'));

/** What a token says, or null for one that is forged, malformed or for the other use; its time may be over. */
export const openEmail = (signed: SignedText, use: EmailUse, token: string): EmailClaims | null => {
  const [tenantId = '', personId = '', at = '', email = ''] = signed.open(use, token)?.split('.') ?? [];
  if (!idPattern('tenant').test(tenantId) || !idPattern('person').test(personId)) return null;
  return {
    tenantId,
    personId,
    at: Number.parseInt(at, 36),
    email: Buffer.from(email, 'base64url').toString(),
  };
};

/**
 * Whether such a link can be used now: in its time, a new address as long as no other was set since it was asked for, a change as long as
 * it is the last one.
 */
export const isEmailOpen = (use: EmailUse, at: number, emailSetAt: number | null, now: number): boolean => {
  if (now >= at + emailLinkHours[use] * 3_600_000) return false;
  return use === 'email' ? emailSetAt === null || emailSetAt < at : emailSetAt === at;
};

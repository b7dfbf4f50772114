import { idPattern } from '#domain/ids.ts';
import type { SignedText } from '#services/signed-text.ts';

/** How long a link to choose a new password works, in minutes. */
export const resetMinutes = 60;

/** Whose password may be set anew, and since when (epoch milliseconds). */
export type ResetClaims = { tenantId: string; personId: string; askedAt: number };

const use = 'password';

/** The same claims give the same token, so that a mail that is tried again carries the same link. */
export const sealReset = (signed: SignedText, { tenantId, personId, askedAt }: ResetClaims): string =>
  signed.seal(use, [tenantId, personId, askedAt.toString(36)].join('.'));

/** What a token says, or null for one that is forged or malformed; its time may be over. */
export const openReset = (signed: SignedText, token: string): ResetClaims | null => {
  const [tenantId = '', personId = '', askedAt = ''] = signed.open(use, token)?.split('.') ?? [];
  if (!idPattern('tenant').test(tenantId) || !idPattern('person').test(personId)) return null;
  return { tenantId, personId, askedAt: Number.parseInt(askedAt, 36) };
};

/** Whether a link that was asked for then can still be used: once, within the hour, and not after the password was set otherwise. */
export const isResetOpen = (askedAt: number, passwordSetAt: number | null, now: number): boolean =>
  now < askedAt + resetMinutes * 60_000 && (passwordSetAt === null || passwordSetAt < askedAt);

import { idPattern } from '#domain/ids.ts';
import type { SignedText } from '#services/signed-text.ts';

/** What a link to choose a password is for, and how long it works, in minutes. */
export const linkMinutes = {
  /** Somebody has forgotten theirs. */
  password: 60,
  /** Somebody has none yet: an organisation was made for them. */
  activation: 7 * 24 * 60,
} as const;
export type LinkUse = keyof typeof linkMinutes;

const uses = ['password', 'activation'] as const satisfies readonly LinkUse[];

/** Whose password may be set, by what kind of link, and since when (epoch milliseconds). */
export type ResetClaims = { use: LinkUse; tenantId: string; personId: string; askedAt: number };

/** The same claims give the same token, so that a mail that is tried again carries the same link. */
export const sealReset = (signed: SignedText, { use, tenantId, personId, askedAt }: ResetClaims): string =>
  signed.seal(use, [tenantId, personId, askedAt.toString(36)].join('.'));

/** What a token says, or null for one that is forged or malformed; its time may be over. */
export const openReset = (signed: SignedText, token: string): ResetClaims | null => {
  for (const use of uses) {
    const [tenantId = '', personId = '', askedAt = ''] = signed.open(use, token)?.split('.') ?? [];
    if (idPattern('tenant').test(tenantId) && idPattern('person').test(personId))
      return { use, tenantId, personId, askedAt: Number.parseInt(askedAt, 36) };
  }
  return null;
};

/** Whether a link that was asked for then can still be used: once, within its time, and not after the password was set otherwise. */
export const isResetOpen = (
  { use, askedAt }: Pick<ResetClaims, 'use' | 'askedAt'>,
  passwordSetAt: number | null,
  now: number,
): boolean =>
  now < askedAt + linkMinutes[use] * 60_000 && (passwordSetAt === null || passwordSetAt < askedAt);

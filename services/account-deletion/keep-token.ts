import { idPattern } from '#domain/ids.ts';
import type { SignedText } from '#services/signed-text.ts';

export type KeepClaims = { tenantId: string; deletionId: string };

/** The link in the mail that says an account will be deleted: whoever reads the mail can call that off, signed in or not. */
export const sealKeep = (signed: SignedText, { tenantId, deletionId }: KeepClaims): string =>
  signed.seal('keep_account', `${tenantId}.${deletionId}`);

/** What a token says, or null for one that is forged or malformed; the deletion may be over. */
export const openKeep = (signed: SignedText, token: string): KeepClaims | null => {
  const [tenantId = '', deletionId = ''] = signed.open('keep_account', token)?.split('.') ?? [];
  const isOurs = idPattern('tenant').test(tenantId) && idPattern('accountDeletion').test(deletionId);
  return isOurs ? { tenantId, deletionId } : null;
};

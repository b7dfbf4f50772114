import { idPattern } from '#domain/ids.ts';
import type { SignedText } from '#services/signed-text.ts';

/** Which invitation a link is for, and which of the links that were sent for it. */
export type InvitationClaims = { tenantId: string; invitationId: string; version: number };

const use = 'invitation';

/** The same claims give the same token, so that a mail that is tried again carries the same link. */
export const sealInvitation = (
  signed: SignedText,
  { tenantId, invitationId, version }: InvitationClaims,
): string => signed.seal(use, [tenantId, invitationId, version.toString(36)].join('.'));

/** What a token says, or null for one that is forged or malformed; it may lead nowhere any more. */
export const openInvitationToken = (signed: SignedText, token: string): InvitationClaims | null => {
  const [tenantId = '', invitationId = '', version = ''] = signed.open(use, token)?.split('.') ?? [];
  if (!idPattern('tenant').test(tenantId) || !idPattern('invitation').test(invitationId)) return null;
  return { tenantId, invitationId, version: Number.parseInt(version, 36) };
};

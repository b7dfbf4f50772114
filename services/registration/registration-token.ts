import { idPattern } from '#domain/ids.ts';
import type { SignedText } from '#services/signed-text.ts';

/** The same registration gives the same token, so that a mail that is sent again carries the same link. */
export const sealRegistration = (signed: SignedText, registrationId: string): string =>
  signed.seal('registration', registrationId);

const openAs = (signed: SignedText, use: string, token: string): string | null => {
  const id = signed.open(use, token) ?? '';
  return idPattern('registration').test(id) ? id : null;
};

/** Which registration a link is for; null for one that is forged or malformed. It may lead nowhere any more. */
export const openRegistrationToken = (signed: SignedText, token: string): string | null =>
  openAs(signed, 'registration', token);

/** What the browser keeps in which somebody has registered: by it, it is known to be the same one. */
export const sealBrowser = (signed: SignedText, registrationId: string): string =>
  signed.seal('registration_browser', registrationId);

export const openBrowser = (signed: SignedText, kept: string): string | null =>
  openAs(signed, 'registration_browser', kept);

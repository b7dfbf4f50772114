import { type EmailVendor, emailVendors } from '#domain/vendors.ts';
import { type EmailManifest, type Env, isSwitchedOn } from '../manifest.ts';

const emailPattern = /^[^\s@<>",;:\\()[\]\p{Cc}]+@[^\s@<>",;:\\()[\]\p{Cc}]+$/u;

const isEmailVendor = (name: string): name is EmailVendor =>
  (emailVendors as readonly string[]).includes(name);

/**
 * The vendor all mail goes through: the one EMAIL_VENDOR names, else the only one that is configured, else none (`null`).
 * Throws an `Error` with a sentence for the operator when that is no clear answer.
 */
export function chooseEmailVendor(manifests: readonly EmailManifest[], env: Env): EmailManifest | null {
  const wanted = (env['EMAIL_VENDOR'] ?? '').trim();
  const configured = manifests.filter((manifest) => isSwitchedOn(manifest, env));
  if (wanted === '') {
    const [only = null, ...others] = configured;
    if (others.length === 0) return only;
    const names = configured.map(({ vendor }) => vendor).join(' and ');
    throw new Error(
      `E-mail configuration: ${names} are both configured; say with EMAIL_VENDOR which is used.`,
    );
  }
  if (!isEmailVendor(wanted))
    throw new Error(`E-mail configuration: EMAIL_VENDOR must be one of ${emailVendors.join(', ')}.`);
  const chosen = configured.find(({ vendor }) => vendor === wanted);
  if (chosen !== undefined) return chosen;
  const keys = (manifests.find(({ vendor }) => vendor === wanted)?.environment ?? [])
    .filter(({ switchesOn }) => switchesOn === true)
    .map(({ name }) => name);
  throw new Error(`E-mail configuration: EMAIL_VENDOR is ${wanted}, but ${keys.join(' or ')} is not set.`);
}

/** EMAIL_FROM_ADDRESS: the address all mail is sent from, or `null` when it is unset. Throws when it is malformed. */
export function parseFromAddress(env: Env): string | null {
  const address = (env['EMAIL_FROM_ADDRESS'] ?? '').trim();
  if (address === '') return null;
  if (emailPattern.test(address)) return address;
  throw new Error('E-mail configuration: EMAIL_FROM_ADDRESS must be a bare e-mail address.');
}

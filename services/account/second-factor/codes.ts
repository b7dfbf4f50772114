import { createHash, randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

const periodSeconds = 30;

const totpOf = (seed: string, label: string): TOTP =>
  new TOTP({ issuer: 'Everslot', label, secret: Secret.fromBase32(seed), digits: 6, period: periodSeconds });

/** What an app makes codes of: 160 random bits in base32. */
export const newSeed = (): string => new Secret({ size: 20 }).base32;

/** The address that an app reads from a QR code. */
export const seedAddress = (seed: string, email: string): string => totpOf(seed, email).toString();

/** Which half minute a code is of, this one or one beside it; null for no code of this seed. `now` in epoch milliseconds. */
export const stepOf = (seed: string, code: string, now: number): number | null => {
  const delta = totpOf(seed, '').validate({ token: code, window: 1, timestamp: now });
  return delta === null ? null : Math.floor(now / 1000 / periodSeconds) + delta;
};

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const recoveryCodeCount = 10;
/** 120 bits: enough for a plain hash (ASVS 5.0, 6.5.2). */
const recoveryCodeLength = 24;

/** Ten codes of 120 random bits, in groups that can be read out: `k3x9-0m2q-…`. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: recoveryCodeCount }, () =>
    [...randomBytes(recoveryCodeLength)]
      .map((byte) => alphabet[byte % alphabet.length])
      .join('')
      .replaceAll(/(.{4})(?=.)/g, '$1-'),
  );

const pattern = new RegExp(`^[${alphabet}]{${recoveryCodeLength}}$`);

/** What is kept of a recovery code however it was typed; null for what is none. */
export const hashOfRecoveryCode = (typed: string): string | null => {
  const code = typed.toLowerCase().replaceAll(/[\s-]/g, '').replaceAll('o', '0').replaceAll(/[il]/g, '1');
  return pattern.test(code) ? createHash('sha256').update(code).digest('base64url') : null;
};

/** Six digits, however they were grouped; null for what is no code of an app. */
export const digitsOf = (typed: string): string | null => {
  const digits = typed.replaceAll(/\s/g, '');
  return /^\d{6}$/.test(digits) ? digits : null;
};

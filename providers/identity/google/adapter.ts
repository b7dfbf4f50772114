import type { Env } from '#providers/manifest.ts';
import { createOpenidProvider } from '../openid/client.ts';
import type { OpenidConfig } from '../openid/settings.ts';
import type { IdentityProvider } from '../port.ts';
import { parseGoogleSignInEnv } from './env.ts';

/**
 * Named by issuer and `sub`. It says neither on demand when somebody last showed who they are, nor asks them to: a fresh sign-in is
 * not to be had of it. Source: https://developers.google.com/identity/openid-connect/openid-connect
 */
export const createGoogleIdentity = (config: OpenidConfig): IdentityProvider =>
  createOpenidProvider(
    {
      vendor: 'google',
      canConfirm: false,
      metadataIssuerOf: (configured) => configured,
      issuerOf: (_claims, issuer) => issuer,
      subjectOf: ({ iss, sub }) => (iss === undefined || sub === undefined ? null : `${iss} ${sub}`),
      isVerified: (claims) => claims['email_verified'] === true,
    },
    config,
  );

/** The vendor as the environment configures it; `null` while it is off. Throws an `Error` naming every wrong key. */
export const openGoogleIdentity = (env: Env): IdentityProvider | null => {
  const config = parseGoogleSignInEnv(env);
  return config === null ? null : createGoogleIdentity(config);
};

import type { Env } from '#providers/manifest.ts';
import { createOpenidProvider } from '../openid/client.ts';
import type { OpenidConfig } from '../openid/settings.ts';
import type { IdentityProvider } from '../port.ts';
import { parseMicrosoftSignInEnv } from './env.ts';

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const asGuid = (value: unknown): string | null =>
  typeof value === 'string' && guid.test(value) ? value : null;

/** `xms_edov` comes as a boolean, a number or a text. */
const isYes = (value: unknown): boolean => value === true || value === 1 || value === '1' || value === 'true';

/** The directory that all personal accounts are in. */
const personalDirectory = '9188040d-6c67-4c5b-b112-36a304b66dad';

/** For accounts of several directories the metadata has a place where a token has its own. */
const metadataIssuerOf = (configured: string): string =>
  configured
    .replace(/\/(?:common|organizations)\//, '/{tenantid}/')
    .replace('/consumers/', `/${personalDirectory}/`);

/**
 * Named by directory and object (`tid`, `oid`): `sub` is another for each application, and whoever runs a directory writes the
 * addresses in it, so `email` counts only where the owner of its domain was seen (`xms_edov`). Each directory is an issuer of its own.
 * Source: https://learn.microsoft.com/entra/identity-platform/migrate-off-email-claim-authorization
 */
export const createMicrosoftIdentity = (config: OpenidConfig): IdentityProvider =>
  createOpenidProvider(
    {
      vendor: 'microsoft',
      canConfirm: true,
      metadataIssuerOf,
      issuerOf: (claims, issuer) => {
        const directory = asGuid(claims['tid']);
        return directory === null ? null : issuer.replace('{tenantid}', directory);
      },
      subjectOf: (claims) => {
        const [directory, object] = [asGuid(claims['tid']), asGuid(claims['oid'])];
        return directory === null || object === null ? null : `${directory}/${object}`;
      },
      isVerified: (claims) => isYes(claims['xms_edov']),
    },
    config,
  );

/** The vendor as the environment configures it; `null` while it is off. Throws an `Error` naming every wrong key. */
export const openMicrosoftIdentity = (env: Env): IdentityProvider | null => {
  const config = parseMicrosoftSignInEnv(env);
  return config === null ? null : createMicrosoftIdentity(config);
};

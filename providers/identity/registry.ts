import type { IdentityVendor } from '#domain/vendors.ts';
import type { Env, IdentityManifest } from '../manifest.ts';
import { manifests } from '../manifests.ts';
import { type OnProviderCall, observed } from '../observed.ts';
import type { IdentityProvider } from './port.ts';

const identityManifests = manifests.filter(
  (manifest): manifest is IdentityManifest => manifest.capability === 'identity',
);

/** The configured vendors that people sign in with; one whose keys are absent is absent. Throws an `Error` naming every wrong key. `onCall` is told how each call ended. */
export async function createIdentityRegistry(
  env: Env,
  onCall: OnProviderCall = () => undefined,
): Promise<ReadonlyMap<IdentityVendor, IdentityProvider>> {
  const opened = await Promise.all(identityManifests.map(({ open }) => open(env)));
  return new Map(
    opened.flatMap((provider) => {
      if (provider === null) return [];
      const { vendor } = provider;
      return [[vendor, observed(provider, { capability: 'identity', vendor }, onCall)]];
    }),
  );
}

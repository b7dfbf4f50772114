import type { ConferenceVendor } from '#domain/vendors.ts';
import type { ConferenceManifest, Env } from '../manifest.ts';
import { manifests } from '../manifests.ts';
import { type OnProviderCall, observed } from '../observed.ts';
import type { ConferenceProvider } from './port.ts';

const conferenceManifests = manifests.filter(
  (manifest): manifest is ConferenceManifest => manifest.capability === 'conference',
);

/** The configured conference vendors; one whose keys are absent is absent. Throws an `Error` naming every wrong key. `onCall` is told how each call ended. */
export async function createConferenceRegistry(
  env: Env,
  onCall: OnProviderCall = () => undefined,
): Promise<ReadonlyMap<ConferenceVendor, ConferenceProvider>> {
  const opened = await Promise.all(conferenceManifests.map(({ open }) => open(env)));
  return new Map(
    opened.flatMap((provider) => {
      if (provider === null) return [];
      const { vendor } = provider;
      return [[vendor, observed(provider, { capability: 'conference', vendor }, onCall)]];
    }),
  );
}

import type { BillingVendor } from '#domain/vendors.ts';
import type { BillingManifest, Env } from '../manifest.ts';
import { manifests } from '../manifests.ts';
import { type OnProviderCall, observed } from '../observed.ts';
import type { BillingProvider } from './port.ts';

const billingManifests = manifests.filter(
  (manifest): manifest is BillingManifest => manifest.capability === 'billing',
);

/** The vendors by which this installation sells its plans; one whose keys are absent is absent. Throws an `Error` naming every wrong key. `onCall` is told how each call ended. */
export async function createBillingRegistry(
  env: Env,
  onCall: OnProviderCall = () => undefined,
): Promise<ReadonlyMap<BillingVendor, BillingProvider>> {
  const opened = await Promise.all(billingManifests.map(({ open }) => open(env)));
  return new Map(
    opened.flatMap((provider) => {
      if (provider === null) return [];
      const { vendor } = provider;
      const seen = observed(provider, { capability: 'billing', vendor }, onCall);
      // Reading a notification asks nothing of the vendor.
      return [[vendor, { ...seen, receive: (...given) => provider.receive(...given) }]];
    }),
  );
}

import type { PaymentVendor } from '#domain/vendors.ts';
import type { Env, PaymentManifest } from '../manifest.ts';
import { manifests } from '../manifests.ts';
import { type OnProviderCall, observed } from '../observed.ts';
import type { PaymentProvider } from './port.ts';

const paymentManifests = manifests.filter(
  (manifest): manifest is PaymentManifest => manifest.capability === 'payment',
);

/** The payment vendors; one whose keys are absent is absent. Throws an `Error` naming every wrong key. `onCall` is told how each call ended. */
export async function createPaymentRegistry(
  env: Env,
  onCall: OnProviderCall = () => undefined,
): Promise<ReadonlyMap<PaymentVendor, PaymentProvider>> {
  const opened = await Promise.all(paymentManifests.map(({ open }) => open(env)));
  return new Map(
    opened.flatMap((provider) => {
      if (provider === null) return [];
      const { vendor } = provider;
      const seen = observed(provider, { capability: 'payment', vendor }, onCall);
      // Reading a notification asks nothing of the vendor.
      return [[vendor, { ...seen, receive: (...given) => provider.receive(...given) }]];
    }),
  );
}

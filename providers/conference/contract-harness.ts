import type { ConferenceVendor } from '#domain/vendors.ts';
import type { Granted } from '../auth.ts';
import { startJitsiHarness } from './jitsi/contract-harness.ts';
import type { ConferenceProvider } from './port.ts';

/** What the suite needs of every vendor's counterpart. */
export type ConferenceHarness = {
  provider: ConferenceProvider;
  /** Opens another account at the vendor. */
  connect(): Promise<Granted>;
  stop(): Promise<void>;
};

export const conferenceHarnesses: Record<ConferenceVendor, () => Promise<ConferenceHarness>> = {
  jitsi: startJitsiHarness,
};

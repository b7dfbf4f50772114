import type { IdentityVendor } from '#domain/vendors.ts';
import { startGoogleSignInHarness } from './google/contract-harness.ts';
import { startMicrosoftSignInHarness } from './microsoft/contract-harness.ts';
import type { IdentityProvider } from './port.ts';

type Person = { subject: string; email: string; name: string; isVerified: boolean };

/** What the suite needs of every vendor's counterpart. */
export type IdentityHarness = {
  provider: IdentityProvider;
  /** One that has asked the vendor nothing yet. */
  newProvider: () => IdentityProvider;
  /** Gives up after 300 ms. */
  impatientProvider: IdentityProvider;
  /** Speaks to the controls of the counterpart. */
  control: (method: string, path: string, body: unknown) => Promise<void>;
  /** Adds somebody with an account; answers the subject by which the product knows them. */
  add: (person: Pick<Person, 'email' | 'name' | 'isVerified'>) => Promise<string>;
  stop: () => Promise<void>;
};

export const identityHarnesses: Record<IdentityVendor, () => Promise<IdentityHarness>> = {
  google: startGoogleSignInHarness,
  microsoft: startMicrosoftSignInHarness,
};

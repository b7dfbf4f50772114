import type { AccountField, AuthKind } from '#domain/integration/types.ts';
import type {
  BillingVendor,
  CalendarVendor,
  ConferenceVendor,
  EmailVendor,
  IdentityVendor,
  PaymentVendor,
} from '#domain/vendors.ts';
import type { BillingProvider } from './billing/port.ts';
import type { CalendarProvider, CalendarPush } from './calendar/port.ts';
import type { ConferenceProvider } from './conference/port.ts';
import type { EmailAccounts, EmailDeliveryEvent, EmailProvider } from './email/port.ts';
import type { EmulatorManifest } from './emulation/emulator.ts';
import type { IdentityProvider } from './identity/port.ts';
import type { PaymentProvider } from './payment/port.ts';
import type { Receive } from './receive.ts';

export type Env = Readonly<Record<string, string | undefined>>;

/** One variable a vendor's folder reads, as the documents describe it. */
export type EnvironmentKey = {
  name: string;
  /** What stands in the documents as the value when it is unset. */
  standard: string;
  /** A few words for the table of settings. */
  meaning: string;
  /** Never shown, never in an image. */
  isSecret?: true;
  /** With the others of its kind it is what the vendor knows us by, and what is to be corrected when it refuses us. */
  signsIn?: true;
  /** Refused in production, so the reference deployment does not pass it on. */
  isLocal?: true;
  /** The vendor is off while every key that switches it on is empty. */
  switchesOn?: true;
  /** What `npm start` sets for a fresh installation; `base64` gives that many random bytes. */
  invent?: (base64: (bytes: number) => string) => string;
};

/**
 * Everything the rest of the project knows of a vendor. Parts are loaded on demand: a process pays only for the SDKs of
 * the vendors it uses.
 */
type VendorManifest<Capability, Vendor, Provider, Hint> = {
  capability: Capability;
  vendor: Vendor;
  /** How accounts are opened. */
  auth: AuthKind;
  environment: readonly EnvironmentKey[];
  /** The installation needs nothing of its own for it: whoever has an account there brings what opens it. */
  isAlwaysOn?: true;
  /** Packages that nothing but the vendor's folder imports. */
  packages: readonly string[];
  /** The local counterpart that `npm start` runs; absent when there is none to run. */
  emulator?: EmulatorManifest;
  /** The vendor as configured; `null` while it is off. Throws an `Error` that names every wrong key and shows no value. */
  open: (env: Env) => Promise<Provider | null>;
  /** The reader of the vendor's notifications; `null` while it is off, absent when the vendor sends none. */
  receive?: (env: Env) => Promise<Receive<Hint> | null>;
};

export type CalendarManifest = VendorManifest<'calendar', CalendarVendor, CalendarProvider, CalendarPush>;
/** Conference vendors are asked and tell nothing by themselves. */
export type ConferenceManifest = VendorManifest<'conference', ConferenceVendor, ConferenceProvider, never>;
export type EmailManifest = VendorManifest<'email', EmailVendor, EmailProvider, EmailDeliveryEvent> & {
  /** Accounts that organisations have of their own, beside the installation's; absent where there can be none. */
  accounts?: { asks: readonly AccountField[]; load: (env: Env) => Promise<EmailAccounts> };
};
/** People come back from them by themselves: they tell nothing. */
export type IdentityManifest = VendorManifest<'identity', IdentityVendor, IdentityProvider, never>;
/** Every account has notifications and secrets of its own, which `PaymentProvider.receive` is given. */
export type PaymentManifest = VendorManifest<'payment', PaymentVendor, PaymentProvider, never>;
/** The installation's own account: plans are sold by it, never a tenant's services. */
export type BillingManifest = VendorManifest<'billing', BillingVendor, BillingProvider, never>;
export type Manifest =
  | BillingManifest
  | CalendarManifest
  | ConferenceManifest
  | EmailManifest
  | IdentityManifest
  | PaymentManifest;

const isSet = (env: Env, name: string): boolean => (env[name] ?? '').trim() !== '';

/** Whether the vendor can be used: it is always on, or any of the keys that switch it on is set. */
export const isSwitchedOn = (
  { environment, isAlwaysOn }: Pick<Manifest, 'environment' | 'isAlwaysOn'>,
  env: Env,
): boolean =>
  isAlwaysOn === true || environment.some(({ name, switchesOn }) => switchesOn === true && isSet(env, name));

/** Whether somebody has set it up here, so that nothing has to stand in for it. */
export const isSetUp = (manifest: Pick<Manifest, 'environment' | 'isAlwaysOn'>, env: Env): boolean =>
  manifest.isAlwaysOn === true
    ? manifest.environment.some(({ name }) => isSet(env, name))
    : isSwitchedOn(manifest, env);

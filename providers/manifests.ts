import { manifest as stripeBilling } from './billing/stripe/manifest.ts';
import { manifest as google } from './calendar/google/manifest.ts';
import { manifest as jitsi } from './conference/jitsi/manifest.ts';
import { manifest as localMailbox } from './email/local-mailbox/manifest.ts';
import { manifest as resend } from './email/resend/manifest.ts';
import { manifest as smtp } from './email/smtp/manifest.ts';
import { manifest as googleSignIn } from './identity/google/manifest.ts';
import { manifest as microsoftSignIn } from './identity/microsoft/manifest.ts';
import { type Env, isSwitchedOn, type Manifest } from './manifest.ts';
import { manifest as stripe } from './payment/stripe/manifest.ts';

/** Every vendor there is; the first one with an emulator stands in where no vendor of its capability is configured. */
export const manifests: readonly Manifest[] = [
  google,
  jitsi,
  resend,
  smtp,
  localMailbox,
  googleSignIn,
  microsoftSignIn,
  stripe,
  stripeBilling,
];

/** The vendors that the settings switch on, and for what. */
export const switchedOn = (env: Env): Pick<Manifest, 'vendor' | 'capability'>[] =>
  manifests
    .filter((manifest) => isSwitchedOn(manifest, env))
    .map(({ vendor, capability }) => ({ vendor, capability }));

/** The variables that say who we are to a vendor, for sentences to the operator: those that are set, or all when none is. */
export const credentialsOf = (vendor: string | null, env: Env): string[] => {
  const names = manifests
    .filter((manifest) => manifest.vendor === vendor)
    .flatMap(({ environment }) => environment.flatMap(({ name, signsIn }) => (signsIn === true ? name : [])));
  const given = names.filter((name) => (env[name] ?? '').trim() !== '');
  return given.length === 0 ? names : given;
};

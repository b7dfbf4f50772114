import { manifest as google } from './calendar/google/manifest.ts';
import { manifest as jitsi } from './conference/jitsi/manifest.ts';
import { manifest as localMailbox } from './email/local-mailbox/manifest.ts';
import { manifest as resend } from './email/resend/manifest.ts';
import { manifest as smtp } from './email/smtp/manifest.ts';
import type { Env, Manifest } from './manifest.ts';

/** Every vendor there is; the first one with an emulator stands in where no vendor of its capability is configured. */
export const manifests: readonly Manifest[] = [google, jitsi, resend, smtp, localMailbox];

/** The variables that say who we are to a vendor, those that are set, for sentences to the operator. */
export const credentialsOf = (vendor: string | null, env: Env): string[] =>
  manifests
    .filter((manifest) => manifest.vendor === vendor)
    .flatMap(({ environment }) =>
      environment.flatMap(({ name, signsIn }) =>
        signsIn === true && (env[name] ?? '').trim() !== '' ? name : [],
      ),
    );

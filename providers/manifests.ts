import { manifest as google } from './calendar/google/manifest.ts';
import { manifest as jitsi } from './conference/jitsi/manifest.ts';
import { manifest as localMailbox } from './email/local-mailbox/manifest.ts';
import { manifest as resend } from './email/resend/manifest.ts';
import { manifest as smtp } from './email/smtp/manifest.ts';
import type { Manifest } from './manifest.ts';

/** Every vendor there is; the first one with an emulator stands in where no vendor of its capability is configured. */
export const manifests: readonly Manifest[] = [google, jitsi, resend, smtp, localMailbox];

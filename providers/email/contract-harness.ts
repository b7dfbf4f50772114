import type { EmailVendor } from '#domain/vendors.ts';
import { startLocalMailboxHarness } from './local-mailbox/contract-harness.ts';
import type { EmailProvider } from './port.ts';
import { startResendHarness } from './resend/contract-harness.ts';
import { startSmtpHarness } from './smtp/contract-harness.ts';

export type Named = { name: string; email: string };

export type ArrivedMail = {
  /** The same for every copy of one mail. */
  id: string;
  from: Named;
  to: readonly Named[];
  subject: string;
  html: string;
  text: string;
  replyTo: string | null;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  attachments: readonly { filename: string; contentType: string; content: Uint8Array }[];
};

/** What the suite needs of every vendor's counterpart. */
export type EmailHarness = {
  provider: EmailProvider;
  /** Every mail that lies in the mailbox of an address, copies included. */
  mailsTo(address: string): Promise<ArrivedMail[]>;
  reset(): Promise<void>;
  stop(): Promise<void>;
};

/** What happens to the next request; `after` strikes once the mail is taken. */
export type EmailFault = 'reset before' | 'reset after' | 'silence after' | 'outage' | 'throttle';

/** A counterpart that is reached over a network and asks who we are. */
export type NetworkedEmailHarness = EmailHarness & {
  wrongKeyProvider: EmailProvider;
  /** Same vendor, gives up after a fraction of a second. */
  impatientProvider: EmailProvider;
  /** Strikes the next mail, once. */
  fault(fault: EmailFault): Promise<void>;
  /** How long a throttled request is told to wait, where the vendor says so. */
  throttledSeconds: number | undefined;
  /** Accepted by the counterpart for every name but this one. */
  refusedAddress: string;
};

export const networkedHarnesses = { resend: startResendHarness, smtp: startSmtpHarness } satisfies Partial<
  Record<EmailVendor, () => Promise<NetworkedEmailHarness>>
>;

export const emailHarnesses: Record<EmailVendor, () => Promise<EmailHarness>> = {
  ...networkedHarnesses,
  'local-mailbox': startLocalMailboxHarness,
};

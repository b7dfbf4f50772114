import type { EmailProvider } from './port.ts';

export type StoredMessage = {
  id: string;
  from: string;
  to: string[];
  subject: string;
  html: string;
  text: string;
  replyTo: string[];
  headers: Record<string, string>;
  idempotencyKey: string;
  deliveries: number;
  requests: number;
  attachments: { filename: string; contentType: string; content: string }[];
};

/** The faults every counterpart can play; `after` strikes once the mail is stored. */
export type EmailFault = {
  times?: number;
  status?: number;
  rawBody?: string;
  retryAfterSeconds?: number;
  latencyMs?: number;
  reset?: 'before' | 'after';
  timeout?: 'before' | 'after';
};

/** What the suite needs of each vendor's local counterpart. */
export type EmailHarness = {
  provider: EmailProvider;
  wrongKeyProvider: EmailProvider;
  impatientProvider: EmailProvider;
  env: Record<string, string>;
  /** Accepted by the vendor, bounces afterwards. */
  bouncingAddress: string;
  messages(to: string): Promise<StoredMessage[]>;
  fault(rule: EmailFault): Promise<void>;
  reset(): Promise<void>;
  notifyAt(url: string): Promise<void>;
  stop(): Promise<void>;
};

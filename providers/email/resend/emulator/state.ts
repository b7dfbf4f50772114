import { createHash, randomBytes } from 'node:crypto';
import { createClock, type KitMemory } from '#providers/emulation/memory.ts';
import { standardNotificationSettings } from '#providers/emulation/notifications.ts';
import { openLineFile } from '#providers/emulation/state-file.ts';
import { emulatorApiKey } from './credentials.ts';

const idempotencyWindowMs = 24 * 3_600_000;
/** Bodies of older messages stay in the state file only, so that a long load run does not fill the memory. */
const bodiesKept = 5_000;

export type EmulatedAttachment = {
  filename: string;
  contentType: string;
  contentId: string | null;
  /** Base64 as stored; empty for a body that was dropped from memory. */
  content: string;
};

export type LastEvent =
  | 'queued'
  | 'scheduled'
  | 'sent'
  | 'delivered'
  | 'delivery_delayed'
  | 'bounced'
  | 'complained'
  | 'suppressed'
  | 'failed'
  | 'canceled';

export type EmulatedEmail = {
  id: string;
  messageId: string;
  createdAt: number;
  from: string;
  to: string[];
  cc: string[];
  bcc: string[];
  replyTo: string[];
  subject: string;
  html: string | null;
  text: string | null;
  headers: Record<string, string>;
  tags: { name: string; value: string }[];
  topicId: string | null;
  attachments: EmulatedAttachment[];
  scheduledAt: number | null;
  lastEvent: LastEvent;
  idempotencyKey: string | null;
  /** SHA-256 of the canonical request, to prove that repeats under one key were equal. */
  requestHash: string;
  /** How often it landed in the mailbox: 0 while scheduled or after a cancel, 1 otherwise. */
  deliveries: number;
  /** Requests that were answered with this mail, the first one included. */
  requests: number;
};

export type IdempotencyRecord = {
  hash: string;
  at: number;
  response: unknown;
  emailIds: string[];
  inFlight: boolean;
};

type SavedLine =
  | { kind: 'email'; email: EmulatedEmail; key?: { name: string; record: IdempotencyRecord } }
  | { kind: 'update'; id: string; lastEvent: LastEvent; deliveries: number; scheduledAt: number | null }
  | { kind: 'key'; name: string; record: IdempotencyRecord };

export type EmulatorState = ReturnType<typeof createState>;

/** Everything the emulated vendor knows. With a state file every accepted mail is on disk before it is answered. */
export function createState(options: {
  seed?: number | undefined;
  stateFile?: string | undefined;
  notifyUrl?: string | undefined;
}) {
  const file = openLineFile<SavedLine>(options.stateFile);
  // After a restart a fixed seed alone would hand out the ids of the saved mails again.
  const fresh = file.lines.length === 0 ? '' : randomBytes(8).toString('hex');
  const seed = options.seed === undefined ? randomBytes(8).toString('hex') : `${options.seed}${fresh}`;
  const emails = new Map<string, EmulatedEmail>();
  const keys = new Map<string, IdempotencyRecord>();
  const apiKeys = new Map<string, 'full_access' | 'sending_access'>([[emulatorApiKey, 'full_access']]);
  const notifications = { ...standardNotificationSettings, url: options.notifyUrl ?? null };
  const freshMemory = (): KitMemory => ({
    clockOffsetMs: 0,
    random: options.seed ?? 1,
    notifications: { ...notifications },
  });
  const memory = freshMemory();
  const settings = { rateLimitPerSecond: 1_000, verifiedDomains: null as readonly string[] | null };
  const order: string[] = [];
  let ids = 0;

  const remember = (email: EmulatedEmail) => {
    emails.set(email.id, email);
    order.push(email.id);
    const old = emails.get(order[order.length - 1 - bodiesKept] ?? '');
    if (old !== undefined) {
      old.html = null;
      old.text = null;
      for (const attachment of old.attachments) attachment.content = '';
    }
  };
  for (const line of file.lines) applyLine(line, { remember, emails, keys });
  /** Looked at on every request; walking through all mail instead would slow a long run down. */
  const scheduled = new Set([...emails.values()].filter((email) => email.lastEvent === 'scheduled'));

  const now = createClock(() => memory);
  return {
    emails,
    keys,
    scheduled,
    memory,
    apiKeys,
    settings,
    now,
    newId(): string {
      ids += 1;
      return uuidOf(`${seed}:${order.length}:${ids}`);
    },
    newestFirst: () => order.toReversed().flatMap((id) => emails.get(id) ?? []),
    add(email: EmulatedEmail, key?: { name: string; record: IdempotencyRecord }) {
      remember(email);
      file.append({ kind: 'email', email, ...(key === undefined ? {} : { key }) });
    },
    saveKey(name: string, record: IdempotencyRecord) {
      keys.set(name, record);
      file.append({ kind: 'key', name, record });
    },
    saveUpdate(email: EmulatedEmail) {
      const { id, lastEvent, deliveries, scheduledAt } = email;
      file.append({ kind: 'update', id, lastEvent, deliveries, scheduledAt });
    },
    findKey(name: string): IdempotencyRecord | undefined {
      const record = keys.get(name);
      if (record === undefined || record.inFlight || now() - record.at < idempotencyWindowMs) return record;
      keys.delete(name);
      return undefined;
    },
    reset() {
      emails.clear();
      keys.clear();
      scheduled.clear();
      order.length = 0;
      ids = 0;
      Object.assign(memory, freshMemory());
      Object.assign(settings, { rateLimitPerSecond: 1_000, verifiedDomains: null });
      apiKeys.clear();
      apiKeys.set(emulatorApiKey, 'full_access');
      file.clear();
    },
  };
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** JSON with sorted keys, so that two spellings of one request compare equal. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const parts = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`);
  return `{${parts.join(',')}}`;
}

function applyLine(
  line: SavedLine,
  into: {
    remember: (email: EmulatedEmail) => void;
    emails: Map<string, EmulatedEmail>;
    keys: Map<string, IdempotencyRecord>;
  },
) {
  if (line.kind === 'key') into.keys.set(line.name, line.record);
  if (line.kind === 'email') {
    into.remember(line.email);
    if (line.key !== undefined) into.keys.set(line.key.name, line.key.record);
  }
  const email = line.kind === 'update' ? into.emails.get(line.id) : undefined;
  if (line.kind === 'update' && email !== undefined) {
    Object.assign(email, {
      lastEvent: line.lastEvent,
      deliveries: line.deliveries,
      scheduledAt: line.scheduledAt,
    });
  }
}

function uuidOf(text: string): string {
  const hex = sha256(text);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

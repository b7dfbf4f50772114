import { createHash, randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { emulatorApiKey } from './credentials.ts';

const idempotencyWindowMs = 24 * 3_600_000;
/** Bodies of older messages stay in the state file only, so that a long load run does not fill the memory. */
const bodiesKept = 5_000;
const journalKept = 2_000;

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

export type JournalEntry = {
  seq: number;
  at: number;
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
  status: number | null;
  fault: string | null;
  response: unknown;
};

type SavedLine =
  | { kind: 'email'; email: EmulatedEmail; key?: { name: string; record: IdempotencyRecord } }
  | { kind: 'update'; id: string; lastEvent: LastEvent; deliveries: number; scheduledAt: number | null }
  | { kind: 'key'; name: string; record: IdempotencyRecord };

export type EmulatorState = ReturnType<typeof createState>;

/** Everything the emulated vendor knows. With a state file every accepted mail is on disk before it is answered. */
export function createState(options: { seed?: string | undefined; stateFile?: string | undefined }) {
  const saved = readLines(options.stateFile);
  // After a restart a fixed seed alone would hand out the ids of the saved mails again.
  const fresh = saved.length === 0 ? '' : randomBytes(8).toString('hex');
  const seed = options.seed === undefined ? randomBytes(8).toString('hex') : `${options.seed}${fresh}`;
  const emails = new Map<string, EmulatedEmail>();
  const keys = new Map<string, IdempotencyRecord>();
  const journal: JournalEntry[] = [];
  const apiKeys = new Map<string, 'full_access' | 'sending_access'>([[emulatorApiKey, 'full_access']]);
  const counters = { id: 0, seq: 0, offsetMs: 0 };
  const settings = { rateLimitPerSecond: 1_000, verifiedDomains: null as readonly string[] | null };
  const order: string[] = [];

  const write = (line: SavedLine) => {
    if (options.stateFile !== undefined) appendFileSync(options.stateFile, `${JSON.stringify(line)}\n`);
  };
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
  for (const line of saved) applyLine(line, { remember, emails, keys });
  /** Looked at on every request; walking through all mail instead would slow a long run down. */
  const scheduled = new Set([...emails.values()].filter((email) => email.lastEvent === 'scheduled'));

  const now = () => Date.now() + counters.offsetMs;
  return {
    emails,
    keys,
    scheduled,
    journal,
    apiKeys,
    settings,
    counters,
    now,
    newId: () => uuidOf(`${seed}:${order.length}:${++counters.id}`),
    newestFirst: () => order.toReversed().flatMap((id) => emails.get(id) ?? []),
    add(email: EmulatedEmail, key?: { name: string; record: IdempotencyRecord }) {
      remember(email);
      write({ kind: 'email', email, ...(key === undefined ? {} : { key }) });
    },
    saveKey(name: string, record: IdempotencyRecord) {
      keys.set(name, record);
      write({ kind: 'key', name, record });
    },
    saveUpdate(email: EmulatedEmail) {
      const { id, lastEvent, deliveries, scheduledAt } = email;
      write({ kind: 'update', id, lastEvent, deliveries, scheduledAt });
    },
    findKey(name: string): IdempotencyRecord | undefined {
      const record = keys.get(name);
      if (record === undefined || record.inFlight || now() - record.at < idempotencyWindowMs) return record;
      keys.delete(name);
      return undefined;
    },
    record(entry: Omit<JournalEntry, 'seq'>): JournalEntry {
      const full = { ...entry, seq: ++counters.seq };
      journal.push(full);
      if (journal.length > journalKept) journal.splice(0, journal.length - journalKept);
      return full;
    },
    reset() {
      emails.clear();
      keys.clear();
      scheduled.clear();
      journal.length = 0;
      order.length = 0;
      Object.assign(counters, { id: 0, seq: 0, offsetMs: 0 });
      Object.assign(settings, { rateLimitPerSecond: 1_000, verifiedDomains: null });
      apiKeys.clear();
      apiKeys.set(emulatorApiKey, 'full_access');
      if (options.stateFile !== undefined) writeFileSync(options.stateFile, '');
    },
  };
}

/** A number in [0, 1) from a seed, the same sequence every time (mulberry32). */
export function seededRandom(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), a | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
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

function readLines(file: string | undefined): SavedLine[] {
  if (file === undefined) return [];
  mkdirSync(dirname(file), { recursive: true });
  if (!existsSync(file)) return [];
  const whole = readFileSync(file, 'utf8');
  const lines = whole.split('\n').filter((line) => line !== '');
  return lines.flatMap((line, index) => {
    try {
      return [JSON.parse(line) as SavedLine];
    } catch (error) {
      // A process killed in the middle of a write leaves half a last line: that mail was never answered.
      if (index === lines.length - 1) {
        writeFileSync(
          file,
          lines
            .slice(0, -1)
            .map((text) => `${text}\n`)
            .join(''),
        );
        return [];
      }
      throw new Error(`The state file of the mail emulator is damaged at line ${index + 1}.`, {
        cause: error,
      });
    }
  });
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

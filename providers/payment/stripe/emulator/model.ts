import { createHash } from 'node:crypto';
import { createClock, type KitMemory } from '#providers/emulation/memory.ts';
import { standardNotificationSettings } from '#providers/emulation/notifications.ts';
import { createStateFile, readStateFile } from '#providers/emulation/state-file.ts';
import { emulatorAccounts, emulatorKeys } from './credentials.ts';

/** Whose something is: an account has live and test objects, which never meet. */
export type Owner = { account: string; livemode: boolean };
type Metadata = Record<string, string>;
type Common<Kind extends string> = {
  id: string;
  object: Kind;
  created: number;
  livemode: boolean;
  metadata: Metadata;
};

export type SessionBody = Common<'checkout.session'> & {
  status: 'open' | 'complete' | 'expired';
  payment_status: 'unpaid' | 'paid' | 'no_payment_required';
  amount_total: number;
  currency: string;
  expires_at: number;
  url: string | null;
  payment_intent: string | null;
  customer_email: string | null;
  locale: string | null;
  success_url: string;
  cancel_url: string | null;
} & Record<string, unknown>;
export type IntentBody = Common<'payment_intent'> & {
  status: string;
  amount: number;
  amount_received: number;
  amount_capturable: number;
  currency: string;
  latest_charge: string | null;
  capture_method: 'automatic' | 'manual';
} & Record<string, unknown>;
export type ChargeBody = Common<'charge'> & {
  status: 'succeeded' | 'failed' | 'pending';
  amount: number;
  amount_captured: number;
  amount_refunded: number;
  captured: boolean;
  refunded: boolean;
  disputed: boolean;
  currency: string;
  payment_intent: string;
  payment_method_details: { card: { capture_before?: number } & Record<string, unknown> } & Record<
    string,
    unknown
  >;
} & Record<string, unknown>;
export type RefundBody = Common<'refund'> & {
  status: 'pending' | 'succeeded' | 'failed' | 'canceled';
  amount: number;
  currency: string;
  charge: string;
  payment_intent: string;
  failure_reason?: string;
} & Record<string, unknown>;
export type DisputeBody = Common<'dispute'> & {
  status: string;
  amount: number;
  currency: string;
  charge: string;
  payment_intent: string;
  reason: string;
} & Record<string, unknown>;
export type WarningBody = Common<'radar.early_fraud_warning'> & {
  actionable: boolean;
  charge: string;
  fraud_type: string;
  payment_intent: string;
};
export type EndpointBody = Common<'webhook_endpoint'> & {
  url: string;
  enabled_events: string[];
  api_version: string | null;
  status: 'enabled' | 'disabled';
} & Record<string, unknown>;
export type EventBody = {
  id: string;
  object: 'event';
  created: number;
  livemode: boolean;
  type: string;
} & Record<string, unknown>;

/** What only the emulator knows of a session. */
export type SessionSecrets = {
  intent: string | null;
  intentData: Record<string, unknown>;
  lineItems: unknown[];
};

export type Stored<Body> = Owner & { ordinal: number; body: Body };
export type Tables = {
  sessions: Record<string, Stored<SessionBody> & { hidden: SessionSecrets }>;
  intents: Record<string, Stored<IntentBody>>;
  charges: Record<string, Stored<ChargeBody>>;
  refunds: Record<string, Stored<RefundBody>>;
  disputes: Record<string, Stored<DisputeBody>>;
  warnings: Record<string, Stored<WarningBody>>;
  endpoints: Record<string, Stored<EndpointBody> & { secret: string }>;
  events: Record<string, Stored<EventBody>>;
};

export type EmulatedKey = {
  key: string;
  account: string;
  /** What a restricted key may not do. */
  lacks: string[];
  isRevoked: boolean;
};
export type EmulatedAccount = {
  id: string;
  name: string;
  email: string;
  country: string;
  currency: string;
  /** The platform whose key may act for this account. */
  platform: string | null;
};
export type IdempotencyRecord = {
  hash: string;
  at: number;
  isUnderWay: boolean;
  status: number;
  body: string;
};

export const defaultSettings = {
  /** How refunds asked for from now on go. */
  refunds: 'succeeded' as 'succeeded' | 'pending' | 'failed',
  /** So many writes from now on fail with 500 while nothing is done, and are kept under their keys. */
  storedFailures: 0,
};

export type State = KitMemory &
  Tables & {
    seed: number;
    counter: number;
    accounts: EmulatedAccount[];
    keys: EmulatedKey[];
    idempotency: Record<string, IdempotencyRecord>;
    settings: typeof defaultSettings;
  };

/** The emulator's memory, its clock and its source of names. */
export type World = {
  state: State;
  now(): number;
  /** On the vendor's scale, seconds. */
  seconds(): number;
  nextId(prefix: string): string;
  nextOrdinal(): number;
  /** Where its own pages are. */
  origin(): string;
  touch(): void;
  save(): void;
  replace(state: State): void;
  /** Tells the endpoints of the owner that something happened; set by the event sender. */
  emit(owner: Owner, type: string, object: object, previous?: object): void;
};

const platformAccount = 'acct_EmulatorPlatform';

export function emptyState(seed: number): State {
  const key = (value: string, account: string, lacks: string[] = []): EmulatedKey => ({
    key: value,
    account,
    lacks,
    isRevoked: false,
  });
  const { own, other } = emulatorAccounts;
  const account = (id: string, name: string, platform: string | null): EmulatedAccount => ({
    id,
    name,
    platform,
    country: 'SG',
    currency: 'sgd',
    email: `${id.slice(5).toLowerCase()}@example.com`,
  });
  return {
    seed,
    counter: 0,
    random: seed >>> 0,
    clockOffsetMs: 0,
    notifications: { ...standardNotificationSettings },
    accounts: [
      account(own, 'Lotus Studio', platformAccount),
      account(other, 'Bamboo Clinic', null),
      account(platformAccount, 'Everslot Platform', null),
    ],
    keys: [
      key(emulatorKeys.test, own),
      key(emulatorKeys.live, own),
      key(emulatorKeys.secret, own),
      key(emulatorKeys.withoutWebhooks, own, ['webhook_endpoints']),
      key(emulatorKeys.otherAccount, other),
      key(emulatorKeys.platform, platformAccount),
    ],
    sessions: {},
    intents: {},
    charges: {},
    refunds: {},
    disputes: {},
    warnings: {},
    endpoints: {},
    events: {},
    idempotency: {},
    settings: { ...defaultSettings },
  };
}

/** The state of the run before. A request that it did not end was never answered, so its key is free again. */
export function loadState(file: string | undefined): State | null {
  const kept = readStateFile<State>(file);
  // A file of an earlier version lacks what came since.
  const saved = kept === null ? null : { ...emptyState(kept.seed), ...kept };
  for (const [name, { isUnderWay }] of Object.entries(saved?.idempotency ?? {}))
    if (isUnderWay) delete saved?.idempotency[name];
  return saved;
}

export function createWorld(initial: State, stateFile: string | undefined, origin: () => string): World {
  const file = createStateFile(stateFile, () => world.state);
  const now = createClock(() => world.state);
  const world: World = {
    state: initial,
    now,
    seconds: () => Math.floor(now() / 1_000),
    nextId(prefix) {
      world.state.counter += 1;
      const { seed, counter } = world.state;
      return `${prefix}_${createHash('sha256').update(`${seed}|${counter}|${prefix}`).digest('hex').slice(0, 24)}`;
    },
    nextOrdinal() {
      world.state.counter += 1;
      return world.state.counter;
    },
    origin,
    touch: () => file.touch(),
    save: () => file.save(),
    replace(state) {
      world.state = state;
      file.touch();
    },
    emit: () => undefined,
  };
  return world;
}

/** The object if it is the owner's. */
export const ownedBy = <Item extends Owner>(
  table: Record<string, Item>,
  id: string,
  owner: Owner,
): Item | null => {
  const found = Object.hasOwn(table, id) ? table[id] : undefined;
  return found !== undefined && found.account === owner.account && found.livemode === owner.livemode
    ? found
    : null;
};

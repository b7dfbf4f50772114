import { createHash } from 'node:crypto';
import type { calendar_v3 } from '@googleapis/calendar';
import { createClock, createRandom, type KitMemory } from '#providers/emulation/memory.ts';
import { standardNotificationSettings } from '#providers/emulation/notifications.ts';
import { createStateFile, readStateFile } from '#providers/emulation/state-file.ts';
import { emulatorClient } from './credentials.ts';

export type VendorEvent = calendar_v3.Schema$Event;
export type AccessRole = 'freeBusyReader' | 'reader' | 'writer' | 'owner';

export type Account = { email: string; sub: string; name: string };
type Client = { clientId: string; clientSecret: string };
export type Grant = { id: string; email: string; clientId: string; scopes: string[]; revoked: boolean };
export type Token = { token: string; kind: 'access' | 'refresh'; grantId: string; expiresAt: number | null };
export type Code = {
  code: string;
  clientId: string;
  redirectUri: string;
  email: string;
  scopes: string[];
  challenge: string | null;
  offline: boolean;
  expiresAt: number;
  used: boolean;
  nonce: string | null;
};
export type StoredEvent = { body: VendorEvent; ordinal: number; changeSeq: number };
export type StoredCalendar = {
  id: string;
  summary: string;
  description?: string;
  timeZone: string;
  backgroundColor: string;
  primaryOf: string | null;
  roles: Record<string, AccessRole>;
  version: number;
  /** Counts changes of this calendar's events; sync tokens name a value of it. */
  changeSeq: number;
  /** Raised to make every sync token of this calendar worthless. */
  tokenEpoch: number;
  events: Record<string, StoredEvent>;
  /** Instances that a changed rule no longer produces. */
  tombstones: StoredEvent[];
};
export type Channel = {
  id: string;
  resourceId: string;
  calendarId: string;
  email: string;
  clientId: string;
  address: string;
  token: string;
  expiresAt: number;
  lastMessageNumber: number;
};

export const defaultSettings = {
  /** `ask` shows the consent page; the others answer at once for `consentAccount`. */
  consent: 'ask' as 'ask' | 'allow' | 'deny',
  consentAccount: null as string | null,
  accessTokenSeconds: 3_599,
  rotateRefreshTokens: false,
  conference: 'success' as 'success' | 'pending' | 'failure',
  channelMaxMs: 7 * 86_400_000,
  syncTokenMs: 30 * 86_400_000,
  /** Caps pages below what was asked for: pages may be short. */
  maxPageSize: 2_500,
};
export type Settings = typeof defaultSettings;

export type State = KitMemory & {
  seed: number;
  counter: number;
  accounts: Account[];
  clients: Client[];
  grants: Grant[];
  tokens: Token[];
  codes: Code[];
  calendars: Record<string, StoredCalendar>;
  /** Meeting code by request key: the same key gives the same meeting. */
  conferences: Record<string, string>;
  channels: Channel[];
  settings: Settings;
};

/** The emulator's memory, its clock and its sources of chance and names. */
export type World = {
  state: State;
  now(): number;
  random(): number;
  /** 26 characters of the vendor's id alphabet; the same after the same history and seed. */
  nextId(kind: string): string;
  /** Rises with every write anywhere. */
  nextVersion(): number;
  /** Something changed: save soon. */
  touch(): void;
  save(): void;
  replace(state: State): void;
  /** Tells push channels that a calendar changed; set by the push sender. */
  notify(calendarId: string): void;
  /** Sends a new channel its first message; set by the push sender. */
  announce(channel: Channel): void;
};

export function emptyState(seed: number): State {
  return {
    seed,
    counter: 0,
    random: seed >>> 0,
    clockOffsetMs: 0,
    notifications: { ...standardNotificationSettings },
    accounts: [],
    clients: [{ ...emulatorClient }],
    grants: [],
    tokens: [],
    codes: [],
    calendars: {},
    conferences: {},
    channels: [],
    settings: { ...defaultSettings },
  };
}

export function createWorld(initial: State, stateFile: string | undefined): World {
  const memory = () => world.state;
  const file = createStateFile(stateFile, memory);
  const world: World = {
    state: initial,
    now: createClock(memory),
    random: createRandom(memory),
    nextId(kind) {
      world.state.counter += 1;
      return base32hex(`${world.state.seed}|${kind}|${world.state.counter}`);
    },
    nextVersion() {
      world.state.counter += 1;
      return world.state.counter;
    },
    touch: () => file.touch(),
    save: () => file.save(),
    replace(state) {
      world.state = state;
      world.touch();
    },
    notify() {},
    announce() {},
  };
  return world;
}

/** The saved state, or `null` when there is none or it cannot be read. */
export function loadState(stateFile: string | undefined): State | null {
  const saved = readStateFile<State>(stateFile);
  return saved === null
    ? null
    : { ...emptyState(saved.seed), ...saved, settings: { ...defaultSettings, ...saved.settings } };
}

/** 26 characters 0-9a-v of a digest. */
export function base32hex(text: string): string {
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 33);
  return BigInt(`0x${digest}`).toString(32).padStart(26, '0').slice(-26);
}

export const toEtag = (version: number): string =>
  `"${(3_500_000_000_000_000 + version * 2_000).toString()}"`;

/** Real calendars and the `primary` alias; `null` when this account may not see it. */
export function findCalendar(world: World, email: string, calendarId: string): StoredCalendar | null {
  const calendar = world.state.calendars[calendarId === 'primary' ? email : calendarId];
  return calendar?.roles[email] === undefined ? null : calendar;
}

/** Marks an event as changed now: new etag, new `updated`, visible to sync tokens, pushed to channels. */
export function recordChange(world: World, calendar: StoredCalendar, event: StoredEvent): void {
  calendar.changeSeq += 1;
  event.changeSeq = calendar.changeSeq;
  event.body.etag = toEtag(world.nextVersion());
  event.body.updated = new Date(world.now()).toISOString();
  world.touch();
  world.notify(calendar.id);
}

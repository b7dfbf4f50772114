/** For how many days what is of no use any more is kept, unless the operator says otherwise. */
export const usualDays = {
  /** Outcomes of requests under an Idempotency-Key: a repeat that comes later is a request of its own. */
  requests: 7,
  /** Sign-ins, what was begun to make one, and links to guests' data, counted from the moment they ended. */
  signIns: 1,
  /** Accounts that somebody made for an address and never proved. */
  unproven: 30,
  /** Notices of vendors: one that is repeated later is read anew, which changes nothing. */
  webhooks: 30,
  /** Texts of mails, from when they were made and from the end of what they are about. */
  mails: 30,
  /** Scripts and styles of a build, from when an API last served it: pages that were opened before an upgrade still load them. */
  assets: 30,
  /** API keys that were revoked or have expired: their owners still see which it was. */
  keys: 90,
  /** Counts of calls to vendors: a week and a day of them are enough to compare. */
  vendorCalls: 8,
} as const;
export type RetentionPeriod = keyof typeof usualDays;
export type RetentionDays = Readonly<Record<RetentionPeriod, number>>;

type Swept = {
  period: RetentionPeriod;
  /** `strip`: the row stays as history, without what is personal in it. */
  how: 'delete' | 'strip';
};
type Kept = { kept: string };

/**
 * What becomes of the rows of each table in time: a table is swept after a period, or it says why it is kept. What is swept, and
 * by which moment of a row, stands in the database's function `sweep_rule`.
 */
export const retention = {
  idempotency_records: { period: 'requests', how: 'delete' },
  oauth_states: { period: 'signIns', how: 'delete' },
  'auth.sessions': { period: 'signIns', how: 'delete' },
  'auth.verifications': { period: 'signIns', how: 'delete' },
  'auth.users': { period: 'unproven', how: 'delete' },
  webhook_inbox: { period: 'webhooks', how: 'delete' },
  deliveries: { period: 'mails', how: 'strip' },
  web_assets: { period: 'assets', how: 'delete' },
  api_keys: { period: 'keys', how: 'delete' },
  vendor_calls: { period: 'vendorCalls', how: 'delete' },
  'auth.accounts': { kept: 'it goes with its account in auth.users' },
  'auth.second_factors': { kept: 'its person turns it off, and it goes with its account' },
  'auth.recovery_codes': { kept: 'a used one stays used until its person makes others' },
  'auth.passkeys': { kept: 'its person removes it, and it goes with its account' },
  tenants: { kept: 'an organisation stays until an operator has it deleted' },
  subscriptions: { kept: 'it says what an organisation pays for, in ids, states and times' },
  logos: { kept: 'its organisation takes it away or replaces it' },
  members: { kept: 'a membership stays as long as its organisation' },
  tenant_deletions: { kept: 'it goes with its organisation, or when it is called off' },
  domains: { kept: 'its members take it away; it says whose the name is' },
  departures: { kept: 'it is the record of what became of the bookings of whoever went, in ids and counts' },
  registrations: { period: 'signIns', how: 'delete' },
  invitations: { kept: 'it is the record of who was invited by whom, and who came' },
  persons: { kept: 'a person stays as long as they are a member anywhere' },
  account_deletions: { kept: 'it is the record of whose account was deleted when, in ids and states' },
  exports: { kept: 'its workflow removes it once it has expired' },
  export_chunks: { kept: 'it goes with its export' },
  person_photos: { kept: 'its person takes it away or replaces it' },
  handles: { kept: 'a former name leads to its owner for ever and is given to nobody else' },
  schedules: { kept: 'its member decides how long' },
  schedule_overrides: { kept: 'it goes with its schedule' },
  links: { kept: 'an archived link still names what its bookings were' },
  link_hosts: { kept: 'it goes with the host who leaves' },
  host_requests: { kept: 'it is the record of who agreed to host what, and holds ids and states' },
  sessions: { kept: 'it is the time of the bookings in it' },
  session_hosts: { kept: 'it says whose bookings these were' },
  time_blocks: {
    kept: 'it goes with the hold that ends, the booking that is given up and the event that is gone',
  },
  claims: { kept: 'it goes with its time block' },
  bookings: {
    kept: 'it is what was agreed between an organisation and its guest; one that never came about names nobody',
  },
  booking_guests: { kept: 'it is part of its booking' },
  booking_timeline: { kept: 'it is the history of its booking, which nobody may change' },
  contacts: { kept: 'it is a guest as their host knows them, with all their bookings' },
  guest_requests: { period: 'signIns', how: 'delete' },
  guest_erasures: {
    kept: 'it is the record of when a guest was erased and who asked for it, in ids and states',
  },
  effects: { kept: 'it is what was done for a booking, in names of states' },
  notifications: {
    kept: 'it says that somebody was told what, in names of templates and states, and what of it stands nowhere else',
  },
  suppressions: { kept: 'an address is not written to again until a member lifts it' },
  integrations: {
    kept: 'a connected account stays until it is disconnected, which takes its credentials away',
  },
  payment_accounts: { kept: 'it goes with its organisation; disconnecting takes its secrets away' },
  payments: { kept: 'it is the record of money that was taken, in ids, amounts and states' },
  refunds: { kept: 'it is the record of money that was given back, in ids, amounts and states' },
  disputes: { kept: 'it is the record of money that a guest’s bank asked back, in ids, amounts and states' },
  ledger_entries: { kept: 'it is the record of every movement of money, which nobody may change' },
  reconciliations: { kept: 'it is the record that the books agreed with the vendor, in ids and sums' },
  payment_findings: { kept: 'it is what a vendor said otherwise than we do, in ids and amounts' },
  connected_accounts: { kept: 'it goes with the grant of its integration' },
  calendars: { kept: 'it goes with its integration' },
  push_channels: { kept: 'it is needed until the vendor was asked to close it, and goes with its calendar' },
  events: { kept: 'reading a calendar removes what has left the window that is read' },
  conflicts: { kept: 'it is what a host decided about an event of their calendar, in ids and times' },
  session_events: { kept: 'it says which entry of a calendar is ours, also after it was cancelled' },
  wakeups: { kept: 'a follower that has looked and owes nothing removes its row' },
  audit_log: { kept: 'it is the record of who did what, which nobody may change; it holds ids and no texts' },
  operators: { kept: 'it is the record of who could operate the installation, and until when' },
  feature_switches: { kept: 'it says what an operator has switched on or off, until they say otherwise' },
  support_views: { kept: 'it is the record of which operator looked at an organisation, when and why' },
  sweeps: { kept: 'it has one row for each table that is swept' },
} as const satisfies Record<string, Swept | Kept>;

type Table = keyof typeof retention;
export type SweptTable = { [Name in Table]: (typeof retention)[Name] extends Swept ? Name : never }[Table];

const isSwept = (name: string): name is SweptTable =>
  Object.hasOwn(retention, name) && 'period' in (retention[name as Table] satisfies Swept | Kept);

export const sweptTables: readonly SweptTable[] = Object.keys(retention).filter(isSwept);

const dayMs = 24 * 60 * 60_000;

/** What is older than this moment is swept from the table. Epoch milliseconds. */
export const sweptBefore = (table: SweptTable, days: RetentionDays, now: number): number =>
  now - days[retention[table].period] * dayMs;

/**
 * Prefixed sortable ids in TypeID form (https://github.com/jetify-com/typeid): `<prefix>_<26 characters of
 * Crockford base32 over 128 bits>`. No randomness and no clock here: the bytes come from the caller.
 */
export const idPrefixes = {
  tenant: 'ten',
  tenantDeletion: 'tdl',
  user: 'usr',
  person: 'per',
  member: 'mbr',
  invitation: 'inv',
  registration: 'reg',
  departure: 'dep',
  export: 'exp',
  accountDeletion: 'adl',
  domain: 'dom',
  schedule: 'sch',
  scheduleOverride: 'sov',
  link: 'lnk',
  hostRequest: 'hrq',
  session: 'ses',
  booking: 'bkg',
  contact: 'cnt',
  guestRequest: 'gdr',
  guestErasure: 'ger',
  timeBlock: 'blk',
  claim: 'clm',
  timelineEntry: 'btl',
  notification: 'ntf',
  delivery: 'dlv',
  integration: 'int',
  suppression: 'sup',
  effect: 'eff',
  calendar: 'cal',
  conflict: 'cfl',
  event: 'evt',
  channel: 'chn',
  webhook: 'whk',
  audit: 'aud',
  operator: 'opr',
  supportView: 'spv',
  oauthState: 'oas',
  payment: 'pay',
  refund: 'rfd',
  dispute: 'dsp',
  ledgerEntry: 'led',
  reconciliation: 'rec',
  paymentFinding: 'pfd',
  apiKey: 'key',
  signIn: 'sgn',
  passkey: 'pky',
} as const;
export type IdKind = keyof typeof idPrefixes;

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** Encodes 16 bytes as a TypeID of that kind. */
export const encodeId = (kind: IdKind, bytes: Uint8Array): string => {
  if (bytes.length !== 16) throw new Error(`an id is made of 16 bytes, not ${bytes.length}`);
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  let text = '';
  for (let i = 0; i < 26; i += 1) {
    text = alphabet.charAt(Number(value & 31n)) + text;
    value >>= 5n;
  }
  return `${idPrefixes[kind]}_${text}`;
};

/** Matches ids of one kind, and nothing else. */
export const idPattern = (kind: IdKind): RegExp =>
  new RegExp(`^${idPrefixes[kind]}_[0-7][0-9a-hjkmnp-tv-z]{25}$`);

/** The least id of a kind that can have been made at that moment or later; epoch milliseconds. */
export const firstIdAt = (kind: IdKind, at: number): string => {
  const bytes = new Uint8Array(16);
  let time = at;
  for (let i = 5; i >= 0; i -= 1) {
    bytes[i] = time % 256;
    time = Math.floor(time / 256);
  }
  return encodeId(kind, bytes);
};

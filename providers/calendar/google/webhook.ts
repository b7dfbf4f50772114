import { createHash, timingSafeEqual } from 'node:crypto';

/** A push notification. It has no body and proves nothing but "look": the truth is read with the cursor. */
export type GooglePush = {
  channelId: string;
  /** The per-channel secret we gave when the channel was opened; empty when absent. */
  secret: string;
  resourceId: string;
  /** `sync` is the first message of a channel. */
  state: 'sync' | 'exists' | 'not_exists';
  /** Grows with gaps; 1 is the sync message. */
  messageNumber: number;
};

const states: readonly string[] = ['sync', 'exists', 'not_exists'];

/** Reads the `X-Goog-*` headers; `null` when they are not those of a push notification. Checks no secret. */
export function parseGooglePush(
  headers: Headers | Readonly<Record<string, string | undefined>>,
): GooglePush | null {
  const read = (name: string): string =>
    (headers instanceof Headers ? headers.get(name) : findHeader(headers, name)) ?? '';
  const channelId = read('x-goog-channel-id');
  const resourceId = read('x-goog-resource-id');
  const state = read('x-goog-resource-state');
  const messageNumber = Number(read('x-goog-message-number'));
  if (channelId === '' || channelId.length > 64 || resourceId === '') return null;
  if (!states.includes(state) || !Number.isSafeInteger(messageNumber) || messageNumber < 1) return null;
  return {
    channelId,
    secret: read('x-goog-channel-token'),
    resourceId,
    state: state as GooglePush['state'],
    messageNumber,
  };
}

function findHeader(headers: Readonly<Record<string, string | undefined>>, name: string): string | undefined {
  return Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
}

/** True when `secret` hashes to `sha256hex`; takes the same time wherever they differ. */
export function verifyChannelSecret(secret: string, sha256hex: string): boolean {
  if (!/^[0-9a-f]{64}$/i.test(sha256hex)) return false;
  const given = createHash('sha256').update(secret, 'utf8').digest();
  return timingSafeEqual(given, Buffer.from(sha256hex, 'hex'));
}

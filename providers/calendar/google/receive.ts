import type { Received } from '#providers/receive.ts';
import type { CalendarPush } from '../port.ts';

const states: readonly string[] = ['sync', 'exists', 'not_exists'];

/**
 * A push notification has no body and proves nothing but "look": which channel, its secret, and a number that grows
 * with gaps and tells the messages of a channel apart. Checks no secret.
 */
export async function receiveGooglePush(request: Request): Promise<Received<CalendarPush>> {
  const read = (name: string): string => request.headers.get(`x-goog-${name}`) ?? '';
  const channelId = read('channel-id');
  const resourceId = read('resource-id');
  const messageNumber = Number(read('message-number'));
  const isPush =
    channelId !== '' &&
    channelId.length <= 64 &&
    resourceId !== '' &&
    states.includes(read('resource-state')) &&
    Number.isSafeInteger(messageNumber) &&
    messageNumber >= 1;
  if (!isPush) return { kind: 'refused', reason: 'malformed' };
  const secret = read('channel-token');
  return { kind: 'hints', hints: [{ channelId, secret, resourceId, messageId: String(messageNumber) }] };
}

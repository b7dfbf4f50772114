import type { CalendarVendor } from '#domain/vendors.ts';
import { createGoogleCalendarProvider } from './google/adapter.ts';
import { parseGoogleEnv } from './google/env.ts';
import { parseGooglePush } from './google/webhook.ts';
import type { CalendarProvider } from './port.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** The configured calendar vendors; one whose keys are absent is absent. Throws an `Error` naming every wrong key. */
export function createCalendarRegistry(env: Env): ReadonlyMap<CalendarVendor, CalendarProvider> {
  const registry = new Map<CalendarVendor, CalendarProvider>();
  const google = parseGoogleEnv(env);
  if (google !== null) registry.set('google', createGoogleCalendarProvider(google));
  return registry;
}

/** A push notification: which channel of which resource, the secret we gave it, and what tells this message from the others of the channel. */
export type CalendarPush = { channelId: string; secret: string; resourceId: string; messageId: string };
export type ParseCalendarPush = (headers: Headers) => CalendarPush | null;

/** Readers of push notifications, keyed by vendor. They check no secret: a push only says "look". */
export function createCalendarPushes(): ReadonlyMap<CalendarVendor, ParseCalendarPush> {
  return new Map([
    [
      'google',
      (headers: Headers) => {
        const push = parseGooglePush(headers);
        if (push === null) return null;
        const { channelId, secret, resourceId, messageNumber } = push;
        return { channelId, secret, resourceId, messageId: String(messageNumber) };
      },
    ],
  ]);
}

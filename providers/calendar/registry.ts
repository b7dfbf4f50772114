import type { CalendarVendor } from '#domain/vendors.ts';
import type { CalendarManifest, Env } from '../manifest.ts';
import { manifests } from '../manifests.ts';
import { type OnProviderCall, observed } from '../observed.ts';
import type { Receive } from '../receive.ts';
import type { CalendarProvider, CalendarPush } from './port.ts';

const calendarManifests = manifests.filter(
  (manifest): manifest is CalendarManifest => manifest.capability === 'calendar',
);

/** The configured calendar vendors; one whose keys are absent is absent. Throws an `Error` naming every wrong key. `onCall` is told how each call ended. */
export async function createCalendarRegistry(
  env: Env,
  onCall: OnProviderCall = () => undefined,
): Promise<ReadonlyMap<CalendarVendor, CalendarProvider>> {
  const opened = await Promise.all(calendarManifests.map(({ open }) => open(env)));
  return new Map(
    opened.flatMap((provider) => {
      if (provider === null) return [];
      const { vendor } = provider;
      return [[vendor, observed(provider, { capability: 'calendar', vendor }, onCall)]];
    }),
  );
}

/** Readers of push notifications, by vendor. They check no secret: a push only says "look". */
export async function createCalendarReceivers(
  env: Env,
): Promise<ReadonlyMap<CalendarVendor, Receive<CalendarPush>>> {
  const receivers = new Map<CalendarVendor, Receive<CalendarPush>>();
  for (const { vendor, receive } of calendarManifests) {
    const receiver = (await receive?.(env)) ?? null;
    if (receiver !== null) receivers.set(vendor, receiver);
  }
  return receivers;
}

import { useEffect, useState } from 'preact/hooks';
import { canonicalZone, sameZone } from '#web/time/zones/zone.ts';
import type { BookingPageData } from '../booking/model.ts';
import type { UrlState } from './url-state.ts';

export type ShownZone = {
  /** Whether scripts run: false while the server's drawing is taken over. */
  enhanced: boolean;
  timeZone: string;
  /** The device's zone where it differs from the shown one. */
  otherZone: string | null;
};

/** A new booking follows the device unless the address names a zone; a booking that is moved keeps its own. */
export const useZone = (data: BookingPageData, url: UrlState): ShownZone => {
  const [device, setDevice] = useState<string | null>(null);
  useEffect(() => {
    setDevice(canonicalZone(Intl.DateTimeFormat().resolvedOptions().timeZone) ?? data.timeZone);
  }, []);
  const locked = data.link.location.kind === 'in_person';
  const follows = !locked && data.mode === 'book' && url.tz === null && device !== null;
  const wanted = locked ? data.timeZone : follows ? device : (url.tz ?? data.timeZone);
  const timeZone = sameZone(wanted, data.timeZone) ? data.timeZone : wanted;
  const differs = device !== null && !locked && !sameZone(device, timeZone);
  return { enhanced: device !== null, timeZone, otherZone: differs ? device : null };
};

import { zoneDataVersion } from '#domain/availability/zone-table.ts';
import { wallTimeOf } from '#domain/time.ts';

const pad = (value: number): string => String(value).padStart(2, '0');

/** What was agreed on the host's clock, with the offset that settles a repeated hour and the rules' version. */
export const agreedWallTime = (instant: number, zone: string) => {
  const wall = wallTimeOf(instant, zone);
  return {
    hostTimeZone: zone,
    localStart: `${String(wall.year).padStart(4, '0')}-${pad(wall.month)}-${pad(wall.day)} ${pad(wall.hour)}:${pad(wall.minute)}:${pad(wall.second)}`,
    utcOffsetMinutes: Math.round(wall.offsetMinutes),
    tzdataVersion: zoneDataVersion,
  };
};

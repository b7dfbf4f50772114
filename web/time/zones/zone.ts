import { offsetLabel } from '../format.ts';

/** Old zone names that engines still answer with, and the names people know. */
const renamed: Readonly<Record<string, string>> = {
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Dacca': 'Asia/Dhaka',
  'Asia/Thimbu': 'Asia/Thimphu',
  'Asia/Macao': 'Asia/Macau',
  'Asia/Ujung_Pandang': 'Asia/Makassar',
  'Asia/Ulan_Bator': 'Asia/Ulaanbaatar',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'America/Godthab': 'America/Nuuk',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'Europe/Kiev': 'Europe/Kyiv',
  'Africa/Asmera': 'Africa/Asmara',
  'Pacific/Truk': 'Pacific/Chuuk',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Enderbury': 'Pacific/Kanton',
};

/** For names that an engine has given: those are zones, at most under an old name. */
export const renamedZone = (zone: string): string => renamed[zone] ?? zone;

/** The last part of a zone's name, as people write it. */
export const placeOf = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');

const canonical = new Map<string, string>();

/** The zone under its present name, or null when there is no such zone: Asia/Saigon → Asia/Ho_Chi_Minh. */
export const canonicalZone = (zone: unknown): string | null => {
  if (typeof zone !== 'string' || zone.length > 64 || /^[+-]/.test(zone)) return null;
  const known = canonical.get(zone);
  if (known !== undefined) return known;
  try {
    const resolved = new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
    const name = renamedZone(resolved);
    if (canonical.size < 1000) canonical.set(zone, name);
    return name;
  } catch {
    return null;
  }
};

/** The zone under its present name; what is no zone stays as it is. */
export const presentZone = (zone: string): string => canonicalZone(zone) ?? zone;

export const sameZone = (a: string, b: string): boolean => presentZone(a) === presentZone(b);

/** "Ho Chi Minh", "Buenos Aires", "UTC". */
export const zoneCity = (zone: string): string => placeOf(presentZone(zone));

/** "Ho Chi Minh (GMT+7)", with the offset in force at the instant. */
export const zoneLabel = (zone: string, at: string | number): string =>
  `${zoneCity(zone)} (${offsetLabel(zone, at)})`;

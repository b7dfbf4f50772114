import { fold } from '#web/ui/fold.ts';
import { offsetLabel } from '../format.ts';
import { placeOf, presentZone, renamedZone } from './zone.ts';

/** Names people know a zone by besides its own. */
const aliases: Readonly<Record<string, string>> = {
  'Asia/Ho_Chi_Minh': 'Saigon Hanoi Ha Noi Da Nang Sài Gòn Hà Nội Đà Nẵng',
  'Asia/Kolkata': 'Calcutta Mumbai Delhi Bangalore',
  'Europe/Kyiv': 'Kiev',
  'Asia/Yangon': 'Rangoon',
  'Asia/Shanghai': 'Beijing Peking',
  'America/Los_Angeles': 'San Francisco Seattle Pacific',
  'America/New_York': 'Boston Washington Eastern',
  'America/Chicago': 'Central',
  'America/Denver': 'Mountain',
};

/** What clocks are called in mails and calendars, by a zone that keeps them. One name may be that of several. */
const abbreviations: Readonly<Record<string, string>> = {
  'Pacific/Honolulu': 'HST',
  'America/Anchorage': 'AKST AKDT',
  'America/Los_Angeles': 'PST PDT PT',
  'America/Denver': 'MST MDT MT',
  'America/Phoenix': 'MST',
  'America/Chicago': 'CST CDT CT',
  'America/New_York': 'EST EDT ET',
  'America/Toronto': 'EST EDT',
  'America/Halifax': 'AST ADT',
  'America/St_Johns': 'NST NDT',
  'America/Sao_Paulo': 'BRT',
  'America/Argentina/Buenos_Aires': 'ART',
  UTC: 'GMT Z Zulu',
  'Europe/London': 'GMT BST',
  'Europe/Lisbon': 'WET WEST',
  'Europe/Paris': 'CET CEST',
  'Europe/Berlin': 'CET CEST',
  'Europe/Athens': 'EET EEST',
  'Europe/Moscow': 'MSK',
  'Africa/Lagos': 'WAT',
  'Africa/Johannesburg': 'SAST',
  'Africa/Nairobi': 'EAT',
  'Asia/Dubai': 'GST',
  'Asia/Karachi': 'PKT',
  'Asia/Kolkata': 'IST',
  'Asia/Jerusalem': 'IST IDT',
  'Europe/Dublin': 'GMT IST',
  'Asia/Dhaka': 'BST',
  'Asia/Ho_Chi_Minh': 'ICT',
  'Asia/Bangkok': 'ICT',
  'Asia/Jakarta': 'WIB',
  'Asia/Singapore': 'SGT',
  'Asia/Kuala_Lumpur': 'MYT',
  'Asia/Manila': 'PHT PST',
  'Asia/Hong_Kong': 'HKT',
  'Asia/Shanghai': 'CST',
  'Asia/Taipei': 'CST',
  'Asia/Tokyo': 'JST',
  'Asia/Seoul': 'KST',
  'Australia/Perth': 'AWST',
  'Australia/Adelaide': 'ACST ACDT',
  'Australia/Brisbane': 'AEST',
  'Australia/Sydney': 'AEST AEDT',
  'Pacific/Auckland': 'NZST NZDT',
};

export type ZoneChoice = { zone: string; label: string; search: string };

type WithTimeZones = Intl.Locale & { getTimeZones?: () => string[] };

const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');

/** Countries of each zone in English and the shown language; empty where the engine does not know. */
const countriesByZone = (tag: string): Map<string, string> => {
  const countries = new Map<string, string>();
  const names = ['en', tag].map((language) => new Intl.DisplayNames(language, { type: 'region' }));
  for (const region of letters.flatMap((first) => letters.map((second) => first + second))) {
    const locale: WithTimeZones = new Intl.Locale(`und-${region}`);
    for (const zone of locale.getTimeZones?.() ?? []) {
      const key = renamedZone(zone);
      countries.set(
        key,
        `${countries.get(key) ?? ''} ${names.map((name) => name.of(region) ?? '').join(' ')}`,
      );
    }
  }
  return countries;
};

/** Every zone, `including` in any case, ordered by offset at the instant and then by name. With countries to search by, it takes a moment. */
export const zoneChoices = (
  at: string | number,
  tag: string,
  withCountries: boolean,
  including = 'UTC',
): ZoneChoice[] => {
  const countries = withCountries ? countriesByZone(tag) : new Map<string, string>();
  const zones = new Set(Intl.supportedValuesOf('timeZone').map(renamedZone));
  zones.add('UTC').add(presentZone(including));
  return [...zones]
    .map((zone) => {
      const offset = offsetLabel(zone, at);
      const names = [aliases[zone] ?? '', abbreviations[zone] ?? '', countries.get(zone) ?? ''].join(' ');
      const search = plain(`${zone} ${offset} ${names}`);
      return { zone, label: `${placeOf(zone)} (${offset})`, search, minutes: offsetMinutes(offset) };
    })
    .sort((a, b) => a.minutes - b.minutes || (a.label < b.label ? -1 : 1));
};

/** Minutes east of Greenwich of "GMT-3:30". */
export const offsetMinutes = (label: string): number => {
  const match = /^GMT([+-])(\d{1,2})(?::(\d{2}))?/.exec(label);
  if (match === null) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  return match[1] === '-' ? -minutes : minutes;
};

/** As it is searched: "St. John’s" is "st johns". */
const plain = (text: string): string =>
  fold(text)
    .replaceAll(/[.,;'’()]/g, '')
    .replaceAll(/[_/]/g, ' ');

const offsetWord = /^(?:gmt|utc)?[+-]\d/;

/** How well a word fits: 0 when it is one of the names, 1 when one begins with it, 2 when it is inside of one; null when it is not there. */
const fitOf = (search: string, word: string): number | null => {
  const names = search.split(' ');
  if (offsetWord.test(word))
    return names.includes(`gmt${word.replace(/^(gmt|utc)/, '').replace(/^([+-])0(\d)/, '$1$2')}`) ? 0 : null;
  if (names.includes(word)) return 0;
  if (names.some((name) => name.startsWith(word))) return 1;
  return search.includes(word) ? 2 : null;
};

/**
 * Choices in which every word of the query occurs, accents, case and points aside, those first whose names it is; "+7"
 * finds GMT+7 alone.
 */
export const searchZones = (choices: readonly ZoneChoice[], query: string): ZoneChoice[] => {
  const words = plain(query).split(/\s+/).filter(Boolean);
  return choices
    .flatMap((choice) => {
      const fits = words.map((word) => fitOf(choice.search, word));
      return fits.includes(null)
        ? []
        : [{ choice, fit: fits.reduce<number>((sum, fit) => sum + (fit ?? 0), 0) }];
    })
    .sort((a, b) => a.fit - b.fit)
    .map(({ choice }) => choice);
};

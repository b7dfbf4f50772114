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
      const search = fold(
        `${zone.replaceAll('_', ' ')} ${offset} ${aliases[zone] ?? ''} ${countries.get(zone) ?? ''}`,
      );
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

/** Choices in which every word of the query occurs, accents and case aside; "+7" finds GMT+7 alone. */
export const searchZones = (choices: readonly ZoneChoice[], query: string): ZoneChoice[] => {
  const words = fold(query.trim()).split(/\s+/).filter(Boolean);
  const matches = (search: string, word: string): boolean =>
    /^(gmt|utc)?[+-]\d/.test(word)
      ? search.split(' ').includes(`gmt${word.replace(/^(gmt|utc)/, '').replace(/^([+-])0(\d)/, '$1$2')}`)
      : search.includes(word);
  return choices.filter((choice) => words.every((word) => matches(choice.search, word)));
};

import {
  type CountryCode,
  getCountries,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';

/** The name that the engine prefers among those of one zone. */
const preferredName = (timeZone: string): string =>
  new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;

/** In the language since ES2025, and not in the compiler's library yet. */
type Region = Intl.Locale & { getTimeZones: () => string[] | undefined };

const zonesOf = (region: CountryCode): string[] =>
  (new Intl.Locale('und', { region }) as Region).getTimeZones() ?? [];

let countries: ReadonlyMap<string, CountryCode> | undefined;

/** Which country's clock a zone is. Read from the engine at the first question: it takes a third of a second. */
const countryOf = (timeZone: string): CountryCode | undefined => {
  countries ??= new Map(
    getCountries()
      .toReversed()
      .flatMap((country) => zonesOf(country).map((zone) => [preferredName(zone), country] as const)),
  );
  return countries.get(preferredName(timeZone));
};

const parse = (text: string, defaultCountry?: CountryCode): PhoneNumber | undefined => {
  const plain = text.replace(/^tel:/i, '').replace(/;ext=/i, ' ext ');
  const parsed = parsePhoneNumberFromString(plain, {
    extract: false,
    ...(defaultCountry === undefined ? {} : { defaultCountry }),
  });
  return parsed?.isValid() === true ? parsed : undefined;
};

/**
 * A telephone number in the form it is kept in: E.164, followed by `;ext=` and the extension if it has one. One without a
 * country code is read as in the countries of the time zones, in their order. Null when it is no number of any of them.
 */
export const parsePhone = (written: string, timeZones: readonly string[]): string | null => {
  const text = written.trim();
  const found =
    parse(text) ??
    timeZones.map((zone) => parse(text, countryOf(zone))).find((number) => number !== undefined);
  if (found === undefined) return null;
  return found.ext === undefined || found.ext === '' ? found.number : `${found.number};ext=${found.ext}`;
};

/** A number that is kept, as its reader writes it: in their own country's form, or else with the country code. */
export const showPhone = (kept: string, timeZone: string): string => {
  const number = parse(kept);
  if (number === undefined) return kept;
  return number.country === countryOf(timeZone) ? number.formatNational() : number.formatInternational();
};

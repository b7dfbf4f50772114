import { isLanguage, type Language } from './languages.ts';

/** The language of the texts and the locale for dates and clocks: `en` + `en-GB` gives British dates. */
export type Locale = { language: Language; tag: string };

const localeTag = /^([a-z]{2,3})(?:-[A-Za-z0-9]+)*$/;

const parsed = (header: string): { language: string; tag: string }[] =>
  header
    .slice(0, 500)
    .split(',')
    .map((part, index) => {
      const [range = '', ...parameters] = part.trim().split(';');
      const quality = parameters.map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1]).find(Boolean);
      return { range: range.trim(), quality: quality === undefined ? 1 : Number(quality), index };
    })
    .filter(({ range, quality }) => localeTag.test(range) && quality > 0)
    .sort((a, b) => b.quality - a.quality || a.index - b.index)
    .map(({ range }) => ({ language: range.split('-')[0] ?? '', tag: range }));

const validTag = (tag: string, language: Language): string => {
  try {
    const { region } = new Intl.Locale(tag);
    return region === undefined ? language : `${language}-${region}`;
  } catch {
    return language;
  }
};

/**
 * The first of: asked for by name, wanted by the browser, the page's own. The region of the browser's header decides on
 * dates, week start and clock of whichever language is shown.
 */
export const chooseLocale = (
  asked: string | null | undefined,
  acceptLanguage: string | null | undefined,
  own: Language | null,
): Locale => {
  const wanted = parsed(acceptLanguage ?? '');
  const fromBrowser = wanted.map((entry) => entry.language).find(isLanguage);
  const language = isLanguage(asked) ? asked : (fromBrowser ?? own ?? 'en');
  const match = wanted.find((entry) => entry.language === language);
  return { language, tag: match === undefined ? language : validTag(match.tag, language) };
};

/** For the host app: chosen by hand, else the member's own, else what the browser asks for, else English. */
export const chooseLanguage = (
  chosen: string | null,
  own: string | undefined,
  browser: readonly string[],
): Language => [chosen, own, ...browser.map((tag) => tag.slice(0, 2).toLowerCase())].find(isLanguage) ?? 'en';

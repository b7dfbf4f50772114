import { contrastOf, lowestContrast, mix, towards } from './colour.ts';
import type { Palette, Tone } from './types.ts';

/** What text needs on its ground (WCAG 2.2 AA, 1.4.3); rings and edges need less, and are of the same colour. */
export const textContrast = 4.5;

const white = '#ffffff';
const black = '#000000';
/** Text on an accent colour that is too bright for white. */
const nearBlack = '#0a100d';

type Theme = {
  /** All that an accent colour stands on: page, card, inset, and what notices have behind them. */
  grounds: readonly string[];
  /** What washes are made of. */
  surface: string;
  /** Text that stands on washes as well. */
  soft: string;
};

/** Of `web/ui/tokens.css`; a test compares the two. */
export const themes = {
  light: {
    grounds: ['#ffffff', '#f6f7f4', '#eef1ed', '#fcebe9', '#fdf2d8', '#e6effb'],
    surface: white,
    soft: '#53605a',
  },
  dark: {
    grounds: ['#151c19', '#0d1311', '#1d2622', '#3a1815', '#3a2a0a', '#14294a'],
    surface: '#151c19',
    soft: '#a4b2ab',
  },
} as const satisfies Record<'light' | 'dark', Theme>;

const isReadableOn = (colour: string, grounds: readonly string[]): boolean =>
  lowestContrast(colour, grounds) >= textContrast;

/** White or nearly black, whichever is read better on a colour. */
export const textOn = (colour: string): string =>
  contrastOf(colour, white) >= contrastOf(colour, nearBlack) ? white : nearBlack;

/** The tone of an accent colour that is read on all of a theme's grounds; `end` is where its texts become more so. */
const toneOf = (accent: string, { grounds, surface, soft }: Theme, end: string): Tone => {
  const wash = (share: number): string =>
    towards(mix(surface, accent, share), surface, (colour) =>
      [accent, soft].every((text) => contrastOf(text, colour) >= textContrast),
    );
  const accentWash = wash(0.14);
  const accentWashStrong = mix(accentWash, accent, 0.12);
  const strong = (share: number): string =>
    towards(mix(accent, end, share), end, (colour) =>
      isReadableOn(colour, [...grounds, accentWash, accentWashStrong]),
    );
  return {
    accent,
    onAccent: textOn(accent),
    accentStrong: strong(0.2),
    accentInk: strong(0.14),
    accentWash,
    accentWashStrong,
  };
};

/** How an accent colour is read where the pages are light, and what to take where it is not. */
export type AccentCheck = {
  /** The lowest contrast with anything it stands on, rounded down to a tenth. */
  ratio: number;
  isReadable: boolean;
  /** The same colour when it is readable, else the nearest darker one that is. */
  nearest: string;
};

/** Whether links, buttons and rings in a colour can be told from the light pages. Any colour has a darker one that can. */
export const checkAccent = (accent: string): AccentCheck => {
  const { grounds } = themes.light;
  const ratio = lowestContrast(accent, grounds);
  return {
    ratio: Math.floor(ratio * 10) / 10,
    isReadable: ratio >= textContrast,
    nearest: towards(accent, black, (colour) => isReadableOn(colour, grounds)),
  };
};

/**
 * Every colour that pages and mails make of a readable accent colour. Light pages show it as it is; dark ones its nearest brighter
 * tone that is read on all they have. All text and every ring meets WCAG AA on whatever it stands on.
 */
export const paletteOf = (accent: string): Palette => {
  const { light, dark } = themes;
  const bright = towards(accent, white, (colour) => isReadableOn(colour, dark.grounds));
  return { light: toneOf(accent, light, black), dark: toneOf(bright, dark, white) };
};

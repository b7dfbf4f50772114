import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { colourPattern, contrastOf, mix } from './colour.ts';
import { checkAccent, paletteOf, textContrast, textOn, themes } from './palette.ts';

const anyColour = fc
  .integer({ min: 0, max: 0xff_ffff })
  .map((value) => `#${value.toString(16).padStart(6, '0')}`);
/** Random colours are mostly too bright: their nearest readable tones are as random. */
const acceptedColour = anyColour.map((colour) => checkAccent(colour).nearest);

const tokens = readFileSync('web/ui/tokens.css', 'utf8');
/** The light and the dark value of a colour of the pages. */
const tokenOf = (name: string): { light: string; dark: string } => {
  const [, light = '', dark = ''] =
    new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(tokens) ?? [];
  return { light, dark };
};

const told = (colour: string, ground: string): string =>
  `${colour} on ${ground}: ${contrastOf(colour, ground).toFixed(2)}`;

describe('an accent colour', () => {
  it.each([
    ['#000000', '#ffffff', 21],
    ['#777777', '#ffffff', 4.48],
    ['#ff0000', '#ffffff', 4],
    ['#0f6b53', '#0f6b53', 1],
  ])('is measured as WCAG measures: %s on %s', (one, other, ratio) => {
    expect(contrastOf(one, other)).toBeCloseTo(ratio, 1);
    expect(contrastOf(other, one)).toBe(contrastOf(one, other));
  });

  it('meets AA in every place of both themes, whichever colour was accepted', () => {
    fc.assert(
      fc.property(acceptedColour, (accent) => {
        expect(checkAccent(accent).isReadable).toBe(true);
        const palette = paletteOf(accent);
        for (const theme of ['light', 'dark'] as const) {
          const tone = palette[theme];
          const washes = [tone.accentWash, tone.accentWashStrong];
          const grounds = ['surface', 'canvas', 'sunken', 'danger-wash', 'warn-wash', 'info-wash'].map(
            (name) => tokenOf(name)[theme],
          );
          const texts: [string, readonly string[]][] = [
            [tone.accent, [...grounds, tone.accentWash]],
            [tone.onAccent, [tone.accent, tone.accentStrong]],
            [tone.accentStrong, [...grounds, ...washes]],
            [tone.accentInk, [...grounds, ...washes]],
            [tokenOf('ink')[theme], washes],
            [tokenOf('soft')[theme], [tone.accentWash]],
          ];
          const unread = texts.flatMap(([text, places]) =>
            places
              .filter((place) => contrastOf(text, place) < textContrast)
              .map((place) => told(text, place)),
          );
          // A ring around what is chosen, and around what has the focus.
          const unseen = washes.filter((place) => contrastOf(tone.accent, place) < 3);
          expect([...unread, ...unseen]).toEqual([]);
          expect(Object.values(tone).filter((colour) => !colourPattern.test(colour))).toEqual([]);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('is refused below 4.5:1 on any light ground, and then has a nearest darker one that is not', () => {
    fc.assert(
      fc.property(anyColour, (accent) => {
        const { ratio, isReadable, nearest } = checkAccent(accent);
        expect(isReadable).toBe(themes.light.grounds.every((ground) => contrastOf(accent, ground) >= 4.5));
        expect(ratio >= 4.5).toBe(isReadable);
        if (isReadable) expect(nearest).toBe(accent);
        else expect(checkAccent(nearest).isReadable).toBe(true);
      }),
      { numRuns: 2_000 },
    );
    expect(checkAccent('#ffd400').isReadable).toBe(false);
  });

  it('stays as it is on light pages, and is brighter on dark ones where it must be', () => {
    const palette = paletteOf('#5b21b6');
    expect(palette.light.accent).toBe('#5b21b6');
    expect(contrastOf(palette.dark.accent, '#000000')).toBeGreaterThan(contrastOf('#5b21b6', '#000000'));
    expect([palette.light.onAccent, textOn('#ffd400')]).toEqual(['#ffffff', '#0a100d']);
    expect(mix('#000000', '#ffffff', 0.5)).toBe('#808080');
  });

  it('stands on the very grounds that the pages have', () => {
    const names = ['surface', 'canvas', 'sunken', 'danger-wash', 'warn-wash', 'info-wash'];
    for (const theme of ['light', 'dark'] as const) {
      expect(names.map((name) => tokenOf(name)[theme])).toEqual(themes[theme].grounds);
      expect(tokenOf('soft')[theme]).toBe(themes[theme].soft);
    }
  });
});

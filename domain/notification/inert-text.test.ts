import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inertText, plainName } from './inert-text.ts';

/** What mail programs make links of: a scheme, or a name with a domain. */
const linked = /:\/\/|(?<=[\p{L}\p{N}_-])[.\uff0e]\p{L}[\p{L}\p{N}-]/u;
const words = fc.array(
  fc.oneof(
    fc.constantFrom('https://', 'http://', 'www.', '.', '．', '/', '@', ':', ' ', '\n', '[', '-', 'xn--p1ai'),
    fc.string({ unit: 'grapheme', maxLength: 6 }),
    fc.webUrl(),
    fc.emailAddress(),
  ),
);

describe('text of a guest', () => {
  test.each([
    ['https://evil.example/a?b=c', 'https[:]//evil[.]example/a?b=c'],
    ['see www.evil.example now', 'see www[.]evil[.]example now'],
    ['mail an@evil.example', 'mail an@evil[.]example'],
    ['сайт.рф', 'сайт[.]рф'],
    ['at 3.30 p.m., e.g. in the U.S.A. It is v1.2.', 'at 3.30 p.m., e.g. in the U.S.A. It is v1.2.'],
    ['Nguyễn Văn An, 14:30', 'Nguyễn Văn An, 14:30'],
  ])('%j reads %j', (text, shown) => {
    expect(inertText(text)).toBe(shown);
  });

  test('has nothing left that becomes a link, whatever it was, and doing it again changes nothing', () => {
    fc.assert(
      fc.property(words, (parts) => {
        const shown = inertText(parts.join(''));
        expect(shown).not.toMatch(linked);
        expect(inertText(shown)).toBe(shown);
      }),
    );
  });

  test('as a display name carries no address', () => {
    fc.assert(
      fc.property(words, (parts) => {
        expect(plainName(parts.join(''))).not.toMatch(linked);
      }),
    );
    expect(plainName('Dr.Minh Trần')).toBe('Dr. Minh Trần');
    expect(plainName('https://evil.example')).toBe('');
  });
});

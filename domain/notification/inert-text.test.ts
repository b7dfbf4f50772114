import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inertText, plainName } from './inert-text.ts';

/** What mail programs make links of: a scheme, or a name with a domain. */
const scheme = /:[/\\]{2}|(?<!\p{L})(?:mailto|tel|sms|javascript|data):\S/iu;
const host =
  /[^\s.][.\uff0e\u2024\ufe52]\p{L}[\p{L}\p{N}-]|[\u3002\uff61][a-z][a-z0-9-]|(?<!\d)(?:(?:25[0-5]|2[0-4]\d|1\d\d|\d?\d)[.\uff0e\u2024\ufe52]){3}(?:25[0-5]|2[0-4]\d|1\d\d|\d?\d)(?!\d)/iu;
/** As whoever draws it shows it: without what is neither seen nor written. */
const drawn = (text: string): string => text.replace(/[\p{Cf}\p{M}]/gu, '');
const words = fc.array(
  fc.oneof(
    fc.constantFrom(
      'https://',
      'http://',
      'hxxp://',
      'mailto:',
      'tel:',
      'javascript:',
      'www.',
      '://',
      ':\\\\',
      '.',
      '．',
      '。',
      '｡',
      '․',
      '﹒',
      '/',
      '@',
      ':',
      ' ',
      '\n',
      '[',
      '](',
      '-',
      'xn--p1ai',
      'com',
      'evil',
      '\u200d',
      '\u200c',
      '\u202e',
      '\ufe0f',
      '\u0301',
      '1.2.3.4',
      '💩',
      '**',
    ),
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
    ['hxxp://evil.example', 'hxxp[:]//evil[.]example'],
    ['https:\\\\evil.example', 'https[:]\\\\evil[.]example'],
    ['evil。com', 'evil[.]com'],
    ['evil․com', 'evil[.]com'],
    ['evil。\u200dcom', 'evil[.]\u200dcom'],
    ['💩.la', '💩[.]la'],
    ['cafe\u0301.com', 'cafe[.]com'],
    ['evil\u200d.com', 'evil[.]com'],
    ['evil.\u200dcom', 'evil[.]\u200dcom'],
    ['[click](evil.com)', '[click](evil[.]com)'],
    ['mailto:an@evil', 'mailto[:]an@evil'],
    ['tel:+84900', 'tel[:]+84900'],
    ['http://2130706433/', 'http[:]//2130706433/'],
    ['1.2.3.4/login', '1[.]2[.]3[.]4/login'],
    ['from 10.0.0.1.', 'from 10[.]0[.]0[.]1.'],
    ['call 0900.12.34.56 or 090.123.456.78', 'call 0900.12.34.56 or 090.123.456.78'],
    ['version 1.2.3, 10.30 o’clock', 'version 1.2.3, 10.30 o’clock'],
    ['好的。谢谢。', '好的。谢谢。'],
    ['Well... yes', 'Well... yes'],
  ])('%j reads %j', (text, shown) => {
    expect(inertText(text)).toBe(shown);
  });

  test('has nothing left that becomes a link, whatever it was, and doing it again changes nothing', () => {
    fc.assert(
      fc.property(words, (parts) => {
        const shown = inertText(parts.join(''));
        expect(shown).not.toMatch(scheme);
        expect(drawn(shown)).not.toMatch(host);
        expect(inertText(shown)).toBe(shown);
      }),
    );
  });

  test('as a display name carries no address', () => {
    fc.assert(
      fc.property(words, (parts) => {
        const name = plainName(parts.join(''));
        expect(name).not.toMatch(scheme);
        expect(drawn(name)).not.toMatch(host);
      }),
    );
    expect(plainName('Dr.Minh Trần')).toBe('Dr. Minh Trần');
  });

  test.each([
    'https://evil.example',
    'hxxp://evil.example',
    'www.evil.example',
    'ｗｗｗ．evil',
    'an＠evil',
    'evil.com／login',
    'mailto:x',
    'javascript:alert(1)',
    '[An](evil)',
    '<b>An</b>',
    'Your account is locked, call 1-800-555-0100',
    'Gọi 0900.123.456',
    'Call ０９００１２３４５６',
    'www\u200b.evil',
  ])('%j is no name', (name) => {
    expect(plainName(name)).toBe('');
  });

  test.each([
    'Nguyễn Văn An',
    "Seán O'Brien-Smith",
    'Đặng Thị 3',
    '山田 太郎',
    'علی‌رضا',
    '👩‍⚕️ An',
    'An (2nd) & Co., Ltd',
  ])('%j is a name', (name) => {
    expect(plainName(name)).toBe(name);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mailAddress } from './mail-address.ts';

describe('an e-mail address', () => {
  it.each([
    'an@example.com',
    'a@xn--h1alffa9f.xn--p1ai',
    "o'brien+tag@mail.example.co.uk",
    '!#$%&*+/=?^_`{|}~-@example.com',
    '1@2.de',
    'a@1and1.com',
    'an@a.museum',
    'nguyễn@example.com',
    'почта@example.com',
    `${'x'.repeat(64)}@example.com`,
    `a@${'x'.repeat(63)}.com`,
  ])('%s is taken as it is', (address) => {
    expect(mailAddress(address)).toBe(address);
  });

  it.each([
    ['an@EXAMPLE.com', 'an@example.com'],
    ['An@example.com', 'An@example.com'],
    [' an@example.com ', 'an@example.com'],
    ['a@münchen.de', 'a@xn--mnchen-3ya.de'],
    ['a@MÜNCHEN.de', 'a@xn--mnchen-3ya.de'],
    ['a@россия.рф', 'a@xn--h1alffa9f.xn--p1ai'],
    ['a@例え。jp', 'a@xn--r8jz45g.jp'],
  ])('%s is kept as %s', (written, kept) => {
    expect(mailAddress(written)).toBe(kept);
  });

  it.each([
    '',
    'an',
    'an@',
    '@example.com',
    'an@example',
    'an@@example.com',
    'a@b@example.com',
    '.an@example.com',
    'an.@example.com',
    'a..n@example.com',
    'a n@example.com',
    'an@exam ple.com',
    '"a n"@example.com',
    'an@[192.0.2.1]',
    'an@192.0.2.1',
    'an@2.1',
    'an@-example.com',
    'an@example-.com',
    'an@example..com',
    'an@example.com.',
    'an@.example.com',
    'an@exa_mple.com',
    'an@example.com/path',
    'an@example.com:25',
    'an@example%2ecom',
    'an\u0000@example.com',
    'an\u202e@example.com',
    'an\u200b@example.com',
    'An <an@example.com>',
    'an@example.com, b@example.com',
    `${'x'.repeat(65)}@example.com`,
    `${'é'.repeat(33)}@example.com`,
    `a@${'x'.repeat(64)}.com`,
    `${'x'.repeat(60)}@${'y'.repeat(60)}.${'y'.repeat(60)}.${'y'.repeat(60)}.${'y'.repeat(20)}.com`,
  ])('%j is none', (address) => {
    expect(mailAddress(address)).toBeNull();
  });

  it('is never changed by being read twice', () => {
    const part = fc.stringMatching(/^[a-zA-Z0-9é.ü-]{1,20}$/);
    fc.assert(
      fc.property(part, part, (local, domain) => {
        const once = mailAddress(`${local}@${domain}.com`);
        if (once !== null) expect(mailAddress(once)).toBe(once);
      }),
    );
  });
});

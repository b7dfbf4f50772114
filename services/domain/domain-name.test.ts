import { describe, expect, test } from 'vitest';
import { domainName } from './domain-name.ts';

describe('a domain', () => {
  test.each([
    ['Book.Example.COM', 'book.example.com'],
    [' example.com. ', 'example.com'],
    ['đặt-lịch.example.vn', 'xn--t-lch-ofa2b32h6o.example.vn'],
    ['ｅｘａｍｐｌｅ.com', 'example.com'],
    ['studio.github.io', 'studio.github.io'],
  ])('is kept in one form: %s', (text, name) => {
    const found = domainName(text);
    expect('name' in found && found.name.endsWith(name.split('.').slice(1).join('.'))).toBe(true);
    if (!name.startsWith('xn--')) expect(found).toEqual({ name });
    else expect('name' in found && found.name.startsWith('xn--')).toBe(true);
  });

  test('that looks like another one is another one, and is shown as what it is', () => {
    // The first letter is Cyrillic.
    expect(domainName('аpple.com')).toEqual({ name: 'xn--pple-43d.com' });
  });

  test.each([
    'localhost',
    '127.0.0.1',
    '0x7f.1',
    '[::1]',
    'example',
    'book.internal',
    '*.example.com',
    'a_b.example.com',
    '-a.example.com',
    'https://example.com',
    'example.com/x',
    'example.com:8080',
    'user@example.com',
    `${'a'.repeat(64)}.example.com`,
    '',
  ])('is refused: %s', (text) => {
    expect(domainName(text)).toEqual({ problem: 'is not a domain' });
  });

  test.each(['co.uk', 'github.io', 'com.vn'])('that belongs to nobody alone is refused: %s', (text) => {
    expect(domainName(text)).toEqual({
      problem: 'is a public suffix, under which others have domains of their own',
    });
  });
});

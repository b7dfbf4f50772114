import { describe, expect, it } from 'vitest';
import { chooseLanguage, chooseLocale } from './choose-locale.ts';

describe('choice of language', () => {
  it('takes the asked one first, then the browser’s, then the page’s own, then English', () => {
    expect(chooseLocale('vi', 'en-US', 'en').language).toBe('vi');
    expect(chooseLocale(null, 'fr-FR,vi;q=0.8,en;q=0.5', 'en').language).toBe('vi');
    expect(chooseLocale(null, 'fr-FR', 'vi').language).toBe('vi');
    expect(chooseLocale('fr', '', null).language).toBe('en');
  });

  it('keeps the region for dates and clocks of the language that is shown', () => {
    expect(chooseLocale(null, 'en-GB,en;q=0.9', null).tag).toBe('en-GB');
    expect(chooseLocale('en', 'vi-VN,vi;q=0.9', null).tag).toBe('en');
    expect(chooseLocale('vi', 'vi-VN-u-ca-buddhist', null).tag).toBe('vi-VN');
  });

  it('survives a malformed or endless header', () => {
    expect(chooseLocale(null, ';;q=,*,en;q=abc,-', 'vi').language).toBe('en');
    expect(chooseLocale(null, 'x'.repeat(100_000), 'vi').language).toBe('vi');
  });
});

describe('language of the host app', () => {
  it('is a choice by hand, then the member’s, then the browser’s, then English', () => {
    expect(chooseLanguage('vi', 'en', ['en-GB'])).toBe('vi');
    expect(chooseLanguage(null, 'vi', ['en-GB'])).toBe('vi');
    expect(chooseLanguage('xx', undefined, ['fr', 'vi-VN'])).toBe('vi');
    expect(chooseLanguage(null, undefined, ['fr'])).toBe('en');
  });
});

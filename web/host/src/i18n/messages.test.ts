import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { en } from './en/index.ts';
import { pickLocale, problemText } from './locale.ts';
import { troubleText } from './trouble.ts';
import { vi } from './vi/index.ts';

/** Every text with its path; functions are called with plain arguments. */
const textsOf = (value: unknown, path = ''): [string, string][] => {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') {
    const sample = Array.from({ length: value.length }, (_, index) => index + 2);
    return [[path, String(value(...sample))]];
  }
  return Object.entries(value as object).flatMap(([key, inner]) => textsOf(inner, `${path}.${key}`));
};

const quoted = (source: string, declaration: RegExp): string[] =>
  [...(declaration.exec(source)?.[1] ?? '').matchAll(/'([a-z_]+)'/g)].map((match) => match[1] ?? '');

describe('messages', () => {
  it('exist in both languages, for the same places, and are never empty', () => {
    const [english, vietnamese] = [textsOf(en), textsOf(vi)];
    expect(vietnamese.map(([path]) => path)).toEqual(english.map(([path]) => path));
    expect(
      [...english, ...vietnamese].filter(([, text]) => text.trim() === '' || text.includes('undefined')),
    ).toEqual([]);
    expect(english.length).toBeGreaterThan(350);
  });

  it('are translated, apart from names', () => {
    const vietnamese = new Map(textsOf(vi));
    const same = textsOf(en).filter(([path, text]) => vietnamese.get(path) === text && /[a-z]{4}/.test(text));
    expect(same.map(([path]) => path)).toEqual([
      '.shell.menu.temporal',
      '.bookings.actors.system',
      '.connections.vendors.google',
      '.connections.workflow',
    ]);
  });

  it('cover every error code of the API', async () => {
    const codes = quoted(await readFile('domain/errors.ts', 'utf8'), /errorCodes = \[([^\]]+)\]/);
    expect(codes.length).toBeGreaterThan(25);
    expect(codes.filter((code) => !(code in en.problems))).toEqual([]);
    expect(problemText(en, 'a_code_of_tomorrow')).toBe(en.problems.internal);
  });

  it('cover every reason a time is not offered, every mail and every trouble of a provider', async () => {
    const rules = quoted(await readFile('domain/availability/model.ts', 'utf8'), /ReasonRule =([^;]+);/);
    const templates = quoted(
      await readFile('providers/email/port.ts', 'utf8'),
      /emailTemplates = \[([^\]]+)\]/,
    );
    const reasons = quoted(
      await readFile('domain/provider-failure.ts', 'utf8'),
      /failureReasons = \{([\s\S]+?)\n\} as const/,
    );
    expect([rules.length, templates.length, reasons.length].every((count) => count > 5)).toBe(true);
    expect(rules.filter((rule) => !(rule in en.links.explain.rules))).toEqual([]);
    expect(templates.filter((template) => !(template in en.bookings.templates))).toEqual([]);
    expect(reasons.filter((reason) => !(reason in en.bookings.sync.troubles))).toEqual([]);
  });
});

describe('pickLocale', () => {
  it('prefers a choice by hand, then the member, then the browser, then English', () => {
    expect(pickLocale('vi', 'en', ['en-GB'])).toBe('vi');
    expect(pickLocale(null, 'vi', ['en-GB'])).toBe('vi');
    expect(pickLocale('xx', undefined, ['fr', 'vi-VN'])).toBe('vi');
    expect(pickLocale(null, undefined, ['fr'])).toBe('en');
  });
});

describe('troubleText', () => {
  it('puts a provider and its code into words', () => {
    expect(troubleText('calendar: unavailable', en)).toBe('Calendar: the provider does not answer');
    expect(troubleText('email: recipient_refused', vi)).toBe('Thư: địa chỉ không được chấp nhận');
    expect(troubleText('email: not_configured', en)).toBe('Mail: no provider is configured for it');
    expect(troubleText('calendar: a_reason_of_tomorrow', en)).toBe('Calendar: a reason of tomorrow');
    expect(troubleText('Something in words.', en)).toBe('Something in words.');
  });
});

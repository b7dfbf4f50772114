import { describe, expect, it } from 'vitest';
import { languages } from '#web/i18n/languages.ts';
import { guestMessages } from './messages.ts';

/** Every text by its path; functions are called with telling arguments. */
const texts = (node: unknown, path = ''): [string, string][] => {
  if (typeof node === 'string') return [[path, node]];
  if (typeof node === 'function') return [[path, String(node('ARG1', 'ARG2'))]];
  return Object.entries(node as object).flatMap(([key, value]) => texts(value, `${path}.${key}`));
};

const english = new Map(texts(guestMessages('en')));

/** The same in both languages by nature. */
const shared = new Set(['.form.email']);

describe('texts of the guest pages', () => {
  it.each(languages)('are complete in %s', (language) => {
    const own = texts(guestMessages(language));
    expect(own.map(([path]) => path)).toEqual([...english.keys()]);
    expect(own.filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('are all translated', () => {
    const same = texts(guestMessages('vi')).filter(
      ([path, text]) => !shared.has(path) && /[a-z]/i.test(text) && text === english.get(path),
    );
    expect(same).toEqual([]);
  });

  it('use every value they are given', () => {
    for (const language of languages) {
      const unused = texts(guestMessages(language)).filter(
        ([path, text]) => (english.get(path) ?? '').includes('ARG1') && !text.includes('ARG1'),
      );
      expect(unused).toEqual([]);
    }
  });
});

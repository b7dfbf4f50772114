import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { guestMessages } from '#web/i18n/guest/messages.ts';
import { en } from './en/index.ts';
import { reasonText } from './failure.ts';
import { failureText, loadMessages } from './messages.ts';
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
    expect(english.length).toBeGreaterThan(320);
  });

  it('are translated, apart from names', () => {
    const vietnamese = new Map(textsOf(vi));
    const same = textsOf(en).filter(
      ([path, text]) =>
        vietnamese.get(path) === text &&
        /[a-z]{4}/.test(text) &&
        !/^\.integrations\.(?:vendors(?:Within)?|signInVendors)\.|^\.operator\.plans\./.test(path),
    );
    expect(same.map(([path]) => path)).toEqual([
      '.shell.menu.temporal',
      '.bookings.actors.system',
      '.integrations.workflow',
    ]);
  });

  it('cover every error code of the API', async () => {
    const codes = quoted(await readFile('domain/errors.ts', 'utf8'), /errorCodes = \[([^\]]+)\]/);
    expect(codes.length).toBeGreaterThan(25);
    expect(codes.filter((code) => !(code in en.problems))).toEqual([]);
    expect(failureText(en, 'a_code_of_tomorrow')).toBe(en.problems.internal);
  });

  it('cover every reason a time is not offered, every mail, every effect and every failure', async () => {
    const rules = quoted(await readFile('domain/availability/model.ts', 'utf8'), /ReasonRule =([^;]+);/);
    const templates = quoted(
      await readFile('domain/notification/types.ts', 'utf8'),
      /notificationTemplates = \[([^\]]+)\]/,
    );
    const reasons = quoted(
      await readFile('domain/provider-failure.ts', 'utf8'),
      /failureReasons = \{([\s\S]+?)\n\} as const/,
    );
    const own = quoted(await readFile('domain/failure.ts', 'utf8'), /ownFailures = \[([^\]]+)\]/);
    expect(own).toContain('bounced');
    expect(own.filter((failure) => !(failure in en.bookings.sync.failures))).toEqual([]);
    const effects = quoted(await readFile('domain/effect/types.ts', 'utf8'), /effectNames = \[([^\]]+)\]/);
    expect(effects.filter((name) => !(name in en.attention.effects))).toEqual([]);
    expect([rules.length, templates.length, reasons.length].every((count) => count > 5)).toBe(true);
    expect(rules.filter((rule) => !(rule in en.links.explain.rules))).toEqual([]);
    expect(templates.filter((template) => !(template in en.bookings.templates))).toEqual([]);
    expect(reasons.filter((reason) => !(reason in en.bookings.sync.failures))).toEqual([]);
  });
});

describe('a delivery', () => {
  it('has a text for every state, and promises another try only where there is one', async () => {
    const source = await readFile('domain/notification/types.ts', 'utf8');
    const states = quoted(source, /deliveryStates = \[([^\]]+)\]/);
    const failing = quoted(source, /failingDeliveryStates = \[([^\]]+)\]/);
    expect(failing).toContain('bounced');
    for (const { bookings } of [en, vi]) {
      expect(Object.keys(bookings.deliveryStatus).toSorted()).toEqual(states.toSorted());
      const trying = states.filter((state) =>
        /trying|đang thử lại/.test(bookings.deliveryStatus[state] ?? ''),
      );
      expect(trying).toEqual(['delayed']);
      expect(failing.filter((state) => trying.includes(state))).toEqual([]);
    }
  });

  it('that has ended says in the list of what needs attention that nothing more is tried', () => {
    expect(en.attention.notAgain).toMatch(/not try again/);
    expect(en.attention.suppressed).toMatch(/^Nothing more is sent/);
    const final = ['bounced', 'complained', 'undelivered', 'suppressed', 'capped'];
    for (const failure of final)
      expect(en.bookings.sync.failures[failure]).not.toMatch(/trying|retr|pending/);
  });
});

/** Each function of a text, called with a one in each place; some take their counts as texts. */
const ofOne = (value: unknown): { ofNumbers: string; ofTexts: string }[] => {
  if (typeof value === 'string') return [];
  if (typeof value !== 'function') return Object.values(value as object).flatMap(ofOne);
  const places = Array.from({ length: value.length }, (_, index) => index);
  return places.flatMap((one) => {
    const numbers = places.map((place) => (place === one ? 1 : 2));
    return [{ ofNumbers: String(value(...numbers)), ofTexts: String(value(...numbers.map(String))) }];
  });
};

describe('one of a thing', () => {
  it('is told in the singular', () => {
    const things =
      'bookings|events|e-mails|items|times|minutes|hours|days|seconds|guests|places|people|fields|zones';
    const plural = new RegExp(`(?<!of |to )\\b1 (?:more |upcoming )?(?:${things})\\b`);
    const wrong = [...ofOne(en), ...ofOne(guestMessages('en'))].filter(
      ({ ofNumbers, ofTexts }) => plural.test(ofNumbers) && plural.test(ofTexts),
    );
    expect(wrong).toEqual([]);
  });
});

describe('loadMessages', () => {
  it('brings the texts of the language that is asked for', async () => {
    expect(await loadMessages('en')).toBe(en);
    expect(await loadMessages('vi')).toBe(vi);
  });
});

describe('reasonText', () => {
  it('puts a provider and its code into words', () => {
    expect(reasonText('calendar: unavailable', en)).toBe('Calendar: the provider is not responding');
    expect(reasonText('email: recipient_refused', vi)).toBe('Email: địa chỉ bị từ chối');
    expect(reasonText('email: not_configured', en)).toBe('E-mail: no provider is configured');
  });

  it('never shows a reason it has no words for', () => {
    for (const code of ['required_field', 'constructor', 'Something else.', ''])
      expect(reasonText(`calendar: ${code}`, en)).toBe(`Calendar: ${en.bookings.sync.failures['unknown']}`);
  });
});

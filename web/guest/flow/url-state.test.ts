import { describe, expect, it } from 'vitest';
import { carriedOn, hrefOf, parseUrlState } from './url-state.ts';

const parse = (query: string) => parseUrlState(new URLSearchParams(query));

describe('state in the address', () => {
  it('survives being written and read again', () => {
    const query =
      'date=2026-12-10&slot=2026-12-10T02:00:00.000Z&tz=Asia/Ho_Chi_Minh&duration=30&clock=24&lang=vi&theme=dark&name=An&q.topic=Hi';
    const state = parse(query);
    expect(state).toMatchObject({
      month: '2026-12',
      date: '2026-12-10',
      duration: 30,
      clock: '24',
      lang: 'vi',
    });
    expect(parse(hrefOf('/lan/intro', state).split('?')[1] ?? '')).toEqual(state);
  });

  it('treats impossible values as absent and ignores unknown parameters', () => {
    const state = parse(
      'month=2026-13&date=2026-02-30&slot=tomorrow&tz=Mars/X&duration=-5&clock=13&lang=fr&theme=red&zones=yes&x=1&just=stolen',
    );
    expect(state).toEqual(parse(''));
    expect(hrefOf('/lan/intro', state)).toBe('/lan/intro');
  });

  it('caps prefilled text and takes only known fields', () => {
    const state = parse(`name=${'x'.repeat(500)}&q.topic=ok&q.__proto__=bad&q.=bad&password=secret`);
    expect(state.prefill).toEqual({ name: 'x'.repeat(254), 'q.topic': 'ok' });
  });

  it.each([
    ['email=a+b@example.com', { email: 'a+b@example.com' }],
    ['email=a%2Bb@example.com', { email: 'a+b@example.com' }],
    ['email=+a@example.com+', { email: 'a@example.com' }],
    ['phone=+84 90 123 4567', { phone: '+84 90 123 4567' }],
    ['phone=%2B84901234567', { phone: '+84901234567' }],
    ['name=An+Nguyen&q.topic=one+two', { name: 'An Nguyen', 'q.topic': 'one two' }],
  ])('reads %s as whoever wrote it meant it, and keeps it', (query, prefill) => {
    const state = parse(query);
    expect(state.prefill).toEqual(prefill);
    expect(parse(hrefOf('/lan/intro', state).split('?')[1] ?? '')).toEqual(state);
  });

  it('normalises the chosen instant', () => {
    expect(parse('slot=2026-12-10T02:00Z').slot).toBe('2026-12-10T02:00:00.000Z');
    expect(parse('slot=2026-12-10T02:00:00').slot).toBeNull();
  });

  it('takes language, appearance and clock to other pages and nothing else', () => {
    const state = parse('date=2026-12-10&slot=2026-12-10T02:00Z&lang=vi&clock=12&email=a@b.c');
    expect(hrefOf('/lan', carriedOn(state))).toBe('/lan?clock=12&lang=vi');
  });
});

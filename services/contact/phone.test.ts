import { describe, expect, it } from 'vitest';
import { parsePhone, showPhone } from './phone.ts';

const saigon = 'Asia/Ho_Chi_Minh';

describe('a telephone number', () => {
  it.each([
    ['090 123 4567', '+84901234567'],
    ['(090) 123-4567 ext 9', '+84901234567;ext=9'],
    ['+84 90 123 4567', '+84901234567'],
    ['+84 (0) 90 123 4567', '+84901234567'],
    ['0084 90 123 4567', '+84901234567'],
    ['tel:+84-90-123-4567', '+84901234567'],
    ['٠٩٠١٢٣٤٥٦٧', '+84901234567'],
    ['+1 (212) 555-0100 x5', '+12125550100;ext=5'],
    ['+44 20 7946 0018', '+442079460018'],
  ])('%s is kept as %s, which is kept as it is', (written, kept) => {
    expect(parsePhone(written, [saigon])).toBe(kept);
    expect(parsePhone(kept, [])).toBe(kept);
  });

  it('without a country code is one of the guest’s country, or else of the host’s', () => {
    expect(parsePhone('(212) 555-0100', ['America/New_York', saigon])).toBe('+12125550100');
    expect(parsePhone('(212) 555-0100', ['Etc/UTC', 'America/Los_Angeles'])).toBe('+12125550100');
    expect(parsePhone('020 7946 0018', ['Europe/London'])).toBe('+442079460018');
    expect(parsePhone('090 123 4567', ['Asia/Saigon'])).toBe('+84901234567');
    expect(parsePhone('090 123 4567', ['UTC'])).toBeNull();
  });

  it.each([
    '',
    'abc',
    '12',
    '+',
    '0000000',
    'call 090 123 4567',
    '090 123 4567 or 091 234 5678',
    '+84',
    '+999 123 4567',
  ])('%j is none', (written) => {
    expect(parsePhone(written, [saigon])).toBeNull();
  });

  it('is shown as in the reader’s country, and with the country code elsewhere', () => {
    expect(showPhone('+84901234567;ext=9', saigon)).toBe('0901 234 567 ext. 9');
    expect(showPhone('+84901234567', 'Europe/Berlin')).toBe('+84 901 234 567');
    expect(showPhone('something else', saigon)).toBe('something else');
  });
});

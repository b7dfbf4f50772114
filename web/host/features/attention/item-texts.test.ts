import { describe, expect, it } from 'vitest';
import type { AttentionItem } from '#web/api/schemas.ts';
import { en } from '#web/i18n/host/en/index.ts';
import { vi } from '#web/i18n/host/vi/index.ts';
import { failureOf, titleOf } from './item-texts.ts';

const mail = {
  kind: 'delivery',
  effect: null,
  template: 'booking_confirmed',
  recipient: { audience: 'guest', name: 'An', address: 'an@example.com' },
  money: null,
} as const;

describe('an item that needs attention', () => {
  it('says what it is and to whom it was sent', () => {
    expect(titleOf(mail, en, 'en')).toBe('Confirmation to An');
    expect(titleOf(mail, vi, 'vi')).toBe('Xác nhận gửi An');
    expect(titleOf({ ...mail, recipient: { ...mail.recipient, name: null } }, en, 'en')).toBe(
      'Confirmation to an@example.com',
    );
    expect(titleOf({ ...mail, recipient: null, money: null }, en, 'en')).toBe('Confirmation');
    expect(
      titleOf({ kind: 'effect', effect: 'calendar', template: null, recipient: null, money: null }, en, 'en'),
    ).toBe('Calendar event');
    expect(
      titleOf({ kind: 'departure', effect: null, template: null, recipient: null, money: null }, en, 'en'),
    ).toBe('Bookings of a member who left');
  });

  it('says why in words, and never shows a code it has no words for', () => {
    expect(failureOf({ failure: 'bounced' }, en)).toBe('The e-mail bounced');
    expect(failureOf({ failure: 'bounced' }, vi)).toBe('Email bị trả lại');
    const ofTomorrow = 'a_code_of_tomorrow' as AttentionItem['failure'];
    expect(failureOf({ failure: ofTomorrow }, en)).toBe('The provider reported an error');
  });
});

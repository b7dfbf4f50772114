import { describe, expect, it } from 'vitest';
import type { Failure } from '#web/api/failure.ts';
import { guestEn } from '#web/i18n/guest/en.ts';
import { guestVi } from '#web/i18n/guest/vi.ts';
import { fieldErrors, problemText, waitText } from './problem-text.ts';

const failure = (patch: Partial<Failure>): Failure => ({
  code: 'invalid_request',
  status: 422,
  errors: [],
  alternatives: [],
  rules: [],
  reason: null,
  retryable: false,
  retryAfterSeconds: null,
  requestId: null,
  ...patch,
});

describe('refusals in words', () => {
  it('says something of its own for every refusal a guest can meet', () => {
    const codes =
      'not_found link_inactive link_expired forbidden slot_taken slot_held hold_expired in_the_past notice_too_short beyond_booking_window outside_availability limit_reached guest_limit_reached already_cancelled invalid_transition too_late_to_cancel too_late_to_reschedule rate_limited unreachable temporarily_unavailable'.split(
        ' ',
      );
    for (const text of [guestEn, guestVi]) {
      const titles = codes.map((code) => problemText(code, text).title);
      expect(new Set(titles).size).toBe(codes.length);
      expect(titles).not.toContain(text.problems.internal.title);
    }
  });

  it('falls back to a fault of ours for a code it does not know, inherited names included', () => {
    expect(problemText('constructor', guestEn)).toEqual(guestEn.problems.internal);
  });

  it('puts each wrong field beside its input in the guest’s language, never in the API’s words', () => {
    const errors = fieldErrors(
      failure({
        errors: [
          { pointer: '/guest/email', message: 'must be an e-mail address' },
          { pointer: '/answers/topic', message: 'must not be empty' },
          { pointer: '/start', message: 'bad' },
          { pointer: '/timeZone', message: 'has no input on the page' },
        ],
      }),
      guestVi,
    );
    expect(errors).toEqual({
      email: guestVi.form.errors.email,
      'q.topic': guestVi.form.errors.answer,
      start: guestVi.form.errors.time,
    });
  });

  it('leaves a refusal with a text of its own to that text, whatever field it names', () => {
    const refused = { pointer: '/start', message: 'must lie in the future' };
    for (const code of ['in_the_past', 'notice_too_short', 'outside_availability', 'guest_limit_reached'])
      expect(fieldErrors(failure({ code, errors: [refused] }), guestEn)).toEqual({});
  });

  it('says how long to wait', () => {
    expect(waitText(failure({ retryAfterSeconds: 40 }), guestEn)).toBe('You can try again in 40 seconds.');
    expect(waitText(failure({ retryAfterSeconds: 200 }), guestEn)).toBe('You can try again in 4 minutes.');
    expect(waitText(failure({}), guestEn)).toBe('');
  });
});

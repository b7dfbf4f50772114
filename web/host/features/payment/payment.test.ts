import { describe, expect, test } from 'vitest';
import type { PaymentDetail } from '#web/api/schemas.ts';
import { en } from '#web/i18n/host/en/index.ts';
import { vi } from '#web/i18n/host/vi/index.ts';
import { formatsFor } from '#web/time/instants.ts';
import { evidenceText } from './evidence.ts';
import { isDisputed, isFailing } from './money.ts';
import { readRefund } from './refund-dialog.tsx';

const texts = en.payments.refund;

const read = (typed: string, language: 'en' | 'vi' = 'en', currency: 'USD' | 'VND' = 'USD') => {
  const found = readRefund(typed, { currency, refundableMinor: 2_500 }, { language, left: '$25.00' });
  return 'wrong' in found ? found.wrong(texts) : found.amountMinor;
};

describe('an amount that is given back', () => {
  test.each([
    ['25', 'en', 'USD', 2_500],
    ['7.50', 'en', 'USD', 750],
    ['7,50', 'vi', 'USD', 750],
    ['2.500', 'vi', 'VND', 2_500],
    ['', 'en', 'USD', texts.missing],
    ['0', 'en', 'USD', texts.missing],
    ['much', 'en', 'USD', texts.problems.not_a_number],
    ['1.005', 'en', 'USD', texts.problems.too_many_decimals],
    ['25.01', 'en', 'USD', texts.tooMuch('$25.00')],
  ] as const)('typed as "%s" in %s and %s is %s', (typed, language, currency, outcome) => {
    expect(read(typed, language, currency)).toBe(outcome);
  });
});

test('a payment needs a look while it is disputed or its vendor cannot be asked, and not after', () => {
  const refund = { id: 'r', amountMinor: 1, reason: 'late', at: '', failure: null } as const;
  const dispute = { amountMinor: 1, reason: 'fraudulent', respondBy: null } as const;
  expect(isDisputed({ disputes: [{ ...dispute, state: 'open' }] })).toBe(true);
  expect(isDisputed({ disputes: [{ ...dispute, state: 'won' }] })).toBe(false);
  expect(isFailing({ failure: 'timeout', refunds: [] })).toBe(true);
  expect(isFailing({ failure: null, refunds: [{ ...refund, state: 'owed', failure: 'timeout' }] })).toBe(
    true,
  );
  expect(isFailing({ failure: null, refunds: [{ ...refund, state: 'owed' }] })).toBe(false);
});

const shown = (evidence: Partial<PaymentDetail['evidence']>): Parameters<typeof evidenceText>[0] => ({
  booking: {
    id: 'b',
    code: 'ABC',
    title: 'Intro call',
    start: '2026-12-01T02:00:00.000Z',
    guestName: 'An',
  },
  evidence: { terms: null, attendance: null, bookedFrom: null, mails: [], timeline: [], ...evidence },
});

test('the evidence is a text that names every fact, and says where there is none', () => {
  const at = '2026-11-20T02:00:00.000Z';
  const full = evidenceText(
    shown({
      terms: { text: 'Full refund until 48 hours before the start.', linkVersion: 3, agreedAt: at },
      attendance: 'no_show',
      bookedFrom: '192.0.2',
      mails: [{ template: 'booking_confirmed', audience: 'guest', status: 'delivered', at, detail: null }],
      timeline: [
        {
          id: 't',
          at,
          kind: 'confirmed',
          actor: 'system',
          actorName: null,
          key: null,
          reason: null,
          details: {},
          workflowRunId: null,
        },
      ],
    }),
    en,
    formatsFor('en', 'UTC'),
  );
  for (const fact of [
    'Intro call, Tue, 1 Dec 2026, 02:00, ABC',
    'Full refund until 48 hours before the start.',
    'version 3 of the link',
    'The guest was a no-show',
    '192.0.2',
    'Confirmation to the guest, delivered',
    'Confirmed (Everslot)',
  ])
    expect(full).toContain(fact);
  const empty = evidenceText(shown({}), vi, formatsFor('vi', 'UTC'));
  expect(empty).toContain(`Tham dự\n${vi.payments.evidence.notYet}`);
  expect(empty.split(vi.payments.evidence.none)).toHaveLength(5);
});

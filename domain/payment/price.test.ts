import { describe, expect, test } from 'vitest';
import { type PricedLink, priceOf, refundTermsOf } from './price.ts';
import { refundSentences } from './refund-sentences.ts';
import type { RefundPolicy, RefundTier } from './types.ts';

const tier = (minHoursBefore: number, refundBasisPoints: number, feeMinor = 0): RefundTier => ({
  minHoursBefore,
  refundBasisPoints,
  feeMinor,
});
const link: PricedLink = {
  priceMinor: 500_000,
  currency: 'VND',
  taxBasisPoints: 1000,
  refundPolicy: [tier(48, 10_000), tier(24, 5000)],
  version: 7,
};
const free: PricedLink = { ...link, priceMinor: null, currency: null, refundPolicy: [] };
const byHost = {
  en: 'If the host cancels, you get everything back.',
  vi: 'Nếu người tổ chức hủy, bạn được hoàn lại toàn bộ số tiền.',
};

test('a party pays for each of its places, and nothing where nothing is asked', () => {
  expect(priceOf(link, 1)).toEqual({ amountMinor: 500_000, currency: 'VND', taxBasisPoints: 1000 });
  expect(priceOf(link, 3)?.amountMinor).toBe(1_500_000);
  expect(priceOf(free, 3)).toBeNull();
});

test('what a guest agrees to is kept with its words, the version of the link and the moment', () => {
  expect(refundTermsOf(link, 'en', 1000)).toEqual({
    tiers: link.refundPolicy,
    linkVersion: 7,
    text: `Full refund until 48 hours before the start. Half until 24 hours before. Nothing after that. ${byHost.en}`,
    agreedAt: 1000,
  });
  expect(refundTermsOf(free, 'en', 1000)).toBeNull();
});

describe('what guests read of what they get back', () => {
  test.each<[RefundPolicy, string, string]>([
    [
      [tier(48, 10_000), tier(24, 5000)],
      'Full refund until 48 hours before the start. Half until 24 hours before. Nothing after that.',
      'Hoàn lại toàn bộ số tiền nếu hủy trước giờ bắt đầu ít nhất 48 giờ. Hoàn lại một nửa nếu hủy trước giờ bắt đầu ít nhất 24 giờ. Sau đó không hoàn tiền.',
    ],
    [[], 'No refund if you cancel.', 'Không hoàn tiền nếu bạn hủy.'],
    [[tier(24, 0)], 'No refund if you cancel.', 'Không hoàn tiền nếu bạn hủy.'],
    [
      [tier(0, 10_000)],
      'Full refund until the start.',
      'Hoàn lại toàn bộ số tiền nếu hủy trước giờ bắt đầu.',
    ],
    [
      [tier(1, 10_000, 20_000)],
      'Full refund, less a fee of ₫20,000, until 1 hour before the start. Nothing after that.',
      'Hoàn lại toàn bộ số tiền, trừ phí 20.000 ₫, nếu hủy trước giờ bắt đầu ít nhất 1 giờ. Sau đó không hoàn tiền.',
    ],
    [
      [tier(168, 5000), tier(60, 3333, 1000), tier(0, 1250), tier(0, 0)],
      'Half of the price until 7 days (168 hours) before the start. 33.33%, less a fee of ₫1,000, until 60 hours before. 12.5% until the start.',
      'Hoàn lại một nửa số tiền nếu hủy trước giờ bắt đầu ít nhất 7 ngày (168 giờ). Hoàn lại 33,33%, trừ phí 1.000 ₫, nếu hủy trước giờ bắt đầu ít nhất 60 giờ. Hoàn lại 12,5% nếu hủy trước giờ bắt đầu.',
    ],
  ])('of %j', (policy, english, vietnamese) => {
    expect(refundSentences(policy, 'VND', 'en').join(' ')).toBe(`${english} ${byHost.en}`);
    expect(refundSentences(policy, 'VND', 'vi').join(' ')).toBe(`${vietnamese} ${byHost.vi}`);
  });
});

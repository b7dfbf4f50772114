import fc from 'fast-check';
import { expect, test } from 'vitest';
import { furtherGuestMailCaps, guestMailCaps, isCapped } from './mail-cap.ts';

const minuteMs = 60_000;

test.each([guestMailCaps, furtherGuestMailCaps])(
  'an address gets no more than the cap in any window, however mails are spread',
  (...caps) => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 120 * minuteMs }), { maxLength: 120 }), (gaps) => {
        const mailed: number[] = [];
        let now = 1e12;
        for (const gap of gaps) {
          now += gap;
          if (!isCapped(mailed, now, caps)) mailed.push(now);
        }
        for (const { count, withinMs } of caps)
          for (const start of mailed)
            expect(mailed.filter((at) => at >= start && at < start + withinMs).length).toBeLessThanOrEqual(
              count,
            );
      }),
    );
  },
);

test('an address that was left alone for a while is mailed again', () => {
  const { count, withinMs } = guestMailCaps[0];
  const mailed = Array.from({ length: count }, (_, index) => 1e12 + index);
  expect(isCapped(mailed, 1e12 + minuteMs)).toBe(true);
  expect(isCapped(mailed, 1e12 + count + withinMs)).toBe(false);
});

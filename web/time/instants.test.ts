import { describe, expect, it } from 'vitest';
import { formatsFor } from './instants.ts';

const at = (iso: string): number => Date.parse(iso);

describe('formatsFor', () => {
  const start = '2026-11-24T16:30:00.000Z';

  it('names the date of the end when a range crosses midnight', () => {
    const formats = formatsFor('en', 'Asia/Ho_Chi_Minh');
    expect(formats.range('2026-11-24T02:00:00.000Z', '2026-11-24T02:30:00.000Z')).toBe('09:00 – 09:30');
    expect(formats.range(start, '2026-11-24T17:30:00.000Z')).toBe('23:30 – Wed, 25 Nov 2026, 00:30');
    expect(formats.range(start, '2026-11-24T17:00:00.000Z')).toBe('23:30 – 00:00');
  });

  it('speaks the language and counts from now', () => {
    const now = at('2026-11-24T13:30:00Z');
    expect(formatsFor('en', 'UTC').relative(start, now)).toBe('in 3 hours');
    expect(formatsFor('vi', 'UTC').relative(start, now)).toBe('sau 3 giờ nữa');
    expect(formatsFor('vi', 'Asia/Ho_Chi_Minh').longDate(start)).toContain('Thứ Ba');
    expect(formatsFor('en', 'Asia/Saigon').zoneName(start)).toBe('Ho Chi Minh (GMT+7)');
  });
});

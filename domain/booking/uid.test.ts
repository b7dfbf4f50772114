import { expect, test } from 'vitest';
import { bookingOfUid, bookingUid } from './uid.ts';

const id = 'bkg_01jd8v6q5kf3wrv6gq2n8kz4s1';

test('the uid of a booking leads back to it, in whatever case a calendar keeps it', () => {
  expect(bookingOfUid(bookingUid(id))).toBe(id);
  expect(bookingOfUid(bookingUid(id).toUpperCase())).toBe(id);
});

test.each([
  '',
  id,
  '@everslot',
  'x@everslot',
  `${id}@everslot.example`,
  `ses_${id.slice(4)}@everslot`,
  `${id}@google.com`,
])('the uid %j is no booking’s', (uid) => {
  expect(bookingOfUid(uid)).toBeNull();
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { audienceOf, newGuests, recipientAt } from './further-guests.ts';

const address = fc.constantFrom('a@x.io', 'A@x.io', 'b@x.io', 'B@X.IO', 'c@x.io', 'd@x.io', 'e@x.io');

test('a party never grows beyond its limit, and nobody is in it twice, however they are written', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(address, { maxLength: 6 }), { maxLength: 6 }),
      fc.integer({ min: 0, max: 5 }),
      (requests, most) => {
        const present: string[] = [];
        for (const asked of requests) {
          const added = newGuests(asked, { booker: 'C@x.io', present, most });
          if (added !== null) present.push(...added);
        }
        expect(present.length).toBeLessThanOrEqual(most);
        expect(new Set(present).size).toBe(present.length);
        expect(present).not.toContain('c@x.io');
      },
    ),
  );
});

test('who is there already can be named again, also where nobody else fits', () => {
  const full = { booker: 'a@x.io', present: ['b@x.io'], most: 1 };
  expect(newGuests(['B@x.io', 'a@x.io'], full)).toEqual([]);
  expect(newGuests(['d@x.io'], full)).toBeNull();
  expect(newGuests(['d@x.io'], { ...full, present: [], most: 0 })).toBeNull();
});

test('recipients are told apart', () => {
  expect(['guest', recipientAt(1), recipientAt(12), 'mbr_01'].map(audienceOf)).toEqual([
    'guest',
    'further_guest',
    'further_guest',
    'host',
  ]);
});

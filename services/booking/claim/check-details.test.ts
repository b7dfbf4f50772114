import { describe, expect, it } from 'vitest';
import { AppError } from '#domain/errors.ts';
import { notPhone } from './check-answers.ts';
import { type Asking, checkDetails } from './check-details.ts';

const asking: Asking = {
  link: {
    mostFurtherGuests: 10,
    locationKind: 'phone',
    questions: [{ id: 'second', label: 'Another number', kind: 'phone', required: false }],
  },
  hosts: [{ timeZone: 'Asia/Ho_Chi_Minh' }, { timeZone: 'Europe/Paris' }],
};
const check = (phone: string | undefined, change: Partial<Asking['link']> = {}, second?: string) =>
  checkDetails(
    { ...asking, link: { ...asking.link, ...change } },
    {
      guest: { name: 'An', email: 'an@example.com', ...(phone === undefined ? {} : { phone }) },
      timeZone: 'America/New_York',
      locale: 'en',
      answers: second === undefined ? {} : { second },
    },
  );
const errorsOf = (run: () => unknown) => {
  try {
    run();
    return [];
  } catch (error) {
    if (error instanceof AppError) return error.errors;
    throw error;
  }
};

describe('the number of a guest who is to be called', () => {
  it('is kept as E.164, read as in the guest’s country or else the host’s', () => {
    expect(check('(212) 555-0100 x5').guest.phone).toBe('+12125550100;ext=5');
    expect(check('(090) 123-4567').guest.phone).toBe('+84901234567');
    expect(check('+44 20 7946 0018', {}, '090 123 4567').answers).toEqual({ second: '+84901234567' });
  });

  it('is required, and must be one; all that is wrong is named at once', () => {
    expect(errorsOf(() => check(undefined))).toEqual([
      { pointer: '/guest/phone', message: 'is required: guests of this link are called' },
    ]);
    expect(errorsOf(() => check('abc', {}, 'call me'))).toEqual([
      { pointer: '/guest/phone', message: notPhone },
      { pointer: '/answers/second', message: notPhone },
    ]);
  });

  it('may be left out where nobody is called, and must be one all the same if it is given', () => {
    expect(check(undefined, { locationKind: 'in_person' }).guest).not.toHaveProperty('phone');
    expect(errorsOf(() => check('abc', { locationKind: 'in_person' }))).toEqual([
      { pointer: '/guest/phone', message: notPhone },
    ]);
  });
});

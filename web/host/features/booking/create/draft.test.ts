import { expect, test } from 'vitest';
import { failureOf } from '#web/api/failure.ts';
import type { Contact, Question } from '#web/api/schemas.ts';
import { ApiError } from '#web/host/queries/api.ts';
import { emptyFields, guestFrom, newGuest, requestOf, wrongFields } from './draft.ts';

const questions: Question[] = [
  { id: 'topic', label: 'Topic', kind: 'text', required: true },
  { id: 'first', label: 'First time?', kind: 'checkbox', required: false },
];
const slot = { start: '2026-12-01T02:00:00Z', durationMinutes: 30, setAside: [] };

test('what is left empty is not sent, nor answers to what another link asks', () => {
  const guest = {
    ...newGuest('vi', 'Asia/Ho_Chi_Minh'),
    name: ' An ',
    email: 'an@example.com ',
    phone: ' ',
    answers: { topic: ' ', first: false, other: 'x' },
  };
  expect(requestOf({ questions }, guest, slot)).toEqual({
    ...slot,
    timeZone: 'Asia/Ho_Chi_Minh',
    locale: 'vi',
    guest: { name: 'An', email: 'an@example.com' },
    furtherGuests: [],
    answers: {},
  });
  const party = { ...guest, furtherGuests: ' b@x.io,c@x.io; d@x.io ' };
  expect(requestOf({ questions }, party, slot).furtherGuests).toEqual(['b@x.io', 'c@x.io', 'd@x.io']);
  const said = { ...guest, phone: '+84 90 123 4567', note: ' Hi ', answers: { topic: ' A ', first: true } };
  expect(requestOf({ questions }, said, slot)).toMatchObject({
    guest: { phone: '+84 90 123 4567' },
    answers: { topic: 'A', first: true },
    note: 'Hi',
  });
});

test('a guest has a name and an address, and blanks are neither', () => {
  const guest = newGuest('en', 'UTC');
  expect([...emptyFields({ ...guest, name: ' ' })]).toEqual(['guest.name', 'guest.email']);
  expect([...emptyFields({ ...guest, name: 'An', email: 'an@example.com' })]).toEqual([]);
});

test('a contact fills in who they are and leaves what was typed of the booking', () => {
  const contact = { name: 'An', email: 'an@example.com', phone: null, locale: 'vi', timeZone: 'Asia/Tokyo' };
  const typed = { ...newGuest('en', 'UTC'), name: 'x', phone: '1', note: 'Hi', answers: { topic: 'A' } };
  expect(guestFrom(typed, contact as Contact)).toEqual({
    name: 'An',
    email: 'an@example.com',
    phone: '',
    furtherGuests: '',
    locale: 'vi',
    timeZone: 'Asia/Tokyo',
    note: 'Hi',
    answers: { topic: 'A' },
  });
});

test('the fields that were refused are those that the answer points at', () => {
  const errors = ['/guest/email', '/answers/topic', '/furtherGuests/1'].map((pointer) => ({
    pointer,
    message: '',
  }));
  const refused = new ApiError({ ...failureOf('invalid_request', 422), errors });
  expect([...wrongFields(refused)]).toEqual(['guest.email', 'answers.topic', 'furtherGuests']);
  expect(wrongFields(null).size).toBe(0);
});

import { describe, expect, it } from 'vitest';
import type { PublicLink } from '#web/api/schemas.ts';
import { guestEn } from '#web/i18n/guest/en.ts';
import { bookInput, fieldNames, readForm, validateForm } from './answers.ts';

const link: PublicLink = {
  slug: 'intro',
  title: 'Intro',
  description: '',
  kind: 'one_to_one',
  capacity: 1,
  durationsMinutes: [30],
  location: { kind: 'phone', label: '' },
  requiresApproval: false,
  questions: [
    { id: 'topic', label: 'Topic', kind: 'text', required: true },
    { id: 'seats', label: 'Seats', kind: 'number', required: false },
    { id: 'terms', label: 'Terms', kind: 'checkbox', required: true },
  ],
  hosts: [{ name: 'Lan', username: 'lan', photoUrl: null }],
  hostTimeZone: 'Asia/Ho_Chi_Minh',
  bookable: { from: '2026-11-21', to: '2027-01-20' },
  holdMinutes: 10,
  isListed: true,
  cancelNoticeMinutes: 0,
  rescheduleNoticeMinutes: 0,
  brand: { name: 'Studio', locale: 'en', logo: null, colours: null },
  mostFurtherGuests: 0,
  price: null,
  refundTexts: null,
};
const good = {
  name: ' An ',
  email: 'an@example.com',
  phone: '+84 90 123 4567',
  'q.topic': 'Hi',
  'q.seats': '3',
  'q.terms': 'yes',
  note: '',
};

describe('the form', () => {
  it('reads the fields of the link in order and nothing else', () => {
    const data = new FormData();
    data.set('name', 'An');
    data.set('role', 'admin');
    expect(Object.keys(readForm(data, fieldNames(link)))).toEqual([
      'name',
      'email',
      'phone',
      'q.topic',
      'q.seats',
      'q.terms',
      'note',
    ]);
  });

  it('names every wrong field and accepts a good form', () => {
    expect(Object.keys(validateForm({}, link, guestEn))).toEqual([
      'name',
      'email',
      'phone',
      'q.topic',
      'q.terms',
    ]);
    expect(Object.keys(validateForm({ ...good, 'q.seats': 'many', email: 'an@x' }, link, guestEn))).toEqual([
      'email',
      'q.seats',
    ]);
    expect(validateForm(good, link, guestEn)).toEqual({});
  });

  it('says what is wrong with an answer in words that fit its question', () => {
    const { errors } = guestEn.form;
    const wrong = { ...good, name: ' ', phone: 'call me', 'q.topic': 'x'.repeat(301), 'q.terms': '' };
    expect(validateForm(wrong, link, guestEn)).toEqual({
      name: errors.name,
      phone: errors.phone,
      'q.topic': errors.long,
      'q.terms': errors.tick,
    });
  });

  it('takes addresses of others one after another, where the link does', () => {
    const party = { ...link, mostFurtherGuests: 3 };
    expect(fieldNames(link)).not.toContain('furtherGuests');
    expect(fieldNames(party)).toContain('furtherGuests');
    const values = { ...good, furtherGuests: ' b@x.io, c@x.io;d@x.io ' };
    const time = {
      start: '2026-12-01T02:00:00Z',
      durationMinutes: 30,
      timeZone: 'UTC',
      locale: 'en',
    } as const;
    expect(bookInput(values, party, time).furtherGuests).toEqual(['b@x.io', 'c@x.io', 'd@x.io']);
  });

  it('asks for a number to call only where there is a call', () => {
    const online = { ...link, location: { kind: 'video_meeting', label: '' } } as const;
    expect(validateForm({ ...good, phone: '' }, online, guestEn)).toEqual({});
  });

  it('sends answers in the kind of their question and leaves empty ones out', () => {
    const time = {
      start: '2026-11-24T02:00:00.000Z',
      durationMinutes: 30,
      timeZone: 'Asia/Ho_Chi_Minh',
      locale: 'vi',
    } as const;
    expect(bookInput(good, link, time)).toEqual({
      ...time,
      guest: { name: 'An', email: 'an@example.com', phone: '+84 90 123 4567' },
      answers: { topic: 'Hi', seats: 3, terms: true },
    });
    expect(bookInput({ ...good, 'q.seats': '', 'q.terms': '' }, link, time).answers).toEqual({
      topic: 'Hi',
      terms: false,
    });
  });
});

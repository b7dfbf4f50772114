import { describe, expect, it } from 'vitest';
import { maskPersonal } from './mask.ts';

describe('what a support view shows', () => {
  it('names no address in full, wherever it stands in an answer', () => {
    expect(
      maskPersonal({
        email: 'linh.tran+a@school.example.com',
        furtherGuests: ['An@Example.org'],
        details: { text: 'sent to bob@example.net, then to nobody' },
      }),
    ).toEqual({
      email: 'l…@school.example.com',
      furtherGuests: ['A…@Example.org'],
      details: { text: 'sent to b…@example.net, then to nobody' },
    });
  });

  it('shows nothing that a guest has written, and where nothing stands, nothing', () => {
    expect(
      maskPersonal({
        guest: { name: 'Linh', phone: '+84 90 123 4567', phoneText: null },
        answers: { question: 'a secret', several: ['one', 'two'] },
        note: '',
        timeline: [{ kind: 'cancelled', reason: 'I am ill' }],
        location: { kind: 'phone', label: '+84 1' },
        questions: [{ label: 'Why?' }],
        reason: 'an operator’s own words',
        start: '2026-12-01T10:00:00.000Z',
        capacity: 3,
      }),
    ).toEqual({
      guest: { name: 'Linh', phone: '•••', phoneText: null },
      answers: { question: '•••', several: ['•••', '•••'] },
      note: '',
      timeline: [{ kind: 'cancelled', reason: '•••' }],
      location: { kind: 'phone', label: '•••' },
      questions: [{ label: 'Why?' }],
      reason: 'an operator’s own words',
      start: '2026-12-01T10:00:00.000Z',
      capacity: 3,
    });
  });
});

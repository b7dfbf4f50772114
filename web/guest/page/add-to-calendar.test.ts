import { expect, it } from 'vitest';
import { addToCalendar } from './add-to-calendar.ts';

it('fills in the booking at each calendar service and keeps hostile text inside its parameter', () => {
  const links = addToCalendar({
    title: 'Intro & "chat"&dates=x',
    start: '2026-11-24T02:00:00.000Z',
    end: '2026-11-24T02:30:00.000Z',
    location: 'Cà phê',
    details: 'Code: K7QM',
  }).map(({ href }) => new URL(href));
  expect(links.every((link) => link.protocol === 'https:')).toBe(true);
  expect(links[0]?.searchParams.get('dates')).toBe('20261124T020000Z/20261124T023000Z');
  expect(links[0]?.searchParams.get('text')).toBe('Intro & "chat"&dates=x');
  expect(links[1]?.searchParams.get('startdt')).toBe('2026-11-24T02:00:00.000Z');
  expect(links[2]?.searchParams.get('st')).toBe('20261124T020000Z');
});

import * as fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { type BookingIcsInput, renderBookingIcs } from './render-ics.ts';

const booking: BookingIcsInput = {
  method: 'REQUEST',
  uid: 'bkg_01kabcdef@everslot.example',
  sequence: 0,
  stampAt: Date.UTC(2026, 10, 21, 4, 30, 15, 250),
  start: Date.UTC(2026, 10, 24, 2, 0),
  end: Date.UTC(2026, 10, 24, 2, 45),
  title: 'Intro call',
  description: 'First line\nSecond line; with, signs \\ and more',
  location: 'Room 4, second floor',
  url: 'https://everslot.example/manage/abc?x=1,2;3',
  organizer: { name: 'Minh Trần', email: 'minh@everslot.example' },
  attendees: [{ name: 'Ana Guest', email: 'ana@guest.example' }],
  eventStatus: 'confirmed',
};

const hostile = [
  'plain',
  'a\r\nATTENDEE:mailto:evil@example.com',
  'a\nBEGIN:VALARM',
  'a\rX-EVIL:1',
  'a\u2028X-EVIL:1\u2029X-EVIL:2\u0085X-EVIL:3',
  '"quoted"; CN="other":mailto:x@example.com',
  "^n^'^^ caret",
  'back\\slash\\n, comma; semicolon: colon',
  '\u0000\u0007\u001b[31m\u007f\u009fbell',
  '👩‍👩‍👧‍👦'.repeat(30),
  'Đặng Thị Ngọc Ánh '.repeat(20),
  'lone \ud83d surrogate \udc00',
  '\ud83d',
  '\ud83d\r\nX-EVIL:1',
  '',
  '   ',
  'END:VEVENT\r\nEND:VCALENDAR\r\nBEGIN:VCALENDAR',
];

const allowed = new Set(
  'BEGIN END VERSION PRODID METHOD UID SEQUENCE DTSTAMP DTSTART DTEND SUMMARY LOCATION DESCRIPTION ORGANIZER ATTENDEE URL STATUS'.split(
    ' ',
  ),
);

const unfold = (file: string): string[] => file.replace(/\r\n /g, '').split('\r\n').slice(0, -1);

const assertWellFormed = (file: string, attendees: number): void => {
  expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true);
  const bytes = Buffer.from(file, 'utf8');
  expect(bytes.toString('utf8')).toBe(file);
  expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  const strict = new TextDecoder('utf-8', { fatal: true });
  const lengths: number[] = [];
  let from = 0;
  for (let end = bytes.indexOf('\r\n'); end >= 0; end = bytes.indexOf('\r\n', from)) {
    strict.decode(bytes.subarray(from, end));
    lengths.push(end - from);
    from = end + 2;
  }
  expect(lengths.filter((length) => length === 0 || length > 75)).toEqual([]);
  expect(file.replaceAll('\r\n', '')).not.toMatch(/\p{Cc}/u);
  const lines = unfold(file);
  const names = lines.map((line) => /^[A-Z-]+/.exec(line)?.[0] ?? `?${line}`);
  expect(names.filter((name) => !allowed.has(name))).toEqual([]);
  for (const [name, count] of [
    ['METHOD', 1],
    ['UID', 1],
    ['DTSTAMP', 1],
    ['DTSTART', 1],
    ['DTEND', 1],
    ['SUMMARY', 1],
    ['ORGANIZER', 1],
    ['STATUS', 1],
    ['BEGIN', 2],
    ['END', 2],
    ['ATTENDEE', attendees],
  ] as const) {
    expect([name, names.filter((found) => found === name).length]).toEqual([name, count]);
  }
  for (const name of ['DTSTAMP', 'DTSTART', 'DTEND']) {
    expect(lines.find((line) => line.startsWith(name))).toMatch(new RegExp(`^${name}:\\d{8}T\\d{6}Z$`));
  }
};

const parse = (file: string) => {
  const event = new ICAL.Component(ICAL.parse(file)).getFirstSubcomponent('vevent');
  if (event === null) throw new Error('no event');
  const text = (name: string): string => String(event.getFirstPropertyValue(name) ?? '');
  const people = (name: string) =>
    event.getAllProperties(name).map((property) => ({
      cn: String(property.getParameter('cn')),
      address: String(property.getFirstValue()).replace(/^mailto:/i, ''),
      role: property.getParameter('role'),
      answer: property.getParameter('partstat'),
    }));
  const time = (name: string): number =>
    (event.getFirstPropertyValue(name) as unknown as { toUnixTime(): number }).toUnixTime() * 1000;
  return { event, text, people, time };
};

const cleaned = (text: string, lines: boolean): string => {
  const oneBreak = text.toWellFormed().replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n');
  const kept = Array.from(oneBreak.replaceAll('\t', ' '))
    .filter((sign) => sign === '\n' || !/\p{Cc}/u.test(sign))
    .join('')
    .trim();
  return lines ? kept : kept.replace(/\s+/g, ' ');
};

describe('renderBookingIcs', () => {
  it('writes exactly these bytes for a plain booking', () => {
    expect(renderBookingIcs({ ...booking, description: 'Hello' })).toBe(
      [
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'PRODID:-//Everslot//Bookings//EN',
        'METHOD:REQUEST',
        'BEGIN:VEVENT',
        'UID:bkg_01kabcdef@everslot.example',
        'SEQUENCE:0',
        'DTSTAMP:20261121T043015Z',
        'DTSTART:20261124T020000Z',
        'DTEND:20261124T024500Z',
        'SUMMARY:Intro call',
        'LOCATION:Room 4\\, second floor',
        'DESCRIPTION:Hello',
        'ORGANIZER;CN="Minh Trần":mailto:minh@everslot.example',
        'ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE;CN="Ana Guest":',
        ' MAILTO:ana@guest.example',
        'URL;VALUE=URI:https://everslot.example/manage/abc?x=1%2C2%3B3',
        'STATUS:CONFIRMED',
        'END:VEVENT',
        'END:VCALENDAR',
        '',
      ].join('\r\n'),
    );
  });

  it('gives the same bytes for the same input', () => {
    expect(renderBookingIcs(booking)).toBe(renderBookingIcs(structuredClone(booking)));
  });

  it('is read back by an independent parser with every field intact', () => {
    const { text, people, time } = parse(renderBookingIcs(booking));
    expect(text('uid')).toBe(booking.uid);
    expect(text('summary')).toBe(booking.title);
    expect(text('description')).toBe(booking.description);
    expect(text('location')).toBe(booking.location);
    expect(time('dtstart')).toBe(booking.start);
    expect(time('dtend')).toBe(booking.end);
    expect(people('organizer')).toMatchObject([{ cn: 'Minh Trần', address: 'minh@everslot.example' }]);
    expect(people('attendee')).toMatchObject([
      { cn: 'Ana Guest', address: 'ana@guest.example', role: 'REQ-PARTICIPANT', answer: 'ACCEPTED' },
    ]);
  });

  it('names everybody once, whoever is both host and guest', () => {
    const named = (...attendees: BookingIcsInput['attendees']) =>
      parse(renderBookingIcs({ ...booking, attendees }))
        .people('attendee')
        .map(({ cn }) => cn);
    const [ana, bo] = [
      { name: 'Ana', email: 'ana@guest.example' },
      { name: 'Bo', email: 'bo@host.example' },
    ];
    expect(named(ana, bo)).toEqual(['Ana', 'Bo']);
    expect(named(ana, { ...ana, name: 'Host Ana' })).toEqual(['Ana']);
    expect(named(ana, bo, { name: 'Host Ana', email: 'ANA@Guest.example' })).toEqual(['Ana', 'Bo']);
  });

  it('cancels with the same uid, the higher sequence, the same people and STATUS:CANCELLED', () => {
    const file = renderBookingIcs({ ...booking, method: 'CANCEL', sequence: 3 });
    assertWellFormed(file, 1);
    const lines = unfold(file);
    expect(lines).toContain('METHOD:CANCEL');
    expect(lines).toContain('STATUS:CANCELLED');
    expect(lines).toContain('SEQUENCE:3');
    expect(lines).toContain(`UID:${booking.uid}`);
    expect(lines.filter((line) => /^(ORGANIZER|ATTENDEE)/.test(line))).toHaveLength(2);
  });

  it('publishes without attendees', () => {
    assertWellFormed(renderBookingIcs({ ...booking, method: 'PUBLISH' }), 0);
  });

  it('marks a booking that still needs approval as tentative and unanswered', () => {
    const file = unfold(renderBookingIcs({ ...booking, eventStatus: 'tentative' })).join('\n');
    expect(file).toContain('STATUS:TENTATIVE');
    expect(file).toContain('PARTSTAT=NEEDS-ACTION');
  });

  it('carries roles of several attendees', () => {
    const { people } = parse(
      renderBookingIcs({
        ...booking,
        attendees: [
          { name: 'A', email: 'a@x.example', role: 'chair' },
          { name: 'B', email: 'b@x.example', role: 'optional' },
          { name: '', email: 'c@x.example' },
        ],
      }),
    );
    expect(people('attendee').map((person) => [person.cn, person.role])).toEqual([
      ['A', 'CHAIR'],
      ['B', 'OPT-PARTICIPANT'],
      ['c@x.example', 'REQ-PARTICIPANT'],
    ]);
  });

  it.each(hostile)('keeps hostile text inside its own field: %j', (text) => {
    const file = renderBookingIcs({
      ...booking,
      title: text,
      description: text,
      location: text,
      url: text,
      organizer: { name: text, email: 'minh@everslot.example' },
      attendees: [
        { name: text, email: 'ana@guest.example' },
        { name: text, email: 'bo@guest.example' },
      ],
    });
    assertWellFormed(file, 2);
    const { text: value, people } = parse(file);
    expect(value('summary')).toBe(cleaned(text, false));
    expect(value('description')).toBe(cleaned(text, true));
    expect(value('location')).toBe(cleaned(text, true));
    expect(people('attendee').map((person) => person.address)).toEqual([
      'ana@guest.example',
      'bo@guest.example',
    ]);
  });

  it('keeps any text inside its own field', () => {
    const sign = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        ...hostile,
        '\r\n',
        '\n',
        '\r',
        '"',
        ';',
        ':',
        ',',
        '\\',
        '^',
        '\\n',
        '\ud800',
        '\udfff',
      ),
    );
    const text = fc.array(sign, { maxLength: 12 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, text, text, (title, description, location, name) => {
        const file = renderBookingIcs({
          ...booking,
          title,
          description,
          location,
          url: `https://everslot.example/${title}`,
          organizer: { name, email: 'minh@everslot.example' },
          attendees: [{ name, email: 'ana@guest.example' }],
        });
        assertWellFormed(file, 1);
        const { text: value, people } = parse(file);
        expect(value('summary')).toBe(cleaned(title, false));
        expect(value('description')).toBe(cleaned(description, true));
        expect(value('location')).toBe(cleaned(location, true));
        expect(people('organizer').map((person) => person.address)).toEqual(['minh@everslot.example']);
        expect(people('attendee').map((person) => person.address)).toEqual(['ana@guest.example']);
        expect(people('attendee')[0]?.cn).toBe(
          cleaned(name.replace(/["\\]/g, ''), false) || 'ana@guest.example',
        );
      }),
      { numRuns: 300 },
    );
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'ftp://x.example/', 'nonsense', 'https://', ''])(
    'leaves out a link that is not for a browser: %j',
    (url) => {
      expect(unfold(renderBookingIcs({ ...booking, url })).some((line) => line.startsWith('URL'))).toBe(
        false,
      );
    },
  );

  it.each([
    'no-at-sign',
    'a@b\r\nX-EVIL:1',
    'a b@x.example',
    'a,b@x.example',
    'a?bcc=evil@x.example',
    'a"@x.example',
    'a@x.example>',
    `${'a'.repeat(250)}@x.example`,
    '',
  ])('refuses an address that no file can hold: %j', (email) => {
    expect(() => renderBookingIcs({ ...booking, attendees: [{ name: 'A', email }] })).toThrow(RangeError);
    expect(() => renderBookingIcs({ ...booking, organizer: { name: 'A', email } })).toThrow(RangeError);
  });

  it.each<[string, Partial<BookingIcsInput>]>([
    ['uid with a line break', { uid: 'a\r\nX-EVIL:1' }],
    ['uid with a folding trick', { uid: 'a\n b' }],
    ['empty uid', { uid: '' }],
    ['negative sequence', { sequence: -1 }],
    ['fraction as sequence', { sequence: 0.5 }],
    ['start that is no time', { start: Number.NaN }],
    ['stamp beyond the calendar', { stampAt: 1e18 }],
    ['end at the start', { end: booking.start }],
    ['request of a cancelled booking', { eventStatus: 'cancelled' }],
    ['request to nobody', { attendees: [] }],
  ])('refuses a %s', (_, change) => {
    expect(() => renderBookingIcs({ ...booking, ...change })).toThrow(RangeError);
  });
});

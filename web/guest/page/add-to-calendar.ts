/** Addresses that open a calendar service's "new event" page with the booking filled in. No manage link goes in. */

type CalendarEntry = { title: string; start: string; end: string; location: string; details: string };

const compact = (instant: string): string => new Date(instant).toISOString().replaceAll(/[-:]|\.\d{3}/g, '');

const address = (base: string, parameters: Record<string, string>): string =>
  `${base}?${new URLSearchParams(parameters).toString()}`;

/** The services a guest is offered, by the names they call themselves. */
export const addToCalendar = (entry: CalendarEntry): { name: string; href: string }[] => [
  {
    name: 'Google Calendar',
    href: address('https://calendar.google.com/calendar/render', {
      action: 'TEMPLATE',
      text: entry.title,
      dates: `${compact(entry.start)}/${compact(entry.end)}`,
      details: entry.details,
      location: entry.location,
    }),
  },
  {
    name: 'Outlook',
    href: address('https://outlook.live.com/calendar/0/deeplink/compose', {
      path: '/calendar/action/compose',
      rru: 'addevent',
      subject: entry.title,
      startdt: entry.start,
      enddt: entry.end,
      body: entry.details,
      location: entry.location,
    }),
  },
  {
    name: 'Yahoo',
    href: address('https://calendar.yahoo.com/', {
      v: '60',
      title: entry.title,
      st: compact(entry.start),
      et: compact(entry.end),
      desc: entry.details,
      in_loc: entry.location,
    }),
  },
];

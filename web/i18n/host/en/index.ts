import { attention } from './attention.ts';
import { bookings } from './bookings.ts';
import { contacts } from './contacts.ts';
import { integrations } from './integrations.ts';
import { links } from './links.ts';
import { problems, problemTexts } from './problems.ts';
import { profile } from './profile.ts';
import { schedules } from './schedules.ts';
import { security } from './security.ts';
import { sessions } from './sessions.ts';
import { shell } from './shell.ts';

export const en = {
  shell,
  bookings,
  attention,
  contacts,
  links,
  schedules,
  security,
  sessions,
  profile,
  integrations,
  problems,
  problemTexts,
};

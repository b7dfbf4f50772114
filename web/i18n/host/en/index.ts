import { apiKeys } from './api-keys.ts';
import { attention } from './attention.ts';
import { bookings } from './bookings.ts';
import { contacts } from './contacts.ts';
import { integrations } from './integrations.ts';
import { links } from './links.ts';
import { problems, problemTexts } from './problems.ts';
import { profile } from './profile.ts';
import { schedules } from './schedules.ts';
import { sessions } from './sessions.ts';
import { shell } from './shell.ts';

export const en = {
  shell,
  bookings,
  apiKeys,
  attention,
  contacts,
  links,
  schedules,
  sessions,
  profile,
  integrations,
  problems,
  problemTexts,
};

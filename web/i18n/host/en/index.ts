import { apiKeys } from './api-keys.ts';
import { attention } from './attention.ts';
import { audit } from './audit.ts';
import { bookings, sessions } from './bookings.ts';
import { contacts } from './contacts.ts';
import { integrations } from './integrations.ts';
import { links } from './links.ts';
import { members } from './members.ts';
import { operator } from './operator.ts';
import { problems, problemTexts } from './problems.ts';
import { profile } from './profile.ts';
import { schedules } from './schedules.ts';
import { security } from './security.ts';
import { shell } from './shell.ts';
import { domains } from './tenant/domains.ts';
import { usage } from './usage.ts';

export const en = {
  shell,
  bookings,
  apiKeys,
  attention,
  contacts,
  domains,
  links,
  members,
  schedules,
  security,
  sessions,
  profile,
  integrations,
  operator,
  audit,
  usage,
  problems,
  problemTexts,
};

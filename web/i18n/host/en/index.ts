import { ownData } from './account/own-data.ts';
import { profile } from './account/profile.ts';
import { registration } from './account/registration.ts';
import { security } from './account/security.ts';
import { apiKeys } from './api-keys.ts';
import { attention } from './attention.ts';
import { audit } from './audit.ts';
import { bookings } from './bookings.ts';
import { contacts } from './contacts.ts';
import { integrations } from './integrations.ts';
import { links } from './links.ts';
import { members } from './members.ts';
import { operator } from './operator.ts';
import { payments } from './payments.ts';
import { problems, problemTexts } from './problems.ts';
import { schedules } from './schedules.ts';
import { sessions } from './sessions.ts';
import { shell } from './shell.ts';
import { billing } from './tenant/billing.ts';
import { branding } from './tenant/branding.ts';
import { domains } from './tenant/domains.ts';
import { usage } from './usage.ts';

export const en = {
  shell,
  bookings,
  apiKeys,
  attention,
  contacts,
  billing,
  branding,
  domains,
  links,
  members,
  payments,
  registration,
  schedules,
  security,
  sessions,
  ownData,
  profile,
  integrations,
  operator,
  audit,
  usage,
  problems,
  problemTexts,
};

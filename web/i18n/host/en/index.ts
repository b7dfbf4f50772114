import { bookings } from './bookings.ts';
import { integrations } from './integrations.ts';
import { links } from './links.ts';
import { problems, problemTexts } from './problems.ts';
import { schedules } from './schedules.ts';
import { shell } from './shell.ts';

export const en = { shell, bookings, links, schedules, integrations, problems, problemTexts };

import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { workflowIdOf } from '#workflows/client/ids.ts';
import {
  isCancelledFar,
  isConfirmed,
  isConfirmedInCalendar,
  isConfirmedLater,
  minuteMs,
  type Sabotage,
} from './site.ts';

/** What can be wrong at vendors, in workflows and in logs. */
export const outsideSabotages: readonly Sabotage[] = [
  {
    invariant: 'booking = workflow',
    what: 'a terminated workflow',
    act: async (site) => {
      const booking = site.take(isConfirmedLater);
      await site.withClient((client) =>
        client.workflow.getHandle(workflowIdOf('booking', booking.id)).terminate('sabotage'),
      );
      return booking.id;
    },
  },
  {
    invariant: 'histories replay',
    what: 'workflow code that calls another activity than its histories tell',
    act: async (site) => {
      const path = site.lab.stack.env['WORKFLOW_BUNDLE'] ?? '';
      const code = await readFile(path, 'utf8');
      await writeFile(
        join(site.lab.stateDir, 'changed-bundle.js'),
        code.replaceAll('deliverNotifications', 'deliverPostcards'),
      );
      return site.take(isConfirmed).id;
    },
  },
  {
    invariant: 'one event each',
    what: 'an event that was deleted at the vendor',
    act: async (site) => {
      const booking = site.take(isConfirmedInCalendar);
      const event = site.eventOf(booking);
      await site.lab.vendors.removeEvent(event.calendarId, event.eventId);
      return booking.sessionId;
    },
  },
  {
    invariant: 'one event each',
    what: 'an event that lies an hour later at the vendor',
    act: async (site) => {
      const booking = site.take(isConfirmedInCalendar);
      const { calendarId, eventId, start, end } = site.eventOf(booking);
      await site.lab.vendors.moveEvent(calendarId, eventId, {
        start: start + 60 * minuteMs,
        end: end + 60 * minuteMs,
      });
      return booking.sessionId;
    },
  },
  {
    invariant: 'reminders once',
    what: 'a reminder of a cancelled booking',
    act: async (site) => {
      const booking = site.take(isCancelledFar);
      return site.mailAs(booking, `booking_reminder/r${booking.revision}/3/guest`);
    },
  },
  {
    invariant: 'one mail per key',
    what: 'a reminder sent again under a second key',
    act: async (site) => {
      const id = await site.mailAs(site.take(isConfirmed), 'booking_confirmed/r0/guest/again');
      return `${id}/booking_confirmed/r0/guest/again`;
    },
  },
  {
    invariant: 'guests told',
    what: 'a second confirmation',
    act: async (site) => site.mailAs(site.take(isConfirmed), 'booking_confirmed/r7/guest'),
  },
  {
    invariant: 'nothing leaks',
    what: "a guest's name in a line of log",
    act: async (site) => {
      await appendFile(
        join(site.lab.stateDir, 'logs', 'api.log'),
        `{"msg":"hello Guest ${site.lab.world.canary}"}\n`,
      );
      return 'api.log';
    },
  },
  {
    invariant: 'nothing leaks',
    what: 'a secret in a line of log',
    act: async (site) => {
      await appendFile(
        join(site.lab.stateDir, 'logs', 'worker.log'),
        `signed with ${site.lab.stack.env['LINK_SECRET']}\n`,
      );
      return 'LINK_SECRET in worker.log';
    },
  },
  {
    invariant: 'nothing leaks',
    what: "a guest's address in a workflow's history",
    act: async (site) => {
      const booking = site.take(isConfirmed);
      const payload = { email: `somebody@${site.lab.world.canary}.test` };
      await site.withClient((client) =>
        client.workflow.getHandle(workflowIdOf('booking', booking.id)).signal('sabotage', payload),
      );
      return `history of ${workflowIdOf('booking', booking.id)}`;
    },
  },
];

import { DateTime } from 'luxon';
import { addCalendar, toSubject } from './calendars.ts';
import { insertEvent } from './event-write.ts';
import type { StoredCalendar, World } from './model.ts';

export const demoAccounts = [
  { email: 'linh.tran@example.com', name: 'Linh Tran', timeZone: 'Asia/Ho_Chi_Minh', second: 'Team' },
  { email: 'minh.pham@example.com', name: 'Minh Pham', timeZone: 'Asia/Ho_Chi_Minh', second: 'Family' },
] as const;

/** A person with a primary calendar named by the address. */
export function addAccount(
  world: World,
  account: { email: string; name: string; timeZone: string },
): StoredCalendar {
  world.state.accounts.push({ email: account.email, name: account.name, sub: toSubject(account.email) });
  return addCalendar(world, {
    id: account.email,
    owner: account.email,
    summary: account.email,
    timeZone: account.timeZone,
    primary: true,
    color: '#4285f4',
  });
}

/** Two people, two calendars each, and a few events around the coming Monday. */
export function seedDemo(world: World): void {
  for (const { email, name, timeZone, second } of demoAccounts) {
    const primary = addAccount(world, { email, name, timeZone });
    const other = addCalendar(world, { owner: email, summary: second, timeZone, color: '#16a765' });
    const monday = DateTime.fromMillis(world.now(), { zone: timeZone }).startOf('week').plus({ weeks: 1 });
    const timed = (calendar: StoredCalendar, day: number, hour: number, minutes: number, more: object) =>
      insertEvent(
        world,
        calendar,
        email,
        {
          start: at(monday.plus({ days: day, hours: hour }), timeZone),
          end: at(monday.plus({ days: day, hours: hour, minutes }), timeZone),
          ...more,
        },
        0,
      );
    timed(primary, 0, 9, 30, { summary: 'Weekly planning', recurrence: ['RRULE:FREQ=WEEKLY;COUNT=26'] });
    timed(primary, 2, 14, 60, { summary: 'Dentist', visibility: 'private' });
    timed(primary, 3, 10, 45, { summary: 'Coffee (not busy)', transparency: 'transparent' });
    timed(other, 1, 16, 90, { summary: 'Project review' });
    const day = (days: number) => ({ date: monday.plus({ days }).toFormat('yyyy-MM-dd') });
    insertEvent(world, primary, email, { summary: 'Day off', start: day(4), end: day(5) }, 0);
  }
}

const at = (when: DateTime, timeZone: string) => ({
  dateTime: when.toISO({ suppressMilliseconds: true }),
  timeZone,
});

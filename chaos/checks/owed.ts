import type { BookingFact, DeliveryFact, NotificationFact } from '../evidence/evidence.ts';
import { byId, type Check, graceMs, groupBy, iso } from './check.ts';
import { isOvertaken, personsTold } from './mails.ts';

/** What was written down to be done is done, whoever was down when it was due. */
export const nothingOwed: Check = {
  name: 'nothing left owed',
  promise:
    'in the end no notification is past its due moment, no effect is owed or given up, no follower has missed its moment',
  run: ({ notifications, effects, wakeups, now }) => ({
    checked: notifications.length + effects.length + wakeups.length,
    violations: [
      ...notifications
        .filter(({ state, at }) => state === 'due' && at + graceMs < now)
        .map(({ subjectId, key, at }) => `${subjectId}/${key} was due ${iso(at)} and was not told`),
      ...notifications
        .filter(({ state, failure }) => state === 'done' && failure !== null)
        .map(({ subjectId, key, failure }) => `${subjectId}/${key} ended with ${failure}`),
      ...effects
        .filter(({ state }) => state !== 'done')
        .map(({ subjectId, name, state, failure }) => `${name} of ${subjectId} is ${state} (${failure})`),
      ...wakeups
        .filter(({ dueAt }) => dueAt + graceMs < now)
        .map(
          ({ kind, subjectId, dueAt }) =>
            `the ${kind} follower of ${subjectId} had to look ${iso(dueAt)} and has not`,
        ),
    ],
  }),
};

const isOut = ({ state }: DeliveryFact): boolean => state !== 'queued' && state !== 'failed';

const faultsOf = (
  notification: NotificationFact,
  own: readonly DeliveryFact[],
  booking: BookingFact,
  now: number,
): string[] => {
  const name = `${notification.subjectId}/${notification.key}`;
  const twice = own.filter(({ recipient }, index) =>
    own.slice(0, index).some((other) => other.recipient === recipient),
  );
  const faults = twice.map(({ recipient }) => `${name} has two deliveries for ${recipient}`);
  if (notification.state === 'done')
    for (const person of personsTold(notification.template, booking))
      if (!own.some((delivery) => delivery.recipient === person && isOut(delivery)))
        faults.push(`${name} is done and ${person} was not told`);
  // A link to join is dropped as well when another mail has brought it.
  const maySpare = notification.template === 'booking_meeting_link';
  if (notification.state === 'dropped' && !maySpare && !isOvertaken(notification, booking, now))
    faults.push(`${name} was dropped although nothing had overtaken it`);
  return faults;
};

/** One notification for each thing to say, one delivery of it for each person. */
export const toldOnce: Check = {
  name: 'told once',
  promise:
    'each thing to say about a booking is written down once and told to each of its people once, unless time overtook it',
  run: ({ notifications, deliveries, bookings, now }) => {
    const known = byId(bookings);
    const own = groupBy(deliveries, ({ notificationId }) => notificationId);
    const perKey = groupBy(
      notifications,
      ({ tenantId, subjectId, key }) => `${tenantId} ${subjectId}/${key}`,
    );
    const violations = notifications.flatMap((notification) => {
      const booking = known.get(notification.subjectId);
      return booking === undefined
        ? []
        : faultsOf(notification, own.get(notification.id) ?? [], booking, now);
    });
    for (const [key, same] of perKey)
      if (same.length > 1) violations.push(`${key.split(' ')[1]} was written down ${same.length} times`);
    return { checked: notifications.length + deliveries.length, violations };
  },
};

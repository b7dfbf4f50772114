export const sessions = {
  group: 'Group session',
  places: (taken: number, capacity: number) => `${taken} of ${capacity} places taken`,
  guests: 'Guests',
  open: 'All guests',
  back: 'All bookings',
  closed: 'All guests have cancelled. The time is available again.',
  empty: { title: 'No guests', body: 'Guests who book a place appear here.' },
  workflow: 'Workflow in the Temporal UI',
};

import type { components } from '#contracts/generated/api.d.ts';

type Schemas = components['schemas'];

export type Me = Schemas['Me'];
export type Booking = Schemas['Booking'];
export type BookingPage = Schemas['BookingPage'];
export type BookingDetail = Schemas['BookingDetail'];
export type BookingStatus = Booking['status'];
export type SyncState = Booking['calendarSync'];
export type TimelineEntry = BookingDetail['timeline'][number];
export type Link = Schemas['Link'];
export type LinkInput = Schemas['LinkInput'];
export type Question = Link['questions'][number];
export type Explanation = Schemas['Explanation'];
export type Schedule = Schemas['Schedule'];
export type ScheduleInput = Schemas['ScheduleInput'];
export type Connection = Schemas['Connection'];
export type ConnectionPage = Schemas['ConnectionPage'];
export type ConnectedCalendar = Connection['calendars'][number];
export type Problem = Schemas['Problem'];

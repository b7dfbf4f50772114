import type { components } from '#contracts/generated/api.d.ts';

type Schemas = components['schemas'];

export type Problem = Schemas['Problem'];
export type Question = Schemas['Question'];

export type PublicLink = Schemas['PublicLink'];
export type PublicProfile = Schemas['PublicProfile'];
export type SlotList = Schemas['SlotList'];
export type Hold = Schemas['Hold'];
export type BookForGuestInput = Schemas['BookForGuestInput'];
export type BookInput = Schemas['BookInput'];
export type GuestBooking = Schemas['GuestBooking'];
export type ManageLinks = Schemas['ManageLinks'];
export type BookingReceipt = Schemas['BookingReceipt'];
export type ManagedBooking = Schemas['ManagedBooking'];

export type Me = Schemas['Me'];
export type ProfilePatch = Schemas['ProfilePatch'];
export type Booking = Schemas['Booking'];
export type BookingPage = Schemas['BookingPage'];
export type BookingDetail = Schemas['BookingDetail'];
export type Contact = Schemas['Contact'];
export type Session = Schemas['Session'];
export type BookingStatus = Booking['status'];
export type SyncState = Booking['calendarSync'];
export type TimelineEntry = BookingDetail['timeline'][number];
export type AttentionItem = Schemas['AttentionItem'];
export type Suppression = Schemas['Suppression'];
export type Link = Schemas['Link'];
export type LinkInput = Schemas['LinkInput'];
export type HostRequest = Schemas['HostRequest'];
export type HostAnswer = Schemas['HostAnswer'];
export type Explanation = Schemas['Explanation'];
export type Member = Schemas['Member'];
export type Departure = Schemas['Departure'];
export type DeparturePreview = Schemas['DeparturePreview'];
export type Invitation = Schemas['Invitation'];
export type OpenInvitation = Schemas['OpenInvitation'];
export type Schedule = Schemas['Schedule'];
export type ScheduleInput = Schemas['ScheduleInput'];
export type Integration = Schemas['Integration'];
export type IntegrationPage = Schemas['IntegrationPage'];
export type TenantIntegration = Schemas['TenantIntegration'];
export type TenantVendor = Schemas['TenantVendor'];
export type TenantAccountInput = Schemas['TenantAccountInput'];
export type ConnectedCalendar = Integration['calendars'][number];

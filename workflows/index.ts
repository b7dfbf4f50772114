export { bookingLifecycle } from './booking/booking-lifecycle.workflow.ts';
export { calendarSync } from './calendar/calendar-sync.workflow.ts';
export { memberDeparture } from './departure/member-departure.workflow.ts';
export { domainVerification } from './domain/domain-verification.workflow.ts';
export { notify } from './notification/notify.workflow.ts';
export { retentionSweep } from './retention/retention-sweep.workflow.ts';
export { sessionLifecycle } from './session/session-lifecycle.workflow.ts';
export { tenantDeletion } from './tenant-deletion/tenant-deletion.workflow.ts';

import { patched } from '@temporalio/workflow';

/** Waits that hints do not cut short, a farewell that the vendor cannot hold up, bookings told of a calendar that is back. */
export const isPatient = (): boolean => patched('2026-11-calendar-patience');

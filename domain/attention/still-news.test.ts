import { describe, expect, test } from 'vitest';
import { bookingStatuses } from '#domain/booking/types.ts';
import { notificationTemplates } from '#domain/notification/types.ts';
import { stillNews } from './still-news.ts';

const newsOf = (status: (typeof bookingStatuses)[number]) =>
  notificationTemplates.filter((template) => stillNews([template], status).has(template));

describe('what a guest was not told', () => {
  test('is told late only while it is true', () => {
    expect(newsOf('confirmed')).toEqual([
      'booking_confirmed',
      'booking_rescheduled',
      'booking_move_requested',
      'booking_move_declined',
      'booking_reminder',
      'booking_meeting_link',
      'booking_reassigned',
    ]);
    expect(newsOf('pending_approval')).toEqual([
      'booking_requested',
      'booking_rescheduled',
      'booking_reassigned',
    ]);
    expect(newsOf('cancelled')).toEqual(['booking_cancelled']);
    expect(newsOf('declined')).toEqual(['booking_declined']);
    expect(newsOf('expired')).toEqual(['booking_expired']);
  });

  test('is how the booking stands when they hear of it first, not what had changed before', () => {
    const untold = ['booking_confirmed', 'booking_rescheduled', 'booking_reassigned'] as const;
    expect([...stillNews(untold, 'confirmed')]).toEqual(['booking_confirmed']);
    expect([...stillNews(['booking_rescheduled', 'booking_reminder'], 'confirmed')]).toEqual([
      'booking_rescheduled',
      'booking_reminder',
    ]);
    // That it was asked for is no news once it is confirmed, and introduces nobody.
    expect([...stillNews(['booking_requested', 'booking_rescheduled'], 'confirmed')]).toEqual([
      'booking_rescheduled',
    ]);
  });

  test('is nothing any more once the booking has taken place', () => {
    expect(newsOf('completed')).toEqual([]);
    expect(newsOf('no_show')).toEqual([]);
  });
});

import { describe, expect, test } from 'vitest';
import { bookingStatuses } from '#domain/booking/types.ts';
import { notificationTemplates } from '#domain/notification/types.ts';
import { isStillNews } from './still-news.ts';

const newsOf = (status: (typeof bookingStatuses)[number]) =>
  notificationTemplates.filter((template) => isStillNews(template, status));

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

  test('is nothing any more once the booking has taken place', () => {
    expect(newsOf('completed')).toEqual([]);
    expect(newsOf('no_show')).toEqual([]);
  });
});

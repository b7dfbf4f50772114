import { renderToString } from 'preact-render-to-string';
import { expect, it } from 'vitest';
import { guestMessages } from '#web/i18n/guest/messages.ts';
import { monthOf } from '#web/time/calendar.ts';
import { type BookingPageData, voiceOf } from '../booking/model.ts';
import { parseUrlState } from '../flow/url-state.ts';
import type { Booking } from '../flow/use-booking.ts';
import { link, slots } from '../testing/guest-app.ts';
import { PickerStep } from './picker-step.tsx';

const locale = { language: 'en', tag: 'en-US' } as const;
const voice = voiceOf(guestMessages('en'), locale);
const nothing = (): undefined => undefined;

/** The page as scripts draw it on a device that is set to `device`, with the times of a day in `timeZone`. */
const drawn = (date: string, { timeZone, device }: { timeZone: string; device: string }): string => {
  const month = monthOf(date);
  const url = parseUrlState(new URLSearchParams({ date, tz: timeZone }));
  const data: BookingPageData = {
    mode: 'book',
    ...locale,
    path: '/lan/intro',
    username: 'lan',
    slug: 'intro',
    link,
    costs: [],
    url,
    timeZone,
    duration: 30,
    month,
    zones: [],
    slots,
    failure: null,
    now: '2026-11-21T05:00:00.000Z',
    form: { values: {}, errors: {}, idempotencyKey: 'k'.repeat(16) },
    booking: null,
  };
  const booking: Booking = {
    enhanced: true,
    timeZone,
    otherZone: device,
    errors: {},
    values: {},
    sending: false,
    submit: nothing,
    notice: null,
    pick: nothing,
    leave: nothing,
    url,
    go: nothing,
    month,
    duration: 30,
    slots: { slots, failure: null, reload: nothing },
    holding: {
      state: { kind: 'none' },
      settled: async () => ({ kind: 'none' }),
      place: async () => null,
      release: nothing,
      keep: nothing,
      expire: nothing,
    },
  };
  const style = { tag: locale.tag, timeZone, clock: '12' } as const;
  return renderToString(<PickerStep data={data} voice={voice} style={style} booking={booking} />);
};

it('tells a guest of their device’s time zone with the offset of the day that is shown', () => {
  const zones = { timeZone: 'Asia/Ho_Chi_Minh', device: 'America/New_York' };
  expect(drawn('2027-01-15', zones)).toContain('Your device is set to New York (GMT-5).');
  expect(drawn('2027-07-15', zones)).toContain('Your device is set to New York (GMT-4).');
});

it('says nothing of the device’s time zone on days on which its clock shows the same', () => {
  const zones = { timeZone: 'America/Denver', device: 'America/Phoenix' };
  expect(drawn('2027-01-15', zones)).not.toContain('Your device');
  expect(drawn('2027-07-15', zones)).toContain('Your device is set to Phoenix (GMT-7).');
});

import { useMemo, useState } from 'preact/hooks';
import { createApi } from '#web/api/client.ts';
import type { Failure } from '#web/api/failure.ts';
import type { BookingReceipt } from '#web/api/schemas.ts';
import { dateIn } from '#web/time/wall.ts';
import { fieldNames, readForm, validateForm } from '../booking/answers.ts';
import { fieldId } from '../booking/field.tsx';
import {
  type BookingPageData,
  type FormErrors,
  type FormValues,
  neighbourMonths,
  slotsOn,
  type Voice,
  withinBounds,
} from '../booking/model.ts';
import { concernsTime, fieldErrors } from '../booking/problem-text.ts';
import { focusSoon } from './focus.ts';
import { carriedOn, hrefOf, type UrlState } from './url-state.ts';
import { type Go, useAddress } from './use-address.ts';
import { type ChosenTime, useChosenTime } from './use-chosen-time.ts';
import { type Holding, useHold } from './use-hold.ts';
import { readSlots, type Slots, slotKey, useSlots } from './use-slots.ts';
import { useSubmit } from './use-submit.ts';
import { forgetTyped } from './use-typed.ts';
import { type ShownZone, useZone } from './use-zone.ts';

type Details = {
  errors: FormErrors;
  values: FormValues;
  sending: boolean;
  submit: (form: HTMLFormElement) => void;
};

export type Booking = ShownZone &
  Details &
  Omit<ChosenTime, 'setNotice'> & {
    url: UrlState;
    go: Go;
    month: string;
    duration: number;
    slots: Slots;
    holding: Holding;
  };

const firstFieldSelector = (errors: FormErrors): string =>
  Object.keys(errors)
    .map((name) => `#${CSS.escape(fieldId(name))}`)
    .join(',') || '#notice';

/** The guest's own page of the booking, under the name this site was reached by. */
const bookingAddress = ({ links }: BookingReceipt, url: UrlState, just: 'booked' | 'moved'): string =>
  hrefOf(new URL(links.manage, location.href).pathname, { ...carriedOn(url), just });

type DetailsInput = {
  data: BookingPageData;
  voice: Voice;
  send: ReturnType<typeof useSubmit>;
  time: { slot: string | null; duration: number; timeZone: string };
  holding: Holding;
  onBooked: (receipt: BookingReceipt) => Promise<void>;
  onRefused: (failure: Failure | null) => void;
};

/** Checks and sends the form; what is wrong goes beside its field, anything else above the form. */
const useDetails = ({ data, voice, send, time, holding, onBooked, onRefused }: DetailsInput): Details => {
  const [errors, setErrors] = useState<FormErrors>(data.form.errors);
  const [values, setValues] = useState<FormValues>(data.form.values);
  const submit = async (form: HTMLFormElement): Promise<void> => {
    const { slot, duration, timeZone } = time;
    if (slot === null) return;
    const fields = new FormData(form);
    const typed = readForm(fields, data.mode === 'book' ? fieldNames(data.link) : ['reason']);
    setValues(typed);
    const found = data.mode === 'book' ? validateForm(typed, data.link, voice.text) : {};
    setErrors(found);
    if (Object.keys(found).length > 0) return focusSoon(firstFieldSelector(found));
    const hold = await holding.settled();
    const refused = holding.state.kind === 'placing' && hold.kind === 'none';
    if (refused) return;
    const outcome = await send.submit({ slot, duration, timeZone, values: typed, hold });
    if (outcome === null) return;
    if (outcome.ok) return onBooked(outcome.data);
    // The server draws the page anew, with the price there is by now.
    if (outcome.failure.code === 'price_changed') return form.submit();
    const wrong = fieldErrors(outcome.failure, voice.text);
    setErrors(wrong);
    onRefused(Object.keys(wrong).length > 0 ? null : outcome.failure);
    focusSoon(firstFieldSelector(wrong));
  };
  return { errors, values, sending: send.sending, submit: (form) => void submit(form) };
};

/** Everything that happens on the page after the first drawing. */
export const useBooking = (data: BookingPageData, voice: Voice): Booking => {
  const api = useMemo(() => createApi(), []);
  const [url, go] = useAddress(data.path, data.url, (wanted) => withinBounds(data.link, wanted));
  const zone = useZone(data, url);
  const { timeZone, enhanced } = zone;
  const asked = url.duration ?? 0;
  const duration = data.link.durationsMinutes.includes(asked) ? asked : data.duration;
  const month = url.month ?? data.month;
  const target = { username: data.username, slug: data.slug, duration, timeZone };
  const token = data.booking?.token ?? null;
  const slots = useSlots(api, { ...target, token, month }, neighbourMonths(data.link, month).next, {
    key: slotKey({ month: data.month, timeZone: data.timeZone, duration: data.duration }),
    slots: data.slots,
  });
  const holding = useHold(api, target);
  const { setNotice, ...chosen } = useChosenTime({
    url,
    go,
    month,
    enhanced,
    holds: data.mode === 'book',
    holding,
    isOffered: async (start) => {
      const day = dateIn(start, timeZone);
      const read = await readSlots(api, { ...target, token, month }, day, day);
      return read.ok && slotsOn(read.data, day).some((slot) => slot.start === start);
    },
    reloadSlots: slots.reload,
    failure: data.failure,
  });
  const send = useSubmit(api, data);
  const details = useDetails({
    data,
    voice,
    send,
    time: { slot: url.slot, duration, timeZone },
    holding,
    onBooked: async (receipt) => {
      holding.keep();
      forgetTyped(data);
      const own = bookingAddress(receipt, url, data.mode === 'book' ? 'booked' : 'moved');
      const { payment, unpaidMove } = receipt.booking;
      if ((unpaidMove ?? payment)?.canPay !== true) return location.replace(own);
      // Whoever comes back from the page where they pay finds their booking.
      history.replaceState(null, '', own);
      const path = { token: new URL(receipt.links.manage).pathname.slice('/b/'.length) };
      const checkout = await api.post('/api/v1/public/bookings/{token}/checkout', { params: { path } });
      location.assign(checkout.ok ? checkout.data.url : own);
    },
    onRefused: (failure) => {
      setNotice(failure);
      if (failure?.code === 'hold_expired') holding.expire();
      if (failure !== null && concernsTime(failure.code)) slots.reload();
    },
  });

  return { ...zone, ...details, ...chosen, url, go, month, duration, slots, holding };
};

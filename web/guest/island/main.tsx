import { hydrate } from 'preact';
import { loadGuestMessages } from '#web/i18n/guest/load.ts';
import { BookingApp } from '../booking/booking-app.tsx';
import type { BookingPageData } from '../booking/model.ts';
import '../styles/guest.css';

/** Takes over the page the server has drawn, with the texts of its language alone. */
const start = async (root: Element, state: string): Promise<void> => {
  const data: BookingPageData = JSON.parse(state);
  const text = await loadGuestMessages(data.language);
  hydrate(<BookingApp data={data} text={text} />, root);
};

const root = document.querySelector('#booking');
const state = document.querySelector('#booking-data')?.textContent;
if (root !== null && typeof state === 'string') void start(root, state);

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

/** Language and appearance are links drawn by the server: they lead to the page as it is by now. */
const keepAddress = (event: Event): void => {
  const link = event.target;
  if (!(link instanceof HTMLAnchorElement)) return;
  const [here, there] = [new URL(location.href), new URL(link.href)];
  for (const name of ['lang', 'theme']) {
    const value = there.searchParams.get(name);
    if (value === null) here.searchParams.delete(name);
    else here.searchParams.set(name, value);
  }
  link.href = here.href;
};

document.querySelector('.foot')?.addEventListener('click', keepAddress);

const root = document.querySelector('#booking');
const state = document.querySelector('#booking-data')?.textContent;
if (root !== null && typeof state === 'string') void start(root, state);

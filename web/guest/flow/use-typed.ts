import { useEffect } from 'preact/hooks';
import type { BookingPageData } from '../booking/model.ts';
import { recall, remember } from './tab-memory.ts';

/** The form of one address as it was handed out: another prefilled address is another form. */
const nameOf = ({ path, url }: BookingPageData): string => `form ${path} ${JSON.stringify(url.prefill)}`;

/** What was typed belongs to the booking now. */
export const forgetTyped = (data: BookingPageData): void => remember(nameOf(data), '');

/** Keeps what is typed into a form over a reload, a change of language or appearance, and another choice of time. */
export const useTyped = (data: BookingPageData, form: { current: HTMLFormElement | null }): (() => void) => {
  useEffect(() => {
    const kept = recall(nameOf(data));
    if (kept === '') return;
    const typed = new URLSearchParams(kept);
    for (const field of form.current?.elements ?? []) {
      const { name, type } = field as HTMLInputElement;
      if (type === 'checkbox') (field as HTMLInputElement).checked = typed.has(name);
      else if (type !== 'hidden') (field as HTMLInputElement).value = typed.get(name) ?? '';
    }
  }, []);
  return () => {
    if (form.current === null) return;
    const typed = [...new FormData(form.current)].flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : [],
    );
    remember(nameOf(data), new URLSearchParams(typed).toString());
  };
};

import type { EmailContent } from '#providers/email/port.ts';
import { emptyWords, type GuestDataTemplate, type Texts } from '../texts.ts';
import { describeMinutes } from '../when.ts';
import { buttons, say } from './said.ts';

/** What a guest is told about their data. Whoever reads it may never have asked: its footer says why they receive it. */
export function ofGuestData(
  { guestData, locale }: EmailContent,
  template: GuestDataTemplate,
  words: Texts,
  tenant: string,
) {
  if (template === 'guest_data_link' && guestData === undefined) throw new Error(`${template} needs a link`);
  const lead = guestData === undefined ? '' : describeMinutes(guestData.minutes, locale);
  return {
    ...say(words.guestData[template], { ...emptyWords, tenant, lead }),
    facts: [],
    answers: [],
    buttons: template === 'guest_data_link' ? buttons([[words.buttons.openGuestData, guestData?.url]]) : [],
    footer: words.guestData.footer(tenant),
  };
}

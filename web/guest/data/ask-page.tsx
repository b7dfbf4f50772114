import type { ServerMessages } from '#web/i18n/guest/messages.ts';
import { Field } from '../booking/field.tsx';
import { Icon } from '../booking/icon.tsx';
import type { Voice } from '../booking/model.ts';

const wishes = ['see', 'erase'] as const;
export type Wish = (typeof wishes)[number];
export type Asked = { email: string; wish: Wish; error: string | null };

type Props = { voice: Voice<ServerMessages>; tenantName: string; path: string; asked: Asked };

/** Asks for the address to which the link is sent, and what for. */
export const AskPage = ({ voice, tenantName, path, asked }: Props) => {
  const text = voice.text.yourData;
  return (
    <div class="panel panel-narrow">
      <h1 class="title" id="page-title">
        {text.title}
      </h1>
      <p class="lead">{text.lead(tenantName)}</p>
      <form class="form data-form" method="post" action={path}>
        <input type="hidden" name="lang" value={voice.language} />
        <fieldset class="wishes">
          <legend class="label">{text.wish}</legend>
          {wishes.map((wish) => (
            <label key={wish} class="wish">
              <input class="check" type="radio" name="wish" value={wish} checked={wish === asked.wish} />
              {text.wishes[wish]}
            </label>
          ))}
        </fieldset>
        <Field
          voice={voice}
          name="email"
          label={text.email}
          kind="email"
          required
          maxLength={254}
          autocomplete="email"
          values={{ email: asked.email }}
          errors={asked.error === null ? {} : { email: asked.error }}
        />
        <div class="actions">
          <button type="submit" class="button">
            {text.send}
          </button>
        </div>
      </form>
    </div>
  );
};

/** Says the same whether anything is kept of the address or not. */
export const SentPage = ({ text, email, hours }: { text: ServerMessages; email: string; hours: number }) => (
  <div class="panel panel-narrow">
    <p class="mark" aria-hidden="true">
      <Icon name="check" />
    </p>
    <h1 class="title" id="page-title">
      {text.yourData.sentTitle}
    </h1>
    <p class="lead">{text.yourData.sent(email, hours)}</p>
    <p class="fine">{text.yourData.sentHint}</p>
  </div>
);

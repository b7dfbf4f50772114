import type { ReactElement } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { Button, buttonClass } from '#web/host/components/button.tsx';
import { Icon } from '#web/host/components/icon.tsx';
import { Note } from '#web/host/components/states.tsx';
import type { NewerVersion } from './use-editing.ts';

/** Says that somebody else has saved another version; what was typed stays on screen until it is decided what holds. */
export const ChangedNote = ({ newer }: { newer: NewerVersion }): ReactElement => {
  const { changed: texts } = useMessages().shell;
  return (
    <Note icon="alert" role="alert" tone="warn">
      <p className="font-semibold">{texts.title}</p>
      <p className="text-sm">{texts.body}</p>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button busy={newer.busy} onClick={newer.keep} size="small">
          {texts.keep}
        </Button>
        <Button busy={newer.busy} icon="refresh" onClick={newer.load} size="small">
          {texts.load}
        </Button>
        <a className={buttonClass('quiet', 'small')} href={location.href} rel="noreferrer" target="_blank">
          <Icon className="size-4" name="external" />
          {texts.look}
        </a>
      </div>
    </Note>
  );
};

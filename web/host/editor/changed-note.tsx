import type { ReactElement } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { Button } from '#web/host/components/button.tsx';
import { Note } from '#web/host/components/states.tsx';

/** Says that somebody else has saved another version, and offers to load it. */
export const ChangedNote = ({ onLoad }: { onLoad: () => void }): ReactElement => {
  const { shell } = useMessages();
  return (
    <Note icon="alert" role="alert" tone="warn">
      <p className="font-semibold">{shell.changed.title}</p>
      <p className="text-sm">{shell.changed.body}</p>
      <Button className="mt-2" icon="refresh" onClick={onLoad} size="small">
        {shell.changed.load}
      </Button>
    </Note>
  );
};

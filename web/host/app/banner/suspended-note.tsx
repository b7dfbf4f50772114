import { useSuspenseQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useFormats } from '#web/host/app/use-formats.ts';
import { Note } from '#web/host/components/states.tsx';
import { meQuery } from '#web/host/queries/account/account.ts';

/** On every page of an organisation that operators have suspended, or are to delete: why nothing can be changed. */
export const SuspendedNote = (): ReactElement | null => {
  const { suspendedNote: texts } = useMessages().operator;
  const { data: me } = useSuspenseQuery(meQuery);
  const formats = useFormats();
  if (me.tenant.state === 'active') return null;
  const due = me.tenant.deletionDueAt;
  return (
    <div className="mb-6">
      <Note icon="alert" role="status" tone="bad">
        <p>
          <span className="font-semibold">
            {due === null ? texts.title : texts.deletedOn(formats.dateTime(due))}
          </span>{' '}
          {due === null ? texts.body : texts.deleted}
        </p>
      </Note>
    </div>
  );
};

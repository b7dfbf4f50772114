import { useSuspenseQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { Note } from '#web/host/components/states.tsx';
import { meQuery } from '#web/host/queries/account/account.ts';

/** On every page of an organisation that operators have suspended: why nothing can be changed. */
export const SuspendedNote = (): ReactElement | null => {
  const { suspendedNote: texts } = useMessages().operator;
  const { data: me } = useSuspenseQuery(meQuery);
  if (me.tenant.state === 'active') return null;
  return (
    <div className="mb-6">
      <Note icon="alert" role="status" tone="bad">
        <p>
          <span className="font-semibold">{texts.title}</span> {texts.body}
        </p>
      </Note>
    </div>
  );
};

import { useSuspenseQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useLanguage } from '#web/host/app/language-provider.tsx';
import { Note } from '#web/host/components/states.tsx';
import { meQuery } from '#web/host/queries/account/account.ts';

/** On every page of a member whom the plan has no place for: why nothing can be changed, and whom to ask. */
export const FrozenNote = (): ReactElement | null => {
  const { language, messages } = useLanguage();
  const { members, operator } = messages;
  const { frozen } = useSuspenseQuery(meQuery).data;
  if (frozen === null) return null;
  const owners = new Intl.ListFormat(language, { type: 'disjunction' }).format(frozen.owners);
  return (
    <div className="mb-6">
      <Note icon="alert" role="status" tone="warn">
        <p className="wrap-anywhere">
          {members.frozen.banner(operator.plans[frozen.plan], frozen.allowed)} {members.frozen.ask(owners)}
        </p>
      </Note>
    </div>
  );
};

import type { ReactElement } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { PageHeader } from '#web/host/components/page.tsx';
import { usageQuery } from '#web/host/queries/usage.ts';
import { UsageCard } from './usage-card.tsx';

/** For the admins of an organisation: how much of its plan is used. */
export const UsagePage = (): ReactElement => {
  const { usage: texts } = useMessages();
  return (
    <>
      <PageHeader lead={texts.lead} title={texts.title} />
      <UsageCard queryOf={usageQuery} />
    </>
  );
};

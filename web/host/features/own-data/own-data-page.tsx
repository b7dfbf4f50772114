import type { ReactElement } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { PageHeader } from '#web/host/components/page.tsx';
import { DeletionSection } from './deletion-section.tsx';
import { ExportSection } from './export-section.tsx';

export const OwnDataPage = (): ReactElement => {
  const { ownData: texts } = useMessages();
  return (
    <>
      <PageHeader lead={texts.lead} title={texts.title} />
      <div className="grid gap-6">
        <ExportSection />
        <DeletionSection />
      </div>
    </>
  );
};

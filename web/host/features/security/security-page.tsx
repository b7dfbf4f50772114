import type { ReactElement } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { PageHeader } from '#web/host/components/page.tsx';
import { SignInsSection } from './sign-ins-section.tsx';

export const SecurityPage = (): ReactElement => {
  const { security: texts } = useMessages();
  return (
    <>
      <PageHeader lead={texts.lead} title={texts.title} />
      <div className="grid gap-6">
        <SignInsSection />
      </div>
    </>
  );
};

import { useSuspenseQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { PageHeader } from '#web/host/components/page.tsx';
import { meQuery } from '#web/host/queries/account/account.ts';
import { ConnectedSection } from './connected-section.tsx';
import { EmailSection } from './email-section.tsx';
import { PasskeysSection } from './passkeys-section.tsx';
import { SecondFactorSection } from './second-factor-section.tsx';
import { SignInsSection } from './sign-ins-section.tsx';

export const SecurityPage = (): ReactElement => {
  const { security: texts } = useMessages();
  const { email } = useSuspenseQuery(meQuery).data;
  return (
    <>
      <PageHeader lead={texts.lead} title={texts.title} />
      <div className="grid gap-6">
        <EmailSection email={email} />
        <SecondFactorSection />
        <PasskeysSection />
        <ConnectedSection />
        <SignInsSection />
      </div>
    </>
  );
};

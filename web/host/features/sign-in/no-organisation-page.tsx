import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { Button } from '#web/host/components/button.tsx';
import { ProblemNote } from '#web/host/components/states.tsx';
import { signOut } from '#web/host/queries/account/account.ts';
import { signedInQuery } from '#web/host/queries/account/registration.ts';
import { SignedOutFrame } from './frame.tsx';

/** For whoever is signed in and a member of no organisation (any more), who would otherwise be thrown back without a word. */
export const NoOrganisationPage = (): ReactElement => {
  const { noOrganisation: texts } = useMessages().shell;
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { data: signedIn } = useSuspenseQuery(signedInQuery);
  const leave = useMutationOnce({
    mutationFn: signOut,
    onSuccess: async () => {
      await navigate({ to: '/sign-in' });
      queryClient.clear();
    },
  });
  return (
    <SignedOutFrame lead={texts.lead(signedIn.email ?? '')} title={texts.title}>
      <div className="grid gap-4">
        <p>{texts.ask}</p>
        <ProblemNote error={leave.error} />
        <Button busy={leave.isPending} icon="signOut" onClick={() => leave.mutate()} tone="primary">
          {texts.signOut}
        </Button>
      </div>
    </SignedOutFrame>
  );
};

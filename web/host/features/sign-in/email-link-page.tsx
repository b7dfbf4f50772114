import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { Button, buttonClass } from '#web/host/components/button.tsx';
import { ProblemNote } from '#web/host/components/states.tsx';
import { type MailedLink, redeemEmailLink } from '#web/host/queries/account/account.ts';
import { failureIn } from '#web/host/queries/api.ts';
import { SignedOutFrame } from './frame.tsx';

/** The link's token stands behind the `#`: no server and no other page is told of it. */
const tokenInAddress = (): string => decodeURIComponent(location.hash.slice(1));

/** Behind a link in a mail about an address or an account. Opening it changes nothing, since programs that look for viruses open links too. */
const EmailLinkPage = ({ what }: { what: MailedLink }): ReactElement => {
  const { security } = useMessages();
  const texts = security.emailLink;
  const words = texts[what];
  const queryClient = useQueryClient();
  const [token] = useState(tokenInAddress);
  const use = useMutationOnce({
    mutationFn: () => redeemEmailLink(what, token),
    onSuccess: () => queryClient.clear(),
    retry: false,
  });
  const code = use.isError ? failureIn(use.error).code : '';
  const isOver = token === '' || code === 'link_expired' || code === 'not_found';
  if (isOver || use.isSuccess)
    return (
      <SignedOutFrame lead={isOver ? texts.over : words.done} title={isOver ? words.title : texts.done}>
        {what === 'undo-email-change' && use.isSuccess ? (
          <Link className={buttonClass('primary')} to="/forgot-password">
            {texts.choosePassword}
          </Link>
        ) : (
          <Link className={buttonClass('primary')} to="/security">
            {texts.go}
          </Link>
        )}
      </SignedOutFrame>
    );
  return (
    <SignedOutFrame lead={words.lead} title={words.title}>
      <div className="grid gap-4">
        {use.isError && <ProblemNote error={use.error} />}
        <Button busy={use.isPending} onClick={() => use.mutate()} tone="primary">
          {words.submit}
        </Button>
      </div>
    </SignedOutFrame>
  );
};

export const VerifyEmailPage = (): ReactElement => <EmailLinkPage what="verify-email" />;
export const UndoEmailPage = (): ReactElement => <EmailLinkPage what="undo-email-change" />;
export const KeepAccountPage = (): ReactElement => <EmailLinkPage what="keep-account" />;

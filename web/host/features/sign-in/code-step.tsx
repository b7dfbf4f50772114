import type { ReactElement } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { Button } from '#web/host/components/button.tsx';
import { CodeForm } from '#web/host/features/security/code-form.tsx';
import { signInByCode } from '#web/host/queries/account/account.ts';
import { SignedOutFrame } from './frame.tsx';

/** After the password: a code of the app, or a recovery code. */
export const CodeStep = ({
  token,
  onEntered,
  onBack,
}: {
  token: string;
  onEntered: () => void;
  onBack: () => void;
}): ReactElement => {
  const { shell, security } = useMessages();
  const { signIn: texts } = security;
  return (
    <SignedOutFrame lead={texts.codeLead} title={texts.codeTitle}>
      <CodeForm
        act={(code) => signInByCode({ token, code })}
        hint={texts.codeHint}
        onDone={onEntered}
        submit={shell.signIn.submit}
      />
      <p className="mt-4">
        <Button onClick={onBack} size="small" tone="quiet">
          {texts.backToPassword}
        </Button>
      </p>
    </SignedOutFrame>
  );
};

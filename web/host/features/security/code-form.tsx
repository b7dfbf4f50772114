import { type FormEvent, type ReactElement, useRef, useState } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { Button } from '#web/host/components/button.tsx';
import { CodeInput } from '#web/host/components/inputs/code-input.tsx';
import { ProblemNote } from '#web/host/components/states.tsx';
import { failureIn } from '#web/host/queries/api.ts';

/** Asks for a code and does something with it; a wrong one is said beside it. */
export const CodeForm = <Answer,>({
  act,
  onDone,
  submit,
  hint,
  tone = 'primary',
}: {
  act: (code: string) => Promise<Answer>;
  onDone: (answer: Answer) => void;
  submit: string;
  hint?: string;
  tone?: 'primary' | 'danger';
}): ReactElement => {
  const { code: texts } = useMessages().security;
  const [code, setCode] = useState('');
  const [isMissing, setMissing] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const send = useMutationOnce({
    mutationFn: act,
    onSuccess: onDone,
    onError: () => input.current?.select(),
    retry: false,
  });
  const isWrong = send.isError && failureIn(send.error).code === 'invalid_request';
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    setMissing(code.trim() === '');
    if (code.trim() === '') input.current?.focus();
    else if (!send.isPending) send.mutate(code.trim());
  };
  return (
    <form className="grid gap-4" noValidate onSubmit={onSubmit}>
      {send.isError && !isWrong && <ProblemNote error={send.error} />}
      <CodeInput
        error={isMissing ? texts.missing : isWrong ? texts.wrong : undefined}
        label={texts.label}
        onChange={setCode}
        ref={input}
        value={code}
        {...(hint === undefined ? {} : { hint })}
      />
      <Button busy={send.isPending} className="justify-self-start" tone={tone} type="submit">
        {submit}
      </Button>
    </form>
  );
};

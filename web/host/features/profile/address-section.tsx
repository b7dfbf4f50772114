import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactElement, useRef, useState } from 'react';
import { toast } from 'sonner';
import type { Me } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { Button } from '#web/host/components/button.tsx';
import { AddressBox } from '#web/host/components/inputs/address-box.tsx';
import { Field } from '#web/host/components/inputs/field.tsx';
import { LeaveGuard } from '#web/host/components/leave-guard.tsx';
import { Card, Section } from '#web/host/components/page.tsx';
import { ProblemNote } from '#web/host/components/states.tsx';
import { meQuery } from '#web/host/queries/account/account.ts';
import { changeHandle } from '#web/host/queries/account/profile.ts';
import { failureIn } from '#web/host/queries/api.ts';
import { linksKey } from '#web/host/queries/link.ts';
import { isSlug, withoutScheme } from '#web/ui/address.ts';

/** Where guests find the public page; the links are below it. */
export const AddressSection = ({ me }: { me: Me }): ReactElement => {
  const { profile, problems } = useMessages();
  const texts = profile.address;
  const queryClient = useQueryClient();
  const { username } = me.member;
  const [typed, setTyped] = useState<string>();
  const [isMalformed, setMalformed] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const handle = (typed ?? username).trim();
  const refuse = (): void => input.current?.focus();
  const change = useMutationOnce({
    mutationFn: changeHandle,
    onSuccess: (next) => {
      queryClient.setQueryData(meQuery.queryKey, next);
      void queryClient.invalidateQueries({ queryKey: linksKey });
      setTyped(undefined);
      toast.success(texts.saved);
    },
    onError: refuse,
    retry: false,
  });
  const code = change.isError ? failureIn(change.error).code : undefined;
  const refusals: Readonly<Record<string, string>> = {
    handle_taken: problems.handle_taken,
    // What is left once the form is right: an address of the product itself.
    invalid_request: problems.handle_taken,
  };
  const refusal = code === undefined ? undefined : refusals[code];
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (change.isPending || handle === username) return;
    const malformed = !isSlug(handle);
    setMalformed(malformed);
    if (malformed) refuse();
    else change.mutate(handle);
  };
  return (
    <Card className="mt-6">
      <Section hint={profile.sections.addressHint} title={profile.sections.address}>
        <form className="grid gap-4 sm:max-w-md" noValidate onSubmit={submit}>
          <LeaveGuard isDirty={() => handle !== username} />
          {change.isError && refusal === undefined && <ProblemNote error={change.error} />}
          <Field error={isMalformed ? texts.malformed : refusal} hint={texts.hint} label={texts.label}>
            {(control) => (
              <AddressBox
                {...control}
                maxLength={64}
                onChange={(event) => {
                  setTyped(event.target.value);
                  setMalformed(false);
                  change.reset();
                }}
                prefix={withoutScheme(me.profileUrl).slice(0, -username.length)}
                ref={input}
                value={typed ?? username}
              />
            )}
          </Field>
          <Button
            busy={change.isPending}
            className="justify-self-start"
            disabled={handle === username}
            type="submit"
          >
            {texts.submit}
          </Button>
        </form>
      </Section>
    </Card>
  );
};

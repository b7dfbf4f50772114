import { browserSupportsWebAuthn, startRegistration } from '@simplewebauthn/browser';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactElement, useRef, useState } from 'react';
import { toast } from 'sonner';
import type { Passkey } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useFormats } from '#web/host/app/use-formats.ts';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { Button } from '#web/host/components/button.tsx';
import { ConfirmDialog, FormDialog } from '#web/host/components/dialog.tsx';
import { ErrorText, Field } from '#web/host/components/inputs/field.tsx';
import { MoreButton } from '#web/host/components/more-button.tsx';
import { Card, Section } from '#web/host/components/page.tsx';
import { ErrorState, ProblemNote, Skeleton } from '#web/host/components/states.tsx';
import {
  addPasskey,
  beginPasskey,
  passkeysQuery,
  refreshWaysIn,
  removePasskey,
} from '#web/host/queries/account/security.ts';
import { ApiError } from '#web/host/queries/api.ts';

const AddDialog = ({ onClose }: { onClose: () => void }): ReactElement => {
  const { passkeys: texts } = useMessages().security;
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const [isMissing, setMissing] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const add = useMutationOnce({
    mutationFn: async (chosen: string) => {
      const response = await startRegistration({ optionsJSON: await beginPasskey() });
      return addPasskey(chosen, response);
    },
    onSuccess: async () => {
      onClose();
      toast.success(texts.added);
      await refreshWaysIn(queryClient);
    },
    retry: false,
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const chosen = name.trim();
    setMissing(chosen === '');
    if (chosen === '') input.current?.focus();
    else if (!add.isPending) add.mutate(chosen);
  };
  return (
    <FormDialog
      body={texts.addBody}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      open
      title={texts.addTitle}
    >
      <form className="grid gap-4" noValidate onSubmit={submit}>
        <div role="alert">
          {add.error instanceof ApiError && <ProblemNote error={add.error} />}
          {add.isError && !(add.error instanceof ApiError) && <ErrorText>{texts.notMade}</ErrorText>}
        </div>
        <Field error={isMissing ? texts.nameMissing : undefined} hint={texts.nameHint} label={texts.name}>
          {(control) => (
            <input
              {...control}
              className="control"
              maxLength={80}
              onChange={(event) => setName(event.target.value)}
              ref={input}
              type="text"
              value={name}
            />
          )}
        </Field>
        <Button busy={add.isPending} className="justify-self-start" tone="primary" type="submit">
          {texts.create}
        </Button>
      </form>
    </FormDialog>
  );
};

const RemoveDialog = ({ passkey, onClose }: { passkey: Passkey; onClose: () => void }): ReactElement => {
  const { passkeys: texts } = useMessages().security;
  const queryClient = useQueryClient();
  const remove = useMutationOnce({
    mutationFn: () => removePasskey(passkey.id),
    onSuccess: async () => {
      onClose();
      toast.success(texts.removed);
      await refreshWaysIn(queryClient);
    },
    retry: false,
  });
  return (
    <ConfirmDialog
      body={texts.removeBody(passkey.name)}
      busy={remove.isPending}
      confirm={texts.remove}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      open
      title={texts.removeTitle}
    />
  );
};

const Row = ({ passkey, onRemove }: { passkey: Passkey; onRemove: () => void }): ReactElement => {
  const { passkeys: texts } = useMessages().security;
  const formats = useFormats();
  const used = passkey.lastUsedAt === null ? texts.unused : texts.used(formats.dateTime(passkey.lastUsedAt));
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3 first:pt-0">
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-medium wrap-anywhere">{passkey.name}</p>
        <p className="text-sm text-soft">
          {texts.since(formats.dateTime(passkey.createdAt))} · {used}
        </p>
      </div>
      <Button aria-label={texts.removeLabel(passkey.name)} icon="trash" onClick={onRemove} size="small">
        {texts.remove}
      </Button>
    </li>
  );
};

/** The host's passkeys: each signs in without a password and a code. */
export const PasskeysSection = (): ReactElement => {
  const { passkeys: texts } = useMessages().security;
  const list = useInfiniteQuery(passkeysQuery);
  const [isAdding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Passkey | null>(null);
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const isSupported = browserSupportsWebAuthn();
  return (
    <Card>
      <Section hint={texts.hint} title={texts.title}>
        {list.isPending && <Skeleton rows={1} />}
        {list.isError && list.data === undefined && (
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        )}
        {list.data !== undefined && rows.length === 0 && <p>{texts.none}</p>}
        {rows.length > 0 && (
          <ul className="divide-y divide-line">
            {rows.map((row) => (
              <Row key={row.id} onRemove={() => setRemoving(row)} passkey={row} />
            ))}
          </ul>
        )}
        <MoreButton list={list} />
        {isSupported ? (
          <Button className="justify-self-start" icon="plus" onClick={() => setAdding(true)}>
            {texts.add}
          </Button>
        ) : (
          <p className="text-sm text-soft">{texts.unsupported}</p>
        )}
        {isAdding && <AddDialog onClose={() => setAdding(false)} />}
        {removing !== null && <RemoveDialog onClose={() => setRemoving(null)} passkey={removing} />}
      </Section>
    </Card>
  );
};

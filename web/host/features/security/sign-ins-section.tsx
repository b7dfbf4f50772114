import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { toast } from 'sonner';
import type { SignIn } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useFormats } from '#web/host/app/use-formats.ts';
import { Badge } from '#web/host/components/badge.tsx';
import { Button } from '#web/host/components/button.tsx';
import { ConfirmDialog } from '#web/host/components/dialog.tsx';
import { MoreButton } from '#web/host/components/more-button.tsx';
import { Card, Section } from '#web/host/components/page.tsx';
import { ErrorState, Skeleton } from '#web/host/components/states.tsx';
import { endSignIn, signInsQuery } from '#web/host/queries/account/sign-in.ts';

const useDeviceName = (): ((signIn: SignIn) => string) => {
  const { device } = useMessages().security.signIns;
  return ({ browser, system }) => device(browser, system);
};

const Row = ({ signIn, onEnd }: { signIn: SignIn; onEnd: () => void }): ReactElement => {
  const { signIns: texts } = useMessages().security;
  const formats = useFormats();
  const name = useDeviceName()(signIn);
  const facts = [
    ...(signIn.addressPrefix === null ? [] : [texts.network(signIn.addressPrefix)]),
    texts.since(formats.dateTime(signIn.signedInAt)),
    texts.seen(formats.dateTime(signIn.lastSeenAt)),
  ];
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3 first:pt-0">
      <div className="min-w-0 flex-1 basis-60">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {name}
          {signIn.isCurrent && <Badge tone="good">{texts.current}</Badge>}
        </p>
        <p className="text-sm text-soft wrap-anywhere">{facts.join(' · ')}</p>
      </div>
      {!signIn.isCurrent && (
        <Button aria-label={texts.endLabel(name)} onClick={onEnd} size="small">
          {texts.end}
        </Button>
      )}
    </li>
  );
};

/** What is to be ended: one, or with null all but this one. */
type Ending = { signIn: SignIn | null };

const EndDialog = ({ ending, onClose }: { ending: Ending; onClose: () => void }): ReactElement => {
  const { signIns: texts } = useMessages().security;
  const nameOf = useDeviceName();
  const queryClient = useQueryClient();
  const { signIn } = ending;
  const end = useMutation({
    mutationFn: () => endSignIn(signIn?.id ?? null),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: signInsQuery.queryKey });
      toast.success(signIn === null ? texts.endedOthers : texts.ended);
      onClose();
    },
  });
  return (
    <ConfirmDialog
      body={signIn === null ? texts.endOthersBody : texts.endBody(nameOf(signIn))}
      busy={end.isPending}
      confirm={signIn === null ? texts.endOthers : texts.end}
      error={end.error}
      onConfirm={() => end.mutate()}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      open
      title={signIn === null ? texts.endOthersTitle : texts.endTitle}
    />
  );
};

/** Where the host is signed in, each to be ended. */
export const SignInsSection = (): ReactElement => {
  const { signIns: texts } = useMessages().security;
  const list = useInfiniteQuery(signInsQuery);
  const [ending, setEnding] = useState<Ending | null>(null);
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Card>
      <Section hint={texts.hint} title={texts.title}>
        {list.isPending && <Skeleton rows={2} />}
        {list.isError && list.data === undefined && (
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        )}
        {rows.length > 0 && (
          <ul className="divide-y divide-line">
            {rows.map((row) => (
              <Row key={row.id} onEnd={() => setEnding({ signIn: row })} signIn={row} />
            ))}
          </ul>
        )}
        <MoreButton list={list} />
        {rows.length > 1 && (
          <Button className="justify-self-start" onClick={() => setEnding({ signIn: null })}>
            {texts.endOthers}
          </Button>
        )}
        {ending !== null && <EndDialog ending={ending} onClose={() => setEnding(null)} />}
      </Section>
    </Card>
  );
};

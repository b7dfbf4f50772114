import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { toast } from 'sonner';
import { createAttempts } from '#web/api/attempt.ts';
import type { Invitation } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMay } from '#web/host/app/may.ts';
import { useFormats } from '#web/host/app/use-formats.ts';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { useProblemToast } from '#web/host/app/use-problem-toast.ts';
import { Badge } from '#web/host/components/badge.tsx';
import { Button } from '#web/host/components/button.tsx';
import { ConfirmDialog } from '#web/host/components/dialog.tsx';
import { MoreButton } from '#web/host/components/more-button.tsx';
import { Card } from '#web/host/components/page.tsx';
import { ErrorState, Skeleton } from '#web/host/components/states.tsx';
import {
  invitationListQuery,
  invitationsKey,
  sendInvitationAgain,
  withdrawInvitation,
} from '#web/host/queries/invitation.ts';

const WithdrawDialog = ({ row, onClose }: { row: Invitation; onClose: () => void }): ReactElement => {
  const { invitations: texts } = useMessages().members;
  const queryClient = useQueryClient();
  const withdraw = useMutationOnce({
    mutationFn: () => withdrawInvitation(row.id),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: invitationsKey });
      toast.success(texts.withdrawn);
      onClose();
    },
  });
  return (
    <ConfirmDialog
      body={texts.withdrawBody(row.email)}
      busy={withdraw.isPending}
      confirm={texts.withdraw}
      error={withdraw.error}
      onConfirm={() => withdraw.mutate()}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      open
      title={texts.withdrawTitle}
    />
  );
};

const Row = ({ row }: { row: Invitation }): ReactElement => {
  const { invitations: texts, roles } = useMessages().members;
  const formats = useFormats();
  const queryClient = useQueryClient();
  const showProblem = useProblemToast();
  const [attempt] = useState(() => createAttempts());
  const [isOpen, setIsOpen] = useState(false);
  const may = useMay();
  const sendAgain = useMutationOnce({
    mutationFn: () => sendInvitationAgain(attempt, row.id),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: invitationsKey });
      toast.success(texts.sentAgain(row.email));
    },
    onError: showProblem,
  });
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3">
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-medium wrap-anywhere">{row.email}</p>
        <p className="text-sm text-soft wrap-anywhere">{texts.facts(roles[row.role], row.invitedBy)}</p>
        <p className="text-sm text-soft">
          {row.isExpired ? (
            <Badge tone="warn">{texts.expired}</Badge>
          ) : (
            texts.until(formats.dateTime(row.expiresAt))
          )}
        </p>
      </div>
      {may('members.write') && (
        <div className="flex flex-wrap gap-2">
          <Button
            aria-label={texts.againLabel(row.email)}
            busy={sendAgain.isPending}
            onClick={() => sendAgain.mutate()}
            size="small"
          >
            {texts.again}
          </Button>
          <Button aria-label={texts.withdrawLabel(row.email)} onClick={() => setIsOpen(true)} size="small">
            {texts.withdraw}
          </Button>
        </div>
      )}
      {isOpen && <WithdrawDialog onClose={() => setIsOpen(false)} row={row} />}
    </li>
  );
};

/** Who was invited and has not come yet. */
export const InvitationsSection = (): ReactElement => {
  const { invitations: texts } = useMessages().members;
  const list = useInfiniteQuery(invitationListQuery);
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section aria-labelledby="invitations-heading" className="mt-8 grid gap-3">
      <h2 className="text-lg font-semibold" id="invitations-heading">
        {texts.title}
      </h2>
      {list.isPending && <Skeleton rows={1} />}
      {list.isError && list.data === undefined && (
        <Card>
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        </Card>
      )}
      {list.data !== undefined && rows.length === 0 && <p className="text-soft">{texts.none}</p>}
      {rows.length > 0 && (
        <Card className="overflow-hidden">
          <ul className="divide-y divide-line">
            {rows.map((row) => (
              <Row key={row.id} row={row} />
            ))}
          </ul>
        </Card>
      )}
      <MoreButton list={list} />
    </section>
  );
};

import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { toast } from 'sonner';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMay } from '#web/host/app/may.ts';
import { useFormats } from '#web/host/app/use-formats.ts';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { useProblemToast } from '#web/host/app/use-problem-toast.ts';
import { Button } from '#web/host/components/button.tsx';
import { Note } from '#web/host/components/states.tsx';
import { callOffDeletion, deletionQuery } from '#web/host/queries/account/own-data.ts';

/** On every page of somebody whose account is to be deleted: when, and the way back. */
export const DeletionNote = (): ReactElement | null => {
  const { deletion: texts } = useMessages().ownData;
  const formats = useFormats();
  const queryClient = useQueryClient();
  const showProblem = useProblemToast();
  const deletion = useQuery({ ...deletionQuery, enabled: useMay()('account.write') }).data?.deletion ?? null;
  const keep = useMutationOnce({
    mutationFn: callOffDeletion,
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: deletionQuery.queryKey });
      toast.success(texts.kept);
    },
    onError: showProblem,
  });
  if (deletion === null) return null;
  const isGrace = deletion.state === 'grace';
  return (
    <div className="mb-6">
      <Note icon="alert" role="status" tone="warn">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <p className="min-w-0 flex-1 basis-64">
            {isGrace ? texts.pending(formats.dateTime(deletion.dueAt)) : texts.leaving}{' '}
            {deletion.failure === 'last_owner' && texts.failing}
          </p>
          {isGrace && (
            <Button busy={keep.isPending} onClick={() => keep.mutate()} size="small">
              {texts.keep}
            </Button>
          )}
        </div>
      </Note>
    </div>
  );
};

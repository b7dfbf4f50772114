import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { toast } from 'sonner';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { Button } from '#web/host/components/button.tsx';
import { ConfirmDialog } from '#web/host/components/dialog.tsx';
import type { IconName } from '#web/host/components/icon.tsx';

/** Removes what an editor shows, after asking, and leads back to its list. */
export const RemoveButton = ({
  icon,
  texts,
  title,
  remove,
  onRemoved,
  leaveFor,
  detailKey,
  listKey,
}: {
  icon: IconName;
  texts: { action: string; body: string; confirm: string; done: string };
  title: string;
  remove: () => Promise<unknown>;
  onRemoved: () => void;
  leaveFor: () => Promise<void>;
  detailKey: QueryKey;
  listKey: QueryKey;
}): ReactElement => {
  const [open, setOpen] = useState(false);
  const queryClient = useQueryClient();
  const removal = useMutationOnce({
    mutationFn: remove,
    onSuccess: async () => {
      onRemoved();
      toast.success(texts.done);
      await leaveFor();
      queryClient.removeQueries({ queryKey: detailKey });
      await queryClient.invalidateQueries({ queryKey: listKey });
    },
  });
  return (
    <>
      <Button icon={icon} onClick={() => setOpen(true)} size="small">
        {texts.action}
      </Button>
      <ConfirmDialog
        body={texts.body}
        busy={removal.isPending}
        confirm={texts.confirm}
        error={removal.error}
        onConfirm={() => removal.mutate()}
        onOpenChange={(next) => {
          setOpen(next);
          if (!next) removal.reset();
        }}
        open={open}
        title={title}
      />
    </>
  );
};

import { type ReactElement, useState } from 'react';
import type { AttentionItem } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { Button } from '#web/host/components/button.tsx';
import { ConfirmDialog } from '#web/host/components/dialog.tsx';
import { CorrectAddressDialog } from './correct-address-dialog.tsx';
import { titleOf } from './item-texts.ts';
import { useAttend } from './use-attend.ts';

const DismissDialog = ({ item, onClose }: { item: AttentionItem; onClose: () => void }): ReactElement => {
  const messages = useMessages();
  const texts = messages.attention.dismiss;
  const act = useAttend({ quietErrors: true, onDone: onClose });
  return (
    <ConfirmDialog
      body={texts.body(titleOf(item, messages))}
      busy={act.isPending}
      confirm={texts.confirm}
      error={act.error}
      onConfirm={() => act.mutate({ kind: 'dismiss', attentionId: item.id })}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      open
      title={texts.title}
    />
  );
};

/** What can be done about one item, as the server says. */
export const ItemActions = ({ item }: { item: AttentionItem }): ReactElement | null => {
  const messages = useMessages();
  const { act: texts } = messages.attention;
  const [dialog, setDialog] = useState<'dismiss' | 'correct'>();
  const act = useAttend();
  const close = (): void => setDialog(undefined);
  const what = titleOf(item, messages);
  if (item.actions.length === 0) return null;
  return (
    <div className="flex flex-wrap gap-2">
      {item.actions.includes('correct_address') && (
        <Button
          aria-label={`${texts.correct} ${what}`}
          icon="mail"
          onClick={() => setDialog('correct')}
          size="small"
          tone="primary"
        >
          {texts.correct}
        </Button>
      )}
      {item.actions.includes('retry') && (
        <Button
          aria-label={`${texts.retry}: ${what}`}
          busy={act.isPending}
          icon="refresh"
          onClick={() => act.mutate({ kind: 'retry', attentionId: item.id })}
          size="small"
        >
          {texts.retry}
        </Button>
      )}
      {item.actions.includes('dismiss') && (
        <Button
          aria-label={`${texts.dismiss} ${what}`}
          onClick={() => setDialog('dismiss')}
          size="small"
          tone="quiet"
        >
          {texts.dismiss}
        </Button>
      )}
      {dialog === 'dismiss' && <DismissDialog item={item} onClose={close} />}
      {dialog === 'correct' && item.recipient !== null && (
        <CorrectAddressDialog bookingId={item.subject.id} failed={item.recipient.address} onClose={close} />
      )}
    </div>
  );
};

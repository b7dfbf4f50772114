import { type ReactElement, useState } from 'react';
import type { AttentionItem } from '#web/api/schemas.ts';
import { useLanguage, useMessages } from '#web/host/app/language-provider.tsx';
import { Button } from '#web/host/components/button.tsx';
import { ConfirmDialog } from '#web/host/components/dialog.tsx';
import { Note } from '#web/host/components/states.tsx';
import { failureIn } from '#web/host/queries/api.ts';
import { resolutions } from '#web/host/queries/attention.ts';
import { CorrectAddressDialog } from './correct-address-dialog.tsx';
import { isMoney, titleOf } from './item-texts.ts';
import { useAttend } from './use-attend.ts';

const DismissDialog = ({ item, onClose }: { item: AttentionItem; onClose: () => void }): ReactElement => {
  const { language, messages } = useLanguage();
  const texts = messages.attention.dismiss;
  const what = titleOf(item, messages, language);
  const act = useAttend({ quietErrors: true, onDone: onClose });
  return (
    <ConfirmDialog
      body={isMoney(item.kind) ? texts.moneyBody(what) : texts.body(what)}
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

type Resolution = (typeof resolutions)[number];
/** Others cannot be taken back, or somebody is told of them: they are asked for once more. */
const atOnce: readonly Resolution[] = ['restore', 'keep'];

const ResolveDialog = ({
  item,
  resolution,
  onClose,
}: {
  item: AttentionItem;
  resolution: Resolution;
  onClose: () => void;
}): ReactElement => {
  const { conflict: texts } = useMessages().attention;
  const act = useAttend({ quietErrors: true, onDone: onClose });
  const isTaken = act.error !== null && failureIn(act.error).code === 'slot_taken';
  return (
    <ConfirmDialog
      body={texts.bodies[resolution]}
      busy={act.isPending}
      confirm={texts.confirm[resolution]}
      danger={resolution !== 'follow'}
      error={isTaken ? null : act.error}
      onConfirm={() => act.mutate({ kind: resolution, conflictId: item.id })}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      open
      title={texts.titles[resolution]}
    >
      {isTaken && (
        <Note icon="alert" role="alert" tone="bad">
          {texts.taken}
        </Note>
      )}
    </ConfirmDialog>
  );
};

/** The ways to decide a conflict with a calendar, the mildest first. */
const ConflictActions = ({ item }: { item: AttentionItem }): ReactElement => {
  const { conflict: texts } = useMessages().attention;
  const [asked, setAsked] = useState<Resolution>();
  const act = useAttend();
  const possible = resolutions.filter((resolution) => item.actions.includes(resolution));
  return (
    <div className="flex flex-wrap gap-2">
      {possible.map((resolution) => (
        <Button
          busy={act.isPending && act.variables.kind === resolution}
          key={resolution}
          onClick={() =>
            atOnce.includes(resolution)
              ? act.mutate({ kind: resolution, conflictId: item.id })
              : setAsked(resolution)
          }
          size="small"
          tone={resolution === 'cancel' ? 'quiet' : 'secondary'}
        >
          {texts.act[resolution]}
        </Button>
      ))}
      {asked !== undefined && (
        <ResolveDialog item={item} onClose={() => setAsked(undefined)} resolution={asked} />
      )}
    </div>
  );
};

/** What can be done about one item, as the server says. */
export const ItemActions = ({ item }: { item: AttentionItem }): ReactElement | null => {
  const { language, messages } = useLanguage();
  const { act: texts } = messages.attention;
  const [dialog, setDialog] = useState<'dismiss' | 'correct'>();
  const act = useAttend();
  const close = (): void => setDialog(undefined);
  const what = titleOf(item, messages, language);
  if (item.actions.length === 0) return null;
  if (item.kind === 'conflict') return <ConflictActions item={item} />;
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

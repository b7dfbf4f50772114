import { useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { toast } from 'sonner';
import type { Integration } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMay } from '#web/host/app/may.ts';
import { useFormats } from '#web/host/app/use-formats.ts';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { useProblemToast } from '#web/host/app/use-problem-toast.ts';
import { Badge, type BadgeTone } from '#web/host/components/badge.tsx';
import { Button } from '#web/host/components/button.tsx';
import { ConfirmDialog } from '#web/host/components/dialog.tsx';
import { Icon } from '#web/host/components/icon.tsx';
import { Card } from '#web/host/components/page.tsx';
import { Note } from '#web/host/components/states.tsx';
import { disconnectIntegration, integrationsKey, syncIntegration } from '#web/host/queries/integration.ts';
import { textOf } from '#web/ui/text-of.ts';
import { CalendarRow } from './calendar-row.tsx';

export const toneOfStatus: Record<Integration['status'], BadgeTone> = {
  connected: 'good',
  needs_reconnection: 'warn',
  disconnecting: 'plain',
  disconnected: 'plain',
};

const SyncButton = ({ integration }: { integration: Integration }): ReactElement => {
  const { integrations: texts } = useMessages();
  const queryClient = useQueryClient();
  const showProblem = useProblemToast();
  const sync = useMutationOnce({
    mutationFn: () => syncIntegration(integration.id),
    onSuccess: () => toast.success(texts.syncAsked),
    onError: showProblem,
    onSettled: () => queryClient.invalidateQueries({ queryKey: integrationsKey }),
  });
  return (
    <Button busy={sync.isPending} icon="refresh" onClick={() => sync.mutate()} size="small">
      {texts.sync}
    </Button>
  );
};

const DisconnectButton = ({ integration }: { integration: Integration }): ReactElement => {
  const { integrations: texts } = useMessages();
  const [open, setOpen] = useState(false);
  const queryClient = useQueryClient();
  const disconnect = useMutationOnce({
    mutationFn: () => disconnectIntegration(integration.id),
    onSuccess: () => {
      setOpen(false);
      toast.success(texts.disconnected);
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: integrationsKey }),
  });
  return (
    <>
      <Button onClick={() => setOpen(true)} size="small">
        {texts.disconnect}
      </Button>
      <ConfirmDialog
        body={texts.disconnectBody}
        busy={disconnect.isPending}
        confirm={texts.disconnectConfirm}
        error={disconnect.error}
        onConfirm={() => disconnect.mutate()}
        onOpenChange={setOpen}
        open={open}
        title={texts.disconnectTitle(integration.accountLabel)}
      />
    </>
  );
};

export const IntegrationCard = ({
  integration,
  onReconnect,
  reconnecting,
}: {
  integration: Integration;
  onReconnect: () => void;
  reconnecting: boolean;
}): ReactElement => {
  const { integrations: texts } = useMessages();
  const formats = useFormats();
  const mayWrite = useMay()('integrations.write');
  const broken = integration.status === 'needs_reconnection';
  const gone = integration.status === 'disconnected' || integration.status === 'disconnecting';
  const headingId = `integration-${integration.id}`;
  return (
    <li>
      <Card>
        <section aria-labelledby={headingId}>
          <div className="flex flex-wrap items-center gap-x-4 gap-y-3 p-4 sm:p-5">
            <span className="grid size-11 place-items-center rounded-xl bg-accent-wash text-accent-ink">
              <Icon className="size-6" name="calendar" />
            </span>
            <div className="min-w-0 flex-1 basis-48">
              <h2 className="truncate font-semibold" id={headingId}>
                {integration.accountLabel}
              </h2>
              <p className="text-sm text-soft">
                {textOf(texts.vendors, integration.vendor, texts.otherVendor)} ·{' '}
                {texts.connectedSince(formats.date(integration.connectedAt))}
              </p>
            </div>
            <Badge icon={broken ? 'alert' : 'check'} tone={toneOfStatus[integration.status]}>
              {texts.status[integration.status]}
            </Badge>
            {!gone && mayWrite && (
              <div className="flex flex-wrap gap-2">
                {!broken && <SyncButton integration={integration} />}
                <DisconnectButton integration={integration} />
              </div>
            )}
          </div>
          {broken && (
            <div className="px-4 pb-4 sm:px-5">
              <Note icon="alert" role="alert" tone="warn">
                <p>{texts.reconnectBody}</p>
                {mayWrite && (
                  <Button
                    busy={reconnecting}
                    className="mt-2"
                    icon="plug"
                    onClick={onReconnect}
                    size="small"
                    tone="primary"
                  >
                    {texts.reconnect}
                  </Button>
                )}
              </Note>
            </div>
          )}
          {!gone && (
            <>
              <h3 className="sr-only">{texts.calendars}</h3>
              {integration.calendars.length === 0 ? (
                <p className="border-t border-line px-5 py-4 text-soft">{texts.noCalendars}</p>
              ) : (
                <ul className="divide-y divide-line border-t border-line">
                  {integration.calendars.map((calendar) => (
                    <CalendarRow calendar={calendar} key={calendar.id} />
                  ))}
                </ul>
              )}
            </>
          )}
        </section>
      </Card>
    </li>
  );
};

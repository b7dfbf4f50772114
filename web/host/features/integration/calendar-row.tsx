import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactElement, type ReactNode, useId } from 'react';
import { toast } from 'sonner';
import type { ConnectedCalendar } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMay } from '#web/host/app/may.ts';
import { useFormats } from '#web/host/app/use-formats.ts';
import { useNow } from '#web/host/app/use-now.ts';
import { useProblemToast } from '#web/host/app/use-problem-toast.ts';
import { Badge, type BadgeTone } from '#web/host/components/badge.tsx';
import { Button } from '#web/host/components/button.tsx';
import { Icon, type IconName } from '#web/host/components/icon.tsx';
import { Toggle } from '#web/host/components/inputs/toggle.tsx';
import { integrationListQuery, integrationsKey, updateCalendar } from '#web/host/queries/integration.ts';
import { reasonText } from '#web/i18n/host/failure.ts';

const looks: Record<ConnectedCalendar['state'], readonly [BadgeTone, IconName]> = {
  importing: ['info', 'refresh'],
  up_to_date: ['good', 'check'],
  catching_up: ['info', 'clock'],
  in_doubt: ['warn', 'alert'],
  needs_reconnection: ['warn', 'plug'],
  failing: ['bad', 'alert'],
};

type Change = { isConflictCalendar?: boolean; isTarget?: true };

const useCalendarChange = (calendar: ConnectedCalendar) => {
  const { integrations: texts } = useMessages();
  const queryClient = useQueryClient();
  const showProblem = useProblemToast();
  const { queryKey } = integrationListQuery;
  return useMutation({
    mutationFn: (change: Change) => updateCalendar(calendar.id, change),
    onMutate: async (change) => {
      await queryClient.cancelQueries({ queryKey });
      const before = queryClient.getQueryData(queryKey);
      queryClient.setQueryData(queryKey, (page) =>
        page === undefined
          ? page
          : {
              ...page,
              items: page.items.map((integration) => ({
                ...integration,
                calendars: integration.calendars.map((item) => {
                  if (item.id === calendar.id) return { ...item, ...change };
                  return change.isTarget === true ? { ...item, isTarget: false } : item;
                }),
              })),
            },
      );
      return { before };
    },
    onSuccess: (_integration, change) => {
      if (change.isTarget === true) toast.success(texts.targetDone(calendar.name));
      else if (change.isConflictCalendar === true) toast.success(texts.conflictOn(calendar.name));
      else toast.success(texts.conflictOff(calendar.name));
    },
    onError: (error, _change, context) => {
      queryClient.setQueryData(queryKey, context?.before);
      showProblem(error);
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: integrationsKey }),
  });
};

const Figure = ({ label, children }: { label: string; children: ReactNode }): ReactElement => (
  <div>
    <dt className="text-[0.8125rem] text-soft">{label}</dt>
    <dd className="text-sm tabular-nums">{children}</dd>
  </div>
);

/** How far the calendar has been read. A calendar that is not used is not read. */
const Figures = ({ calendar }: { calendar: ConnectedCalendar }): ReactElement => {
  const { integrations: texts } = useMessages();
  const formats = useFormats();
  const now = useNow();
  return (
    <dl className="grid grid-cols-2 gap-3 xl:grid-cols-4">
      <Figure label={texts.lastSync}>
        {calendar.lastSyncedAt === null ? texts.never : formats.relative(calendar.lastSyncedAt, now)}
      </Figure>
      <Figure label={texts.events}>{calendar.eventCount}</Figure>
      <Figure label={texts.push}>
        {calendar.pushUntil === null ? texts.noPush : formats.dateTime(calendar.pushUntil)}
      </Figure>
      {calendar.workflowUrl !== null && (
        <Figure label={texts.workflow}>
          <a
            className="inline-flex min-h-6 items-center gap-1.5 text-accent-ink underline underline-offset-3"
            href={calendar.workflowUrl}
            rel="noreferrer"
            target="_blank"
          >
            Temporal UI
            <span className="sr-only">: {calendar.name}</span>
            <Icon className="size-4" name="external" />
          </a>
        </Figure>
      )}
    </dl>
  );
};

/** Whether the last answer of the provider lacked too many entries to be believed, and who decides what holds. */
const Withheld = ({ withheld }: Pick<ConnectedCalendar, 'withheld'>): ReactElement | null => {
  const { integrations: texts } = useMessages();
  if (withheld === null) return null;
  return (
    <p className="text-sm text-warn-ink">
      {texts.withheld(withheld.missing, withheld.known)}{' '}
      {withheld.isAsked ? (
        <Link className="font-medium underline underline-offset-3" to="/attention">
          {texts.withheldAsked}
        </Link>
      ) : (
        texts.withheldWaits
      )}
    </p>
  );
};

const colorOf = (color: string | null): string | undefined =>
  color !== null && /^#[0-9a-f]{3,8}$/i.test(color) ? color : undefined;

export const CalendarRow = ({ calendar }: { calendar: ConnectedCalendar }): ReactElement => {
  const messages = useMessages();
  const { integrations: texts } = messages;
  const change = useCalendarChange(calendar);
  const toggleId = useId();
  const mayWrite = useMay()('integrations.write');
  const isFollowed = calendar.isConflictCalendar || calendar.isTarget;
  const [tone, icon] = looks[calendar.state];
  return (
    <li className="grid gap-4 px-4 py-4 sm:px-5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <span
          aria-hidden="true"
          className="size-3 rounded-full bg-edge"
          style={{ backgroundColor: colorOf(calendar.color) }}
        />
        <h4 className="min-w-0 font-medium wrap-anywhere">{calendar.name}</h4>
        {calendar.isPrimary && <Badge tone="plain">{texts.primary}</Badge>}
        <span className="ms-auto" data-state-of={calendar.id}>
          {isFollowed ? (
            <Badge icon={icon} tone={tone}>
              {texts.states[calendar.state]}
            </Badge>
          ) : (
            <Badge tone="plain">{texts.notFollowed}</Badge>
          )}
        </span>
      </div>
      <Withheld withheld={calendar.withheld} />
      {calendar.lastError !== null && (
        <p className="text-sm text-danger-ink">{reasonText(calendar.lastError, messages)}</p>
      )}
      <div className="flex flex-wrap items-center gap-x-8 gap-y-3">
        <div className="flex-1 basis-80 self-start">
          {(isFollowed || calendar.lastSyncedAt !== null) && <Figures calendar={calendar} />}
        </div>
        <div className="grid justify-items-start gap-2 sm:w-64">
          <div className="flex items-center gap-3">
            <Toggle
              checked={calendar.isConflictCalendar}
              disabled={!mayWrite}
              id={toggleId}
              label={texts.conflictLabel(calendar.name)}
              onChange={(isConflictCalendar) => change.mutate({ isConflictCalendar })}
            />
            <span aria-hidden="true">{texts.conflict}</span>
          </div>
          {calendar.isTarget ? (
            <p className="flex min-h-8.5 items-center gap-2 text-sm font-medium text-accent-ink">
              <Icon name="check" />
              {texts.target}
            </p>
          ) : (
            mayWrite && (
              <Button
                aria-label={texts.makeTargetLabel(calendar.name)}
                onClick={() => change.mutate({ isTarget: true })}
                size="small"
              >
                {texts.makeTarget}
              </Button>
            )
          )}
        </div>
      </div>
    </li>
  );
};

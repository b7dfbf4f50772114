import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Schedule } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMay } from '#web/host/app/may.ts';
import { BackLink } from '#web/host/components/back-link.tsx';
import { PageHeader } from '#web/host/components/page.tsx';
import { LoadedPage, ReadOnlyNote } from '#web/host/editor/loaded-page.tsx';
import { RemoveButton } from '#web/host/editor/remove-button.tsx';
import { useCreating, useEditing } from '#web/host/editor/use-editing.ts';
import { meQuery } from '#web/host/queries/account/account.ts';
import type { Versioned } from '#web/host/queries/api.ts';
import {
  createSchedule,
  deleteSchedule,
  replaceSchedule,
  scheduleQuery,
  schedulesKey,
} from '#web/host/queries/schedule.ts';
import { ScheduleEditor } from './schedule-editor.tsx';
import {
  newScheduleValues,
  type ScheduleValues,
  scheduleIssues,
  tidySchedule,
  valuesOfSchedule,
} from './schedule-values.ts';

const route = getRouteApi('/member/schedules/$scheduleId');

const noun = { key: schedulesKey, issuesOf: scheduleIssues, tidy: tidySchedule } as const;

export const NewSchedulePage = (): ReactElement => {
  const { schedules: texts } = useMessages();
  const { data: me } = useSuspenseQuery(meQuery);
  const navigate = useNavigate();
  const editing = useCreating<ScheduleValues, Schedule>({
    ...noun,
    values: () => newScheduleValues(me.member.timeZone),
    create: createSchedule,
    created: texts.created,
    open: ({ id }) => navigate({ to: '/schedules/$scheduleId', params: { scheduleId: id }, replace: true }),
  });
  return (
    <>
      <BackLink to="/schedules">{texts.title}</BackLink>
      <PageHeader lead={texts.lead} title={texts.newTitle} />
      <ScheduleEditor editing={editing} isDefault={false} />
    </>
  );
};

const EditSchedule = ({ current }: { current: Versioned<Schedule> }): ReactElement => {
  const { schedules: texts } = useMessages();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const query = scheduleQuery(current.value.id);
  const editing = useEditing<ScheduleValues, Schedule>({
    ...noun,
    current,
    currentKey: query.queryKey,
    valuesOf: valuesOfSchedule,
    update: ({ value, etag }, values) => replaceSchedule(value.id, etag, values),
    read: () => queryClient.fetchQuery({ ...query, staleTime: 0 }),
    saved: texts.saved,
  });
  const { base } = editing;
  const mayWrite = useMay()('schedules.write');
  return (
    <>
      <PageHeader
        actions={
          mayWrite && (
            <RemoveButton
              detailKey={query.queryKey}
              icon="trash"
              leaveFor={() => navigate({ to: '/schedules' })}
              listKey={schedulesKey}
              onRemoved={editing.leave}
              remove={() => deleteSchedule(base.id)}
              texts={texts.remove}
              title={texts.remove.title(base.name)}
            />
          )
        }
        lead={texts.lead}
        title={base.name}
      />
      {!mayWrite && <ReadOnlyNote />}
      <ScheduleEditor editing={editing} isDefault={base.isDefault} readOnly={!mayWrite} />
    </>
  );
};

export const SchedulePage = (): ReactElement => {
  const { schedules: texts } = useMessages();
  const { scheduleId } = route.useParams();
  return (
    <LoadedPage back="/schedules" list={texts.title} query={useQuery(scheduleQuery(scheduleId))}>
      {(schedule) => <EditSchedule current={schedule} key={scheduleId} />}
    </LoadedPage>
  );
};

import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { type ReactElement, useEffect, useReducer, useRef, useState } from 'react';
import { toast } from 'sonner';
import { createAttempts } from '#web/api/attempt.ts';
import type { Schedule } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { BackLink } from '#web/host/components/back-link.tsx';
import { Button } from '#web/host/components/button.tsx';
import { ChangedNote } from '#web/host/components/changed-note.tsx';
import { ConfirmDialog } from '#web/host/components/dialog.tsx';
import { LeaveGuard } from '#web/host/components/leave-guard.tsx';
import { Card, PageHeader } from '#web/host/components/page.tsx';
import { ErrorState, ProblemNote, Skeleton } from '#web/host/components/states.tsx';
import { meQuery } from '#web/host/queries/account.ts';
import { failureIn } from '#web/host/queries/api.ts';
import {
  createSchedule,
  deleteSchedule,
  replaceSchedule,
  scheduleQuery,
  schedulesKey,
} from '#web/host/queries/schedule.ts';
import { ScheduleEditor } from './schedule-editor.tsx';
import { formOfSchedule, newScheduleForm, scheduleInputOf } from './schedule-form.ts';
import { reduceSchedule } from './schedule-reducer.ts';

const route = getRouteApi('/member/schedules/$scheduleId');

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

export const NewSchedulePage = (): ReactElement => {
  const { schedules: texts } = useMessages();
  const { data: me } = useSuspenseQuery(meQuery);
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [blank] = useState(() => newScheduleForm(me.member.timeZone));
  const [form, dispatch] = useReducer(reduceSchedule, blank);
  const [attempts] = useState(createAttempts);
  const saved = useRef(false);
  const create = useMutation({
    mutationFn: () => createSchedule(attempts, scheduleInputOf(form)),
    onSuccess: async (schedule) => {
      saved.current = true;
      toast.success(texts.created);
      void queryClient.invalidateQueries({ queryKey: schedulesKey });
      await navigate({ to: '/schedules/$scheduleId', params: { scheduleId: schedule.id }, replace: true });
    },
  });
  return (
    <>
      <BackLink to="/schedules">{texts.title}</BackLink>
      <PageHeader lead={texts.lead} title={texts.newTitle} />
      <ScheduleEditor
        busy={create.isPending}
        dirty
        dispatch={dispatch}
        form={form}
        lockDefault={false}
        notice={<ProblemNote error={create.error} />}
        onDiscard={undefined}
        onSave={() => create.mutate()}
      />
      <LeaveGuard isDirty={() => !saved.current && !same(form, blank)} />
    </>
  );
};

const DeleteButton = ({
  schedule,
  onDeleted,
}: {
  schedule: Schedule;
  onDeleted: () => void;
}): ReactElement => {
  const { schedules: texts } = useMessages();
  const [open, setOpen] = useState(false);
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const remove = useMutation({
    mutationFn: () => deleteSchedule(schedule.id),
    onSuccess: async () => {
      onDeleted();
      toast.success(texts.remove.done);
      await navigate({ to: '/schedules' });
      queryClient.removeQueries({ queryKey: scheduleQuery(schedule.id).queryKey });
      await queryClient.invalidateQueries({ queryKey: schedulesKey });
    },
  });
  return (
    <>
      <Button icon="trash" onClick={() => setOpen(true)} size="small">
        {texts.remove.action}
      </Button>
      <ConfirmDialog
        body={texts.remove.body}
        busy={remove.isPending}
        confirm={texts.remove.confirm}
        error={remove.error}
        onConfirm={() => remove.mutate()}
        onOpenChange={(next) => {
          setOpen(next);
          if (!next) remove.reset();
        }}
        open={open}
        title={texts.remove.title(schedule.name)}
      />
    </>
  );
};

type Versioned = { value: Schedule; etag: string };

const EditSchedule = ({ current }: { current: Versioned }): ReactElement => {
  const { schedules: texts } = useMessages();
  const queryClient = useQueryClient();
  const [base, setBase] = useState(current);
  const [form, dispatch] = useReducer(reduceSchedule, base.value, formOfSchedule);
  const left = useRef(false);
  const clean = formOfSchedule(base.value);
  const dirty = !same({ ...form, nextKey: 0 }, { ...clean, nextKey: 0 });
  const adopt = (next: Versioned): void => {
    setBase(next);
    dispatch({ type: 'reset', form: formOfSchedule(next.value) });
  };
  useEffect(() => {
    if (!dirty && current.etag !== base.etag) adopt(current);
  });
  const save = useMutation({
    mutationFn: () => replaceSchedule(base.value.id, base.etag, scheduleInputOf(form)),
    onSuccess: (next) => {
      queryClient.setQueryData(scheduleQuery(next.value.id).queryKey, next);
      adopt(next);
      toast.success(texts.saved);
      void queryClient.invalidateQueries({ queryKey: schedulesKey });
    },
  });
  const load = async (): Promise<void> => {
    adopt(await queryClient.fetchQuery({ ...scheduleQuery(base.value.id), staleTime: 0 }));
    save.reset();
  };
  const changed = save.error !== null && failureIn(save.error).code === 'precondition_failed';
  return (
    <>
      <PageHeader
        actions={
          <DeleteButton
            onDeleted={() => {
              left.current = true;
            }}
            schedule={base.value}
          />
        }
        lead={texts.lead}
        title={base.value.name}
      />
      <ScheduleEditor
        busy={save.isPending}
        dirty={dirty}
        dispatch={dispatch}
        form={form}
        lockDefault={base.value.isDefault}
        notice={changed ? <ChangedNote onLoad={() => void load()} /> : <ProblemNote error={save.error} />}
        onDiscard={() => dispatch({ type: 'reset', form: clean })}
        onSave={() => save.mutate()}
      />
      <LeaveGuard isDirty={() => dirty && !left.current} />
    </>
  );
};

export const SchedulePage = (): ReactElement => {
  const { schedules: texts } = useMessages();
  const { scheduleId } = route.useParams();
  const query = useQuery(scheduleQuery(scheduleId));
  return (
    <>
      <BackLink to="/schedules">{texts.title}</BackLink>
      {query.isPending && <Skeleton rows={6} />}
      {query.isError && query.data === undefined && (
        <Card>
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        </Card>
      )}
      {query.data !== undefined && <EditSchedule current={query.data} key={scheduleId} />}
    </>
  );
};

import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Schedule } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { Badge } from '#web/host/components/badge.tsx';
import { buttonClass } from '#web/host/components/button.tsx';
import { Icon } from '#web/host/components/icon.tsx';
import { Card, PageHeader } from '#web/host/components/page.tsx';
import { EmptyState, ErrorState, Skeleton } from '#web/host/components/states.tsx';
import { scheduleListQuery } from '#web/host/queries/schedule.ts';
import { spanText } from '#web/time/span.ts';
import { zoneLabel } from '#web/time/zone.ts';
import { formOfSchedule, weeklyMinutes } from './schedule-form.ts';

/** The week as seven small bars, hours of the day from left to right. */
const WeekPicture = ({ schedule }: { schedule: Schedule }): ReactElement => {
  const { schedules: texts } = useMessages();
  return (
    <div aria-hidden="true" className="grid gap-1.5">
      {texts.weekdaysShort.map((name, day) => (
        <div className="grid grid-cols-[2.25rem_minmax(0,1fr)] items-center gap-2" key={name}>
          <span className="text-xs text-soft">{name}</span>
          <span className="relative h-2.5 overflow-hidden rounded-full bg-sunken">
            {schedule.weekly
              .filter((block) => block.weekday === day + 1)
              .map((block) => (
                <span
                  className="absolute inset-y-0 rounded-full bg-accent"
                  key={block.startMinute}
                  style={{
                    insetInlineStart: `${(block.startMinute / 1440) * 100}%`,
                    width: `${((block.endMinute - block.startMinute) / 1440) * 100}%`,
                  }}
                />
              ))}
          </span>
        </div>
      ))}
    </div>
  );
};

const ScheduleCard = ({ schedule }: { schedule: Schedule }): ReactElement => {
  const messages = useMessages();
  const texts = messages.schedules;
  const hours = spanText(weeklyMinutes(formOfSchedule(schedule)), messages.shell.units);
  return (
    <li>
      <Card className="relative grid h-full gap-4 p-5 transition-shadow hover:shadow-pop">
        <div className="flex items-start gap-3">
          <div className="min-w-0 flex-1">
            <h2 className="text-lg font-semibold wrap-anywhere">
              <Link
                className="after:absolute after:inset-0 after:rounded-2xl focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-offset-2 focus-visible:after:outline-accent"
                params={{ scheduleId: schedule.id }}
                to="/schedules/$scheduleId"
              >
                {schedule.name}
              </Link>
            </h2>
            <p className="text-sm text-soft">{zoneLabel(schedule.timeZone, Date.now())}</p>
          </div>
          {schedule.isDefault && <Badge tone="good">{texts.isDefault}</Badge>}
        </div>
        <WeekPicture schedule={schedule} />
        <p className="text-sm text-soft">
          {texts.weekly.total(hours)}
          {schedule.overrides.length > 0 && ` · ${texts.overridesCount(schedule.overrides.length)}`}
        </p>
      </Card>
    </li>
  );
};

export const SchedulesPage = (): ReactElement => {
  const { schedules: texts } = useMessages();
  const query = useQuery(scheduleListQuery);
  const create = (
    <Link className={buttonClass('primary')} to="/schedules/new">
      <Icon name="plus" />
      {texts.create}
    </Link>
  );
  return (
    <>
      <PageHeader actions={create} lead={texts.lead} title={texts.title} />
      {query.isPending && <Skeleton rows={3} />}
      {query.isError && query.data === undefined && (
        <Card>
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        </Card>
      )}
      {query.data?.length === 0 && (
        <Card>
          <EmptyState body={texts.empty.body} icon="clock" title={texts.empty.title}>
            {create}
          </EmptyState>
        </Card>
      )}
      {query.data !== undefined && query.data.length > 0 && (
        <ul className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
          {query.data.map((schedule) => (
            <ScheduleCard key={schedule.id} schedule={schedule} />
          ))}
        </ul>
      )}
    </>
  );
};

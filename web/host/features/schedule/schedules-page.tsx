import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Schedule } from '#web/api/schemas.ts';
import { useLanguage, useMessages } from '#web/host/app/language-provider.tsx';
import { Badge } from '#web/host/components/badge.tsx';
import { ListPage } from '#web/host/components/list-page.tsx';
import { Card } from '#web/host/components/page.tsx';
import { meQuery } from '#web/host/queries/account/account.ts';
import { scheduleListQuery } from '#web/host/queries/schedule.ts';
import { weekdayHeads } from '#web/time/format.ts';
import { hostTag } from '#web/time/instants.ts';
import { spanText } from '#web/time/span.ts';
import { zoneLabel } from '#web/time/zones/zone.ts';
import { weekFrom } from './schedule-values.ts';
import { weeklyMinutes } from './weekly.ts';

/** The week as seven small bars, hours of the day from left to right. */
const WeekPicture = ({ schedule }: { schedule: Schedule }): ReactElement => {
  const { weekStart } = useSuspenseQuery(meQuery).data.person;
  const heads = weekdayHeads(hostTag(useLanguage().language), 1);
  return (
    <div aria-hidden="true" className="grid gap-1.5">
      {weekFrom(weekStart).map((weekday) => (
        <div className="grid grid-cols-[2.25rem_minmax(0,1fr)] items-center gap-2" key={weekday}>
          <span className="text-xs text-soft">{heads[weekday - 1]?.short}</span>
          <span className="relative h-2.5 overflow-hidden rounded-full bg-sunken">
            {schedule.weekly
              .filter((block) => block.weekday === weekday)
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
  const hours = spanText(weeklyMinutes(schedule.weekly), messages.shell.units);
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

export const SchedulesPage = (): ReactElement => (
  <ListPage
    columns="md:grid-cols-2 xl:grid-cols-3"
    creates="schedules.write"
    icon="clock"
    newPage="/schedules/new"
    query={useQuery(scheduleListQuery)}
    texts={useMessages().schedules}
  >
    {(schedule) => <ScheduleCard key={schedule.id} schedule={schedule} />}
  </ListPage>
);

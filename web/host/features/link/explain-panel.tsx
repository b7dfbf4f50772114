import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactElement, useState } from 'react';
import type { Link } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useFormats } from '#web/host/app/use-formats.ts';
import { Button } from '#web/host/components/button.tsx';
import { Icon } from '#web/host/components/icon.tsx';
import { Field } from '#web/host/components/inputs/field.tsx';
import { WallTimeFields } from '#web/host/components/inputs/wall-time-fields.tsx';
import { Card } from '#web/host/components/page.tsx';
import { Note, ProblemNote } from '#web/host/components/states.tsx';
import { explanationQuery } from '#web/host/queries/link.ts';
import { parseTimeOfDay } from '#web/time/time-of-day.ts';
import { instantOfWall, wallTime } from '#web/time/wall.ts';
import { reasonText } from './explain-reason.ts';

const Answer = ({ link, start, duration }: { link: Link; start: string; duration: number }): ReactElement => {
  const messages = useMessages();
  const texts = messages.links.explain;
  const formats = useFormats();
  const query = useQuery(explanationQuery(link.id, start, duration));
  if (query.isPending) return <div aria-hidden="true" className="skeleton h-16" />;
  if (query.isError) return <ProblemNote error={query.error} />;
  if (query.data.offered) {
    return (
      <Note icon="check" tone="good">
        <p className="font-medium">{texts.offered}</p>
        <p className="text-sm">{formats.dateTime(query.data.start)}</p>
      </Note>
    );
  }
  return (
    <Note icon="help" tone="info">
      <p className="font-medium">
        {formats.dateTime(query.data.start)}. {texts.notOffered}
      </p>
      <ul className="mt-1 grid list-disc gap-1 ps-5">
        {query.data.reasons.map((reason) => (
          <li key={JSON.stringify(reason)}>{reasonText(reason, messages, formats)}</li>
        ))}
      </ul>
    </Note>
  );
};

/** Explains to the host why guests are not offered a time of the host's choice. */
export const ExplainPanel = ({ link }: { link: Link }): ReactElement => {
  const { links, shell } = useMessages();
  const texts = links.explain;
  const formats = useFormats();
  const [when, setWhen] = useState(() => ({
    date: wallTime(Date.now() + 86_400_000, formats.zone).date,
    time: '09:00',
  }));
  const [duration, setDuration] = useState(() => Math.min(...link.durationsMinutes));
  const [asked, setAsked] = useState<{ start: string; duration: number }>();
  const ask = (event: FormEvent): void => {
    event.preventDefault();
    const instant = instantOfWall(when.date, parseTimeOfDay(when.time) ?? '', formats.zone);
    if (instant !== undefined) setAsked({ start: new Date(instant).toISOString(), duration });
  };
  return (
    <Card className="mt-8">
      <section aria-labelledby="explain-heading" className="grid gap-4 p-4 sm:p-6">
        <div>
          <h2 className="flex items-center gap-2 font-semibold" id="explain-heading">
            <Icon className="size-5 text-accent-ink" name="help" />
            {texts.title}
          </h2>
          <p className="mt-0.5 text-sm text-soft">{texts.lead}</p>
        </div>
        <form className="grid items-start gap-4 sm:grid-cols-[minmax(0,1fr)_10rem_auto]" onSubmit={ask}>
          <WallTimeFields
            date={when.date}
            dateLabel={texts.date}
            hint={texts.zone(formats.zoneName(new Date().toISOString()))}
            onChange={setWhen}
            time={when.time}
            timeLabel={texts.time}
          />
          <Field label={texts.duration}>
            {(control) => (
              <select
                {...control}
                className="control"
                onChange={(event) => setDuration(Number(event.target.value))}
                value={duration}
              >
                {link.durationsMinutes.map((minutes) => (
                  <option key={minutes} value={minutes}>
                    {shell.units.minutes(minutes)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Button className="sm:mt-6.5" tone="primary" type="submit">
            {texts.ask}
          </Button>
        </form>
        <div aria-live="polite">
          {asked !== undefined && <Answer duration={asked.duration} link={link} start={asked.start} />}
        </div>
      </section>
    </Card>
  );
};

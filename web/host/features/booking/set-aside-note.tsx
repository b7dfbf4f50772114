import type { ReactElement } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { Note, ProblemNote } from '#web/host/components/states.tsx';
import { failureIn } from '#web/host/queries/api.ts';
import { textOf } from '#web/ui/text-of.ts';

/** Rules that stand between the host and a time, until they have decided on it. */
export const rulesToDecide = (error: unknown): readonly string[] => {
  if (error == null) return [];
  const failure = failureIn(error);
  return failure.code === 'decision_needed' ? failure.rules : [];
};

/** A refused time: the rules of the link that the host would set aside, or why it cannot be had at all. */
export const RefusedTimeNote = ({ error }: { error: unknown }): ReactElement | null => {
  const { setAside } = useMessages().bookings;
  const rules = rulesToDecide(error);
  if (rules.length === 0) return <ProblemNote error={error} />;
  return (
    <Note icon="alert" role="alert" tone="warn">
      <p className="font-medium">{setAside.title}</p>
      <ul className="mt-1 grid list-disc gap-1 ps-5">
        {rules.map((rule) => (
          <li key={rule}>{textOf(setAside.rules, rule, setAside.other)}</li>
        ))}
      </ul>
    </Note>
  );
};

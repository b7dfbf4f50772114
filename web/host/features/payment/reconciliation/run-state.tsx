import type { ReactElement } from 'react';
import type { Reconciliation } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { Badge, type BadgeTone } from '#web/host/components/badge.tsx';
import { textOf } from '#web/ui/text-of.ts';

const toneOf: Record<Reconciliation['state'], BadgeTone> = { running: 'info', done: 'good', failed: 'bad' };

/** How a comparison stands, and what it came to. */
export const RunState = ({ run }: { run: Reconciliation }): ReactElement => {
  const { reconciliation: texts } = useMessages().payments;
  return (
    <span className="flex flex-wrap items-center gap-1.5">
      <Badge tone={toneOf[run.state]}>{texts.states[run.state]}</Badge>
      {run.state === 'done' && run.standing === 0 && <Badge tone="plain">{texts.agree}</Badge>}
      {run.standing > 0 && (
        <Badge icon="alert" tone="warn">
          {texts.standing(run.standing)}
        </Badge>
      )}
      {run.healed > 0 && <Badge tone="plain">{texts.healed(run.healed)}</Badge>}
    </span>
  );
};

/** Why a comparison does not go on, in words; null while it does. */
export const useFailureOf = (run: Reconciliation): string | null => {
  const { failures } = useMessages().bookings.sync;
  return run.failure === null ? null : textOf(failures, run.failure, failures['unknown'] ?? '');
};

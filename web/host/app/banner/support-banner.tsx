import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { type ReactElement, useEffect } from 'react';
import type { Me } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { announceSwitch } from '#web/host/app/tenant/tenant-choice.tsx';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { useNow } from '#web/host/app/use-now.ts';
import { useProblemToast } from '#web/host/app/use-problem-toast.ts';
import { Button } from '#web/host/components/button.tsx';
import { Note } from '#web/host/components/states.tsx';
import { meQuery } from '#web/host/queries/account/account.ts';
import { leaveSupportView, operatorQuery } from '#web/host/queries/operator/operator.ts';

const minuteMs = 60_000;

/** A new page load: nothing of the organisation stays in memory. */
const goBack = (tenantId: string): void => {
  announceSwitch(tenantId);
  location.assign(`/app/operator/tenants/${tenantId}`);
};

const Banner = ({
  tenant,
  view,
}: {
  tenant: Me['tenant'];
  view: NonNullable<Me['supportView']>;
}): ReactElement => {
  const { support: texts } = useMessages().operator;
  const operator = useQuery(operatorQuery).data;
  const showProblem = useProblemToast();
  const leave = useMutationOnce({
    mutationFn: leaveSupportView,
    onSuccess: () => goBack(tenant.id),
    onError: showProblem,
  });
  const leftMs = Date.parse(view.endsAt) - useNow();
  const isOver = leftMs <= 0;
  useEffect(() => {
    if (isOver) goBack(tenant.id);
  }, [isOver, tenant.id]);
  return (
    <div className="mb-6">
      <Note icon="lock" role="status" tone="warn">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <div className="min-w-0 flex-1 basis-64 wrap-anywhere">
            <p>
              <span className="font-semibold">{texts.title(tenant.name)}</span> {texts.body}
            </p>
            <p>{texts.reason(view.reason)}</p>
            <p>
              {operator !== undefined && <>{operator.email} · </>}
              {texts.left(Math.max(1, Math.ceil(leftMs / minuteMs)))}
            </p>
          </div>
          <Button busy={leave.isPending} onClick={() => leave.mutate()} size="small">
            {texts.leave}
          </Button>
        </div>
      </Note>
    </div>
  );
};

/** On every page that an operator looks at: why, for how long yet, and the way out. */
export const SupportBanner = (): ReactElement | null => {
  const { data: me } = useSuspenseQuery(meQuery);
  return me.supportView === null ? null : <Banner tenant={me.tenant} view={me.supportView} />;
};

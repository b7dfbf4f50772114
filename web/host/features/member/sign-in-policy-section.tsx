import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useId } from 'react';
import { toast } from 'sonner';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMay } from '#web/host/app/may.ts';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { ToggleRow } from '#web/host/components/inputs/toggle.tsx';
import { Card } from '#web/host/components/page.tsx';
import { ErrorState, ProblemNote, Skeleton } from '#web/host/components/states.tsx';
import { meQuery } from '#web/host/queries/account/account.ts';
import { failureIn } from '#web/host/queries/api.ts';
import { setSignInPolicy, signInPolicyQuery } from '#web/host/queries/member.ts';

/** How everybody in the organisation must sign in. */
export const SignInPolicySection = (): ReactElement => {
  const texts = useMessages().members.signInPolicy;
  const queryClient = useQueryClient();
  const id = useId();
  const may = useMay();
  const policy = useQuery(signInPolicyQuery);
  const change = useMutationOnce({
    mutationFn: (secondFactorRequired: boolean) => setSignInPolicy({ secondFactorRequired }),
    onSuccess: (now) => {
      queryClient.setQueryData(signInPolicyQuery.queryKey, now);
      void queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
      toast.success(now.secondFactorRequired ? texts.required : texts.free);
    },
  });
  const lacksOwn =
    change.error !== null &&
    failureIn(change.error).errors.some(({ pointer }) => pointer === '/secondFactorRequired');
  return (
    <section aria-labelledby="sign-in-policy-heading" className="mt-8 grid gap-3">
      <h2 className="text-lg font-semibold" id="sign-in-policy-heading">
        {texts.title}
      </h2>
      {policy.isPending && <Skeleton rows={1} />}
      {policy.isError && policy.data === undefined && (
        <Card>
          <ErrorState error={policy.error} onRetry={() => void policy.refetch()} />
        </Card>
      )}
      {policy.data !== undefined && (
        <Card>
          <div className="grid gap-2 p-5">
            <ToggleRow
              checked={policy.data.secondFactorRequired}
              disabled={change.isPending || !may('sign_in_policy.write')}
              id={id}
              label={texts.label}
              onChange={(isRequired) => change.mutate(isRequired)}
            />
            <p className="text-sm text-soft">{texts.hint}</p>
            {lacksOwn ? (
              <p className="text-sm text-bad" role="alert">
                {texts.ownFirst}
              </p>
            ) : (
              <ProblemNote error={change.error} />
            )}
          </div>
        </Card>
      )}
    </section>
  );
};

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { toast } from 'sonner';
import type { HostAnswer, HostRequest } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMay } from '#web/host/app/may.ts';
import { useProblemToast } from '#web/host/app/use-problem-toast.ts';
import { Button } from '#web/host/components/button.tsx';
import { ConfirmDialog } from '#web/host/components/dialog.tsx';
import { Card } from '#web/host/components/page.tsx';
import { answerHostRequest, hostRequestsQuery, linksKey } from '#web/host/queries/link.ts';

const useAnswer = (request: HostRequest) => {
  const { hostRequests: texts } = useMessages().links;
  const queryClient = useQueryClient();
  const showProblem = useProblemToast();
  return useMutation({
    mutationFn: (answer: HostAnswer) => answerHostRequest(request.id, answer),
    onSuccess: (_request, answer) => toast.success(texts.done[answer](request.link.title)),
    onError: showProblem,
    onSettled: () => queryClient.invalidateQueries({ queryKey: linksKey }),
  });
};

const Asked = ({ request }: { request: HostRequest }): ReactElement => {
  const { hostRequests: texts } = useMessages().links;
  const answer = useAnswer(request);
  const { title } = request.link;
  return (
    <>
      <Button
        aria-label={texts.acceptLabel(title)}
        busy={answer.isPending}
        onClick={() => answer.mutate('accept')}
        size="small"
        tone="primary"
      >
        {texts.accept}
      </Button>
      <Button
        aria-label={texts.declineLabel(title)}
        busy={answer.isPending}
        onClick={() => answer.mutate('decline')}
        size="small"
      >
        {texts.decline}
      </Button>
    </>
  );
};

const Hosting = ({ request }: { request: HostRequest }): ReactElement => {
  const { hostRequests: texts } = useMessages().links;
  const [isOpen, setIsOpen] = useState(false);
  const answer = useAnswer(request);
  const { title } = request.link;
  return (
    <>
      <Button aria-label={texts.leaveLabel(title)} onClick={() => setIsOpen(true)} size="small">
        {texts.leave}
      </Button>
      <ConfirmDialog
        body={texts.leaveBody}
        busy={answer.isPending}
        confirm={texts.leave}
        error={null}
        onConfirm={() => answer.mutate('leave', { onSettled: () => setIsOpen(false) })}
        onOpenChange={setIsOpen}
        open={isOpen}
        title={texts.leaveTitle(title)}
      />
    </>
  );
};

const Row = ({ request }: { request: HostRequest }): ReactElement => {
  const { links, shell } = useMessages();
  const { hostRequests: texts } = links;
  const facts = [
    texts.of(request.ownerName),
    links.kinds[request.link.kind],
    request.link.durationsMinutes.map((minutes) => shell.units.minutes(minutes)).join(', '),
  ];
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3">
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-medium wrap-anywhere">{request.link.title}</p>
        <p className="text-sm text-soft wrap-anywhere">{facts.join(' · ')}</p>
      </div>
      <div className="flex flex-wrap gap-2">
        {request.state === 'asked' ? <Asked request={request} /> : <Hosting request={request} />}
      </div>
    </li>
  );
};

/** Links of others: those that the member is asked to host, and those that they host and may leave. */
export const HostRequests = (): ReactElement | null => {
  const { hostRequests: texts } = useMessages().links;
  const { data = [] } = useQuery({ ...hostRequestsQuery, enabled: useMay()('account.write') });
  const groups = [
    { name: 'asked', rows: data.filter(({ state }) => state === 'asked'), ...texts.asked },
    { name: 'hosting', rows: data.filter(({ state }) => state !== 'asked'), ...texts.hosting },
  ].filter(({ rows }) => rows.length > 0);
  if (groups.length === 0) return null;
  return (
    <div className="mt-8 grid gap-6">
      {groups.map(({ name, rows, title, lead }) => (
        <section aria-labelledby={`${name}-links`} className="grid gap-3" key={name}>
          <div>
            <h2 className="text-lg font-semibold" id={`${name}-links`}>
              {title}
            </h2>
            <p className="text-soft">{lead}</p>
          </div>
          <Card className="overflow-hidden">
            <ul className="divide-y divide-line">
              {rows.map((request) => (
                <Row key={request.id} request={request} />
              ))}
            </ul>
          </Card>
        </section>
      ))}
    </div>
  );
};

import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { type ReactElement, useEffect, useRef, useState } from 'react';
import { toast } from 'sonner';
import { createAttempts } from '#web/api/attempt.ts';
import type { Link } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { BackLink } from '#web/host/components/back-link.tsx';
import { Button, buttonClass } from '#web/host/components/button.tsx';
import { ChangedNote } from '#web/host/components/changed-note.tsx';
import { CopyButton } from '#web/host/components/copy-button.tsx';
import { ConfirmDialog } from '#web/host/components/dialog.tsx';
import { Icon } from '#web/host/components/icon.tsx';
import { LeaveGuard } from '#web/host/components/leave-guard.tsx';
import { Card, PageHeader } from '#web/host/components/page.tsx';
import { ErrorState, ProblemNote, Skeleton } from '#web/host/components/states.tsx';
import { meQuery } from '#web/host/queries/account.ts';
import { failureIn } from '#web/host/queries/api.ts';
import { archiveLink, createLink, linkQuery, linksKey, updateLink } from '#web/host/queries/link.ts';
import { ExplainPanel } from './explain-panel.tsx';
import { LinkEditor } from './link-editor.tsx';
import { formOfLink, type LinkForm, linkInputOf, newLinkForm } from './link-form-values.ts';
import { showServerErrors, useLinkForm } from './use-link-form.ts';

const route = getRouteApi('/member/links/$linkId');

const addressPrefix = (profileUrl: string): string => `${profileUrl.replace(/^https?:\/\//, '')}/`;

export const NewLinkPage = (): ReactElement => {
  const { links } = useMessages();
  const { data: me } = useSuspenseQuery(meQuery);
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const form = useLinkForm(newLinkForm());
  const [attempts] = useState(createAttempts);
  const saved = useRef(false);
  const [unplaced, setUnplaced] = useState<unknown>();
  const create = useMutation({
    mutationFn: (values: LinkForm) => createLink(attempts, linkInputOf(values, me.member.id)),
    onMutate: () => setUnplaced(undefined),
    onSuccess: async (link) => {
      saved.current = true;
      toast.success(links.created);
      void queryClient.invalidateQueries({ queryKey: linksKey });
      await navigate({ to: '/links/$linkId', params: { linkId: link.id }, replace: true });
    },
    onError: (error) => {
      if (!showServerErrors(form, failureIn(error))) setUnplaced(error);
    },
  });
  return (
    <>
      <BackLink to="/links">{links.title}</BackLink>
      <PageHeader lead={links.lead} title={links.newTitle} />
      <LinkEditor
        addressPrefix={addressPrefix(me.profileUrl)}
        busy={create.isPending}
        form={form}
        isNew
        notice={<ProblemNote error={unplaced} />}
        onSave={(values) => create.mutate(values)}
      />
      <LeaveGuard isDirty={() => form.formState.isDirty && !saved.current} />
    </>
  );
};

const ArchiveButton = ({ link, onArchived }: { link: Link; onArchived: () => void }): ReactElement => {
  const { links } = useMessages();
  const [open, setOpen] = useState(false);
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const archive = useMutation({
    mutationFn: () => archiveLink(link.id),
    onSuccess: async () => {
      onArchived();
      toast.success(links.archive.done);
      await navigate({ to: '/links' });
      queryClient.removeQueries({ queryKey: linkQuery(link.id).queryKey });
      await queryClient.invalidateQueries({ queryKey: linksKey });
    },
  });
  return (
    <>
      <Button icon="archive" onClick={() => setOpen(true)} size="small">
        {links.archive.action}
      </Button>
      <ConfirmDialog
        body={links.archive.body}
        busy={archive.isPending}
        confirm={links.archive.confirm}
        error={archive.error}
        onConfirm={() => archive.mutate()}
        onOpenChange={setOpen}
        open={open}
        title={links.archive.title(link.title)}
      />
    </>
  );
};

type Versioned = { value: Link; etag: string };

const EditLink = ({ current }: { current: Versioned }): ReactElement => {
  const { links } = useMessages();
  const { data: me } = useSuspenseQuery(meQuery);
  const queryClient = useQueryClient();
  const [base, setBase] = useState(current);
  const [unplaced, setUnplaced] = useState<unknown>();
  const left = useRef(false);
  const form = useLinkForm(formOfLink(base.value));
  const { isDirty } = form.formState;
  const adopt = (next: Versioned): void => {
    setBase(next);
    setUnplaced(undefined);
    form.reset(formOfLink(next.value));
  };
  useEffect(() => {
    if (!isDirty && current.etag !== base.etag) adopt(current);
  });
  const save = useMutation({
    mutationFn: (values: LinkForm) =>
      updateLink(base.value.id, base.etag, linkInputOf(values, base.value.ownerId)),
    onMutate: () => setUnplaced(undefined),
    onSuccess: (next) => {
      queryClient.setQueryData(linkQuery(next.value.id).queryKey, next);
      adopt(next);
      toast.success(links.saved);
      void queryClient.invalidateQueries({ queryKey: linksKey });
    },
    onError: (error) => {
      if (!showServerErrors(form, failureIn(error))) setUnplaced(error);
    },
  });
  const load = async (): Promise<void> => {
    adopt(await queryClient.fetchQuery({ ...linkQuery(base.value.id), staleTime: 0 }));
  };
  const changed = unplaced !== undefined && failureIn(unplaced).code === 'precondition_failed';
  return (
    <>
      <PageHeader
        actions={
          <>
            <CopyButton label={links.copyUrl} text={base.value.publicUrl} />
            <a
              className={buttonClass('secondary', 'small')}
              href={base.value.publicUrl}
              rel="noreferrer"
              target="_blank"
            >
              <Icon className="size-4" name="external" />
              {links.open}
            </a>
            <ArchiveButton
              link={base.value}
              onArchived={() => {
                left.current = true;
              }}
            />
          </>
        }
        lead={links.editLead(base.value.publicUrl)}
        title={base.value.title}
      />
      <LinkEditor
        addressPrefix={addressPrefix(me.profileUrl)}
        busy={save.isPending}
        form={form}
        isNew={false}
        notice={changed ? <ChangedNote onLoad={() => void load()} /> : <ProblemNote error={unplaced} />}
        onSave={(values) => save.mutate(values)}
      />
      <ExplainPanel link={base.value} />
      <LeaveGuard isDirty={() => form.formState.isDirty && !left.current} />
    </>
  );
};

export const LinkPage = (): ReactElement => {
  const { links } = useMessages();
  const { linkId } = route.useParams();
  const query = useQuery(linkQuery(linkId));
  return (
    <>
      <BackLink to="/links">{links.title}</BackLink>
      {query.isPending && <Skeleton rows={6} />}
      {query.isError && query.data === undefined && (
        <Card>
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        </Card>
      )}
      {query.data !== undefined && <EditLink current={query.data} key={linkId} />}
    </>
  );
};

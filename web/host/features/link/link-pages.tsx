import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Link } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { BackLink } from '#web/host/components/back-link.tsx';
import { buttonClass } from '#web/host/components/button.tsx';
import { CopyButton } from '#web/host/components/copy-button.tsx';
import { Icon } from '#web/host/components/icon.tsx';
import { PageHeader } from '#web/host/components/page.tsx';
import { LoadedPage } from '#web/host/editor/loaded-page.tsx';
import { RemoveButton } from '#web/host/editor/remove-button.tsx';
import { useCreating, useEditing } from '#web/host/editor/use-editing.ts';
import { meQuery } from '#web/host/queries/account.ts';
import type { Versioned } from '#web/host/queries/api.ts';
import { archiveLink, createLink, linkQuery, linksKey, updateLink } from '#web/host/queries/link.ts';
import { ExplainPanel } from './explain-panel.tsx';
import { LinkEditor } from './link-editor.tsx';
import { linkIssues } from './link-issues.ts';
import { type LinkValues, newLinkValues, tidyLink, valuesOfLink } from './link-values.ts';

const route = getRouteApi('/member/links/$linkId');

const noun = {
  key: linksKey,
  issuesOf: linkIssues,
  tidy: tidyLink,
  fieldOfCode: { slug_taken: 'slug' },
} as const;

export const NewLinkPage = (): ReactElement => {
  const { links } = useMessages();
  const { data: me } = useSuspenseQuery(meQuery);
  const navigate = useNavigate();
  const editing = useCreating<LinkValues, Link>({
    ...noun,
    values: () => newLinkValues(me.member.id),
    create: createLink,
    created: links.created,
    open: ({ id }) => navigate({ to: '/links/$linkId', params: { linkId: id }, replace: true }),
  });
  return (
    <>
      <BackLink to="/links">{links.title}</BackLink>
      <PageHeader lead={links.lead} title={links.newTitle} />
      <LinkEditor editing={editing} profileUrl={me.profileUrl} />
    </>
  );
};

const LinkActions = ({ link, onArchived }: { link: Link; onArchived: () => void }): ReactElement => {
  const { links } = useMessages();
  const navigate = useNavigate();
  return (
    <>
      <CopyButton label={links.copyUrl} text={link.publicUrl} />
      <a className={buttonClass('secondary', 'small')} href={link.publicUrl} rel="noreferrer" target="_blank">
        <Icon className="size-4" name="external" />
        {links.open}
      </a>
      <RemoveButton
        detailKey={linkQuery(link.id).queryKey}
        icon="archive"
        leaveFor={() => navigate({ to: '/links' })}
        listKey={linksKey}
        onRemoved={onArchived}
        remove={() => archiveLink(link.id)}
        texts={links.archive}
        title={links.archive.title(link.title)}
      />
    </>
  );
};

const EditLink = ({ current }: { current: Versioned<Link> }): ReactElement => {
  const { links } = useMessages();
  const { data: me } = useSuspenseQuery(meQuery);
  const queryClient = useQueryClient();
  const query = linkQuery(current.value.id);
  const editing = useEditing<LinkValues, Link>({
    ...noun,
    current,
    currentKey: query.queryKey,
    valuesOf: valuesOfLink,
    update: ({ value, etag }, values) => updateLink(value.id, etag, values),
    read: () => queryClient.fetchQuery({ ...query, staleTime: 0 }),
    saved: links.saved,
  });
  const { base } = editing;
  return (
    <>
      <PageHeader
        actions={<LinkActions link={base} onArchived={editing.leave} />}
        lead={base.publicUrl}
        title={base.title}
      />
      <LinkEditor editing={editing} hostRequests={base.hostRequests} profileUrl={me.profileUrl} />
      <ExplainPanel link={base} />
    </>
  );
};

export const LinkPage = (): ReactElement => {
  const { links } = useMessages();
  const { linkId } = route.useParams();
  return (
    <LoadedPage back="/links" list={links.title} query={useQuery(linkQuery(linkId))}>
      {(link) => <EditLink current={link} key={linkId} />}
    </LoadedPage>
  );
};

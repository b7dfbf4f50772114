import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Link } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { BackLink } from '#web/host/components/back-link.tsx';
import { PageHeader } from '#web/host/components/page.tsx';
import { LoadedPage } from '#web/host/editor/loaded-page.tsx';
import { useCreating, useEditing } from '#web/host/editor/use-editing.ts';
import { meQuery } from '#web/host/queries/account/account.ts';
import type { Versioned } from '#web/host/queries/api.ts';
import { createLink, linkQuery, linksKey, updateLink } from '#web/host/queries/link.ts';
import { ExplainPanel } from './explain-panel.tsx';
import { LinkActions, LinkState } from './link-actions.tsx';
import { LinkEditor } from './link-editor.tsx';
import { linkIssues } from './link-issues.ts';
import { type LinkValues, newLinkValues, tidyLink, valuesOfLink } from './link-values.ts';

const route = getRouteApi('/member/links/$linkId');

const noun = {
  key: linksKey,
  issuesOf: linkIssues,
  lists: ['questions', 'refundPolicy'],
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
        actions={<LinkActions link={base} onLeave={editing.leave} />}
        lead={base.publicUrl}
        title={base.title}
      />
      <LinkState link={base} />
      <LinkEditor
        editing={editing}
        hostRequests={base.hostRequests}
        profileUrl={base.canEdit ? me.profileUrl : base.publicUrl.replace(/\/[^/]*$/, '')}
        readOnly={!base.canEdit || base.archivedAt !== null}
      />
      {base.canEdit && base.archivedAt === null && <ExplainPanel link={base} />}
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

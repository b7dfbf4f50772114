import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Link as RouterLink } from '@tanstack/react-router';
import { type ReactElement, type ReactNode, useId } from 'react';
import { toast } from 'sonner';
import { formatMoney } from '#domain/money/amount.ts';
import type { Link } from '#web/api/schemas.ts';
import { useLanguage, useMessages } from '#web/host/app/language-provider.tsx';
import { useProblemToast } from '#web/host/app/use-problem-toast.ts';
import { Badge } from '#web/host/components/badge.tsx';
import { iconButtonClass } from '#web/host/components/button.tsx';
import { CopyButton } from '#web/host/components/copy-button.tsx';
import { Icon } from '#web/host/components/icon.tsx';
import { Toggle } from '#web/host/components/inputs/toggle.tsx';
import { ListPage } from '#web/host/components/list-page.tsx';
import { Card } from '#web/host/components/page.tsx';
import { HostRequests } from '#web/host/features/host-request/host-requests.tsx';
import { membersQuery, meQuery } from '#web/host/queries/account/account.ts';
import { archivedLinksQuery, linkListQuery, linksKey, switchLink } from '#web/host/queries/link.ts';
import { withoutScheme } from '#web/ui/address.ts';
import { locationIcons } from '#web/ui/icon-paths.ts';
import { RestoreButton } from '../link-actions.tsx';
import { lostHostsOf } from '../lost-hosts.ts';
import { meetingGapOf } from '../meeting-gap.ts';
import { useLinkOrder } from './use-link-order.tsx';

const useSwitch = (link: Link) => {
  const { links } = useMessages();
  const queryClient = useQueryClient();
  const showProblem = useProblemToast();
  const { queryKey } = linkListQuery;
  return useMutation({
    mutationFn: (isActive: boolean) => switchLink(link.id, isActive),
    onMutate: async (isActive) => {
      await queryClient.cancelQueries({ queryKey });
      const before = queryClient.getQueryData(queryKey);
      queryClient.setQueryData(queryKey, (all) =>
        all?.map((item) => (item.id === link.id ? { ...item, isActive } : item)),
      );
      return { before };
    },
    onSuccess: (_link, isActive) => toast.success(isActive ? links.switchedOn : links.switchedOff),
    onError: (error, _isActive, context) => {
      queryClient.setQueryData(queryKey, context?.before);
      showProblem(error);
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: linksKey }),
  });
};

const LinkCard = ({ link, order }: { link: Link; order: ReactNode }): ReactElement => {
  const { language, messages } = useLanguage();
  const { links, shell } = messages;
  const change = useSwitch(link);
  const members = useQuery(membersQuery);
  const { data: me } = useSuspenseQuery(meQuery);
  const gap = meetingGapOf(link, {
    members: members.data ?? [],
    hasVendor: me.conferenceVendor !== null,
  });
  return (
    <li>
      <Card className="relative flex h-full flex-col transition-shadow hover:shadow-pop">
        <div className="grid flex-1 grid-cols-1 content-start gap-3 p-5">
          <div className="flex items-start gap-3">
            <div className="min-w-0 flex-1">
              <h2 className="text-lg font-semibold wrap-anywhere">
                <RouterLink
                  className="after:absolute after:inset-0 after:rounded-2xl focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-offset-2 focus-visible:after:outline-accent"
                  params={{ linkId: link.id }}
                  to="/links/$linkId"
                >
                  {link.title}
                </RouterLink>
              </h2>
              <p className="truncate text-sm text-soft">{withoutScheme(link.publicUrl)}</p>
            </div>
            {link.canEdit && (
              <span className="relative z-10">
                <Toggle
                  checked={link.isActive}
                  label={links.switchLabel(link.title)}
                  onChange={(isActive) => change.mutate(isActive)}
                />
              </span>
            )}
          </div>
          <div className="flex flex-wrap gap-1.5">
            <Badge icon="clock" tone="plain">
              {link.durationsMinutes.map((minutes) => shell.units.minutes(minutes)).join(' · ')}
            </Badge>
            <Badge icon={locationIcons[link.location.kind]} tone="plain">
              {links.fields.locations[link.location.kind]}
            </Badge>
            {link.price !== null && (
              <Badge icon="price" tone="plain">
                {formatMoney(link.price, language)}
              </Badge>
            )}
            {link.price !== null && !me.takesPayments && (
              <Badge icon="alert" tone="warn">
                {links.price.noAccountShort}
              </Badge>
            )}
            {link.kind !== 'one_to_one' && (
              <Badge icon="people" tone="info">
                {links.kinds[link.kind]}
              </Badge>
            )}
            {gap !== null && (
              <Badge icon="alert" tone="warn">
                {links.meetingGapShort[gap]}
              </Badge>
            )}
            {lostHostsOf(link, members.data ?? []).length > 0 && (
              <Badge icon="alert" tone="warn">
                {links.lostHostsShort}
              </Badge>
            )}
            {link.requiresApproval && <Badge tone="warn">{links.needsApproval}</Badge>}
            {!link.isActive && <Badge tone="plain">{links.inactive}</Badge>}
            {link.isHidden && <Badge tone="plain">{links.hidden}</Badge>}
            {link.ownerId !== me.member.id && (
              <Badge icon="people" tone="info">
                {links.hostedBy(link.ownerName)}
              </Badge>
            )}
          </div>
        </div>
        <div className="relative z-10 flex flex-wrap items-center gap-2 border-t border-line px-5 py-3">
          <RouterLink
            className="me-auto text-sm text-soft underline-offset-3 hover:underline"
            search={{ linkId: link.id }}
            to="/bookings"
          >
            {links.bookings(link.bookingCount)}
          </RouterLink>
          {order}
          <CopyButton label={links.copyUrl} text={link.publicUrl} />
          <a
            aria-label={links.open}
            className={iconButtonClass}
            href={link.publicUrl}
            rel="noreferrer"
            target="_blank"
            title={links.open}
          >
            <Icon name="external" />
          </a>
        </div>
      </Card>
    </li>
  );
};

/** Archived links, to be looked at and restored; nothing without any. */
const ArchivedLinks = (): ReactElement | null => {
  const { links } = useMessages();
  const id = useId();
  const archived = useQuery(archivedLinksQuery).data ?? [];
  if (archived.length === 0) return null;
  return (
    <section aria-labelledby={id} className="mt-10 grid gap-3">
      <h2 className="text-lg font-semibold" id={id}>
        {links.archivedTitle}
      </h2>
      <Card>
        <ul className="divide-y divide-line">
          {archived.map((link) => (
            <li className="flex flex-wrap items-center gap-x-4 gap-y-2 p-4 sm:px-5" key={link.id}>
              <RouterLink
                className="min-w-0 flex-1 basis-48 font-medium underline-offset-3 wrap-anywhere hover:underline"
                params={{ linkId: link.id }}
                to="/links/$linkId"
              >
                {link.title}
              </RouterLink>
              <RouterLink
                className="text-sm text-soft underline-offset-3 hover:underline"
                search={{ linkId: link.id }}
                to="/bookings"
              >
                {links.bookings(link.bookingCount)}
              </RouterLink>
              {link.canEdit && <RestoreButton link={link} />}
            </li>
          ))}
        </ul>
      </Card>
    </section>
  );
};

export const LinksPage = (): ReactElement => {
  const { links } = useMessages();
  const query = useQuery(linkListQuery);
  const { data: me } = useSuspenseQuery(meQuery);
  const { buttonsOf, announcement } = useLinkOrder(query.data ?? [], me.member.id);
  return (
    <>
      <p aria-live="polite" className="sr-only">
        {announcement}
      </p>
      <ListPage
        columns="md:grid-cols-2"
        creates="links.write"
        icon="link"
        newPage="/links/new"
        query={query}
        texts={links}
      >
        {(link) => <LinkCard key={link.id} link={link} order={buttonsOf(link)} />}
      </ListPage>
      <HostRequests />
      <ArchivedLinks />
    </>
  );
};

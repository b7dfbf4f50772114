import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { toast } from 'sonner';
import { createAttempts } from '#web/api/attempt.ts';
import type { Link } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMay } from '#web/host/app/may.ts';
import { useFormats } from '#web/host/app/use-formats.ts';
import { useProblemToast } from '#web/host/app/use-problem-toast.ts';
import { Button, buttonClass } from '#web/host/components/button.tsx';
import { CopyButton } from '#web/host/components/copy-button.tsx';
import { Icon } from '#web/host/components/icon.tsx';
import { Note } from '#web/host/components/states.tsx';
import { ReadOnlyNote } from '#web/host/editor/loaded-page.tsx';
import { RemoveButton } from '#web/host/editor/remove-button.tsx';
import {
  archiveLink,
  deleteLink,
  duplicateLink,
  linkQuery,
  linksKey,
  restoreLink,
} from '#web/host/queries/link.ts';

/** Makes a copy and leads to it. */
const DuplicateButton = ({ link }: { link: Link }): ReactElement => {
  const { links } = useMessages();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const showProblem = useProblemToast();
  const [attempt] = useState(() => createAttempts());
  const copy = useMutation({
    mutationFn: () => duplicateLink(attempt, link.id),
    onSuccess: async ({ id }) => {
      await queryClient.invalidateQueries({ queryKey: linksKey });
      await navigate({ to: '/links/$linkId', params: { linkId: id } });
      toast.success(links.duplicated);
    },
    onError: showProblem,
  });
  return (
    <Button busy={copy.isPending} icon="copy" onClick={() => copy.mutate()} size="small">
      {links.duplicate}
    </Button>
  );
};

/** Puts an archived link's page up again. */
export const RestoreButton = ({ link }: { link: Link }): ReactElement => {
  const { links } = useMessages();
  const queryClient = useQueryClient();
  const showProblem = useProblemToast();
  const restore = useMutation({
    mutationFn: () => restoreLink(link.id),
    onSuccess: () => toast.success(links.restored),
    onError: showProblem,
    onSettled: () => queryClient.invalidateQueries({ queryKey: linksKey }),
  });
  return (
    <Button
      aria-label={links.restoreLabel(link.title)}
      busy={restore.isPending}
      icon="refresh"
      onClick={() => restore.mutate()}
      size="small"
    >
      {links.restore}
    </Button>
  );
};

const DeleteButton = ({ link, onLeave }: { link: Link; onLeave: () => void }): ReactElement => {
  const { links } = useMessages();
  const navigate = useNavigate();
  return (
    <RemoveButton
      detailKey={linkQuery(link.id).queryKey}
      icon="trash"
      leaveFor={() => navigate({ to: '/links' })}
      listKey={linksKey}
      onRemoved={onLeave}
      remove={() => deleteLink(link.id)}
      texts={{ ...links.delete, body: link.bookingCount > 0 ? links.delete.refused : links.delete.body }}
      title={links.delete.title(link.title)}
    />
  );
};

/** What can be done with a link besides changing it; `onLeave` is told when it is gone, so that nothing is asked about input. */
export const LinkActions = ({ link, onLeave }: { link: Link; onLeave: () => void }): ReactElement => {
  const { links } = useMessages();
  const navigate = useNavigate();
  const isArchived = link.archivedAt !== null;
  return (
    <>
      {!isArchived && (
        <>
          <CopyButton label={links.copyUrl} text={link.publicUrl} />
          <a
            className={buttonClass('secondary', 'small')}
            href={link.publicUrl}
            rel="noreferrer"
            target="_blank"
          >
            <Icon className="size-4" name="external" />
            {links.open}
          </a>
        </>
      )}
      {link.canEdit && (
        <>
          {isArchived ? <RestoreButton link={link} /> : <DuplicateButton link={link} />}
          {!isArchived && (
            <RemoveButton
              detailKey={linkQuery(link.id).queryKey}
              icon="archive"
              leaveFor={() => navigate({ to: '/links' })}
              listKey={linksKey}
              onRemoved={onLeave}
              remove={() => archiveLink(link.id)}
              texts={links.archive}
              title={links.archive.title(link.title)}
            />
          )}
          <DeleteButton link={link} onLeave={onLeave} />
        </>
      )}
    </>
  );
};

/** Why a link cannot be changed here: it is archived, or it is somebody else's. */
export const LinkState = ({ link }: { link: Link }): ReactElement | null => {
  const { links } = useMessages();
  const formats = useFormats();
  const may = useMay();
  if (link.archivedAt === null && link.canEdit) return null;
  if (link.archivedAt === null && !may('links.write')) return <ReadOnlyNote />;
  return (
    <div className="mb-5">
      <Note icon={link.archivedAt === null ? 'people' : 'archive'} role="status" tone="info">
        {link.archivedAt === null
          ? links.hostedNote(link.ownerName)
          : links.archivedNote(formats.date(link.archivedAt))}
      </Note>
    </div>
  );
};

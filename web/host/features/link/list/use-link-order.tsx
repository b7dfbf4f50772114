import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, type ReactNode, useState } from 'react';
import type { Link } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useProblemToast } from '#web/host/app/use-problem-toast.ts';
import { IconButton } from '#web/host/components/button.tsx';
import { linkListQuery, linksKey, orderLinks } from '#web/host/queries/link.ts';

type Direction = 'up' | 'down';

const buttonId = (linkId: string, direction: Direction): string => `${linkId}-${direction}`;

/** Focus stays on what was pressed although its card moves; at either end it goes to the button that still does something. */
const focusAfterMove = (linkId: string, direction: Direction): void => {
  requestAnimationFrame(() => {
    const of = (wanted: Direction) => document.getElementById(buttonId(linkId, wanted));
    const pressed = of(direction);
    if (pressed instanceof HTMLButtonElement && !pressed.disabled) pressed.focus();
    else of(direction === 'up' ? 'down' : 'up')?.focus();
  });
};

/** Buttons that move the host's own links up and down, in the order their public page shows, and what to read out about it. */
export const useLinkOrder = (
  links: readonly Link[],
  memberId: string,
): { buttonsOf: (link: Link) => ReactNode; announcement: string } => {
  const { links: texts } = useMessages();
  const queryClient = useQueryClient();
  const showProblem = useProblemToast();
  const [announcement, setAnnouncement] = useState('');
  const own = links.filter(({ ownerId }) => ownerId === memberId);
  const { queryKey } = linkListQuery;
  const change = useMutation({
    mutationFn: (ordered: readonly Link[]) => orderLinks(ordered.map(({ id }) => id)),
    onMutate: async (ordered) => {
      await queryClient.cancelQueries({ queryKey });
      const before = queryClient.getQueryData(queryKey);
      queryClient.setQueryData(queryKey, [
        ...ordered,
        ...links.filter(({ ownerId }) => ownerId !== memberId),
      ]);
      return { before };
    },
    onError: (error, _ordered, context) => {
      queryClient.setQueryData(queryKey, context?.before);
      showProblem(error);
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: linksKey }),
  });
  const move = (link: Link, direction: Direction): void => {
    const at = own.findIndex(({ id }) => id === link.id);
    const to = direction === 'up' ? at - 1 : at + 1;
    const ordered = own.toSpliced(at, 1).toSpliced(to, 0, link);
    setAnnouncement(texts.order.moved(link.title, to + 1, own.length));
    change.mutate(ordered);
    focusAfterMove(link.id, direction);
  };
  const buttonsOf = (link: Link): ReactElement | null => {
    const at = own.findIndex(({ id }) => id === link.id);
    if (at < 0 || !link.canEdit || own.length < 2) return null;
    return (
      <span className="flex">
        <IconButton
          disabled={at === 0}
          icon="arrowUp"
          id={buttonId(link.id, 'up')}
          label={texts.order.up(link.title)}
          onClick={() => move(link, 'up')}
        />
        <IconButton
          disabled={at === own.length - 1}
          icon="arrowDown"
          id={buttonId(link.id, 'down')}
          label={texts.order.down(link.title)}
          onClick={() => move(link, 'down')}
        />
      </span>
    );
  };
  return { buttonsOf, announcement };
};

import type { ReactElement } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { Button } from './button.tsx';

/** Loads the next page of a list; nothing when there is none. */
export const MoreButton = ({
  list,
}: {
  list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> };
}): ReactElement | null => {
  const { shell } = useMessages();
  if (!list.hasNextPage) return null;
  return (
    <Button
      busy={list.isFetchingNextPage}
      className="justify-self-center"
      onClick={() => void list.fetchNextPage()}
    >
      {list.isFetchingNextPage ? shell.actions.loadingMore : shell.actions.more}
    </Button>
  );
};

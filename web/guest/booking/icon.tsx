import { iconPaths } from '#web/ui/icon-paths.ts';
import { initials } from '#web/ui/initials.ts';

const paths = {
  ...iconPaths,
  previous: 'M15 6l-6 6 6 6',
  next: 'M9 6l6 6-6 6',
  refund: 'M8 6l-4 4 4 4M4 10h11a5 5 0 0 1 0 10H8',
  shield: 'M12 3l7 3v5c0 5-3 8.5-7 10-4-1.5-7-5-7-10V6zM9 12l2 2 4-4',
} as const;

export type IconName = keyof typeof paths;

/** Decoration only: the words beside it carry the meaning. */
export const Icon = ({ name, flip = false }: { name: IconName; flip?: boolean }) => (
  <svg class={flip ? 'icon icon-flip' : 'icon'} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d={paths[name]} />
  </svg>
);

/** A photo, or initials, in a circle; decoration beside the name. */
export const Avatar = ({ name, photoUrl }: { name: string; photoUrl: string | null }) => (
  <span class="avatar" aria-hidden="true">
    {photoUrl === null ? initials(name) : <img src={photoUrl} alt="" />}
  </span>
);

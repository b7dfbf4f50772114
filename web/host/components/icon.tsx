import type { ReactElement } from 'react';
import { iconPaths } from '#web/ui/icon-paths.ts';

const paths = {
  ...iconPaths,
  archive: 'M4 8h16M5 8v11h14V8M4 4.5h16V8H4V4.5ZM10 12h4',
  arrowLeft: 'M19 12H5m6-6-6 6 6 6',
  arrowDown: 'M12 5v14m6-6-6 6-6-6',
  arrowUp: 'M12 19V5m-6 6 6-6 6 6',
  card: 'M3.500 6h17v12.500h-17V6Zm0 4h17M7 14.500h4',
  chevronDown: 'm6 9.5 6 6 6-6',
  chevronRight: 'm9.5 6 6 6-6 6',
  copy: 'M8.5 8.5h11v11h-11v-11ZM15.5 5.5v-1h-11v11h1',
  external: 'M13.5 4.5h6v6m0-6L11 13m-2-7.5H4.5v14h14V15',
  help: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm-2.500-11.200c0-3.200 5.200-3.100 5.200.2 0 2-2.700 2.100-2.700 4m0 2.800v.2',
  key: 'M10.8 13.200 19.500 4.500m-3 3 2.500 2.500m-5-0 1.700 1.700M8 20a4.200 4.200 0 1 0 0-8.400A4.200 4.200 0 0 0 8 20Z',
  lock: 'M6 10.500h12v9.500H6v-9.500Zm2.500 0V7.500a3.500 3.500 0 0 1 7 0v3M12 14.500v2',
  mail: 'M3.500 6h17v12.500h-17V6Zm0 1 8.500 6.500L20.500 7',
  more: 'M6 12h.01M12 12h.01M18 12h.01',
  plug: 'M9 3.500v5m6-5v5M6.500 8.500h11V12a5.500 5.500 0 0 1-11 0V8.500Zm5.500 9v3.500',
  plus: 'M12 5v14M5 12h14',
  drop: 'M12 3.500s6.500 6.700 6.500 11a6.500 6.500 0 0 1-13 0c0-4.300 6.500-11 6.500-11Z',
  download: 'M12 4v11m-4-4 4 4 4-4M5 20h14',
  refresh:
    'M20 11.500A8 8 0 0 0 6 6.600L4 8.500m0-4.500v4.500h4.500M4 12.500a8 8 0 0 0 14 4.900l2-1.900m0 4.500v-4.500h-4.500',
  search: 'M10.500 17a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13Zm4.700-1.800L20 20',
  signOut: 'M14 8V4.500H4.500v15H14V16m-4-4h10.500m-3.500-3.500 3.500 3.500-3.500 3.500',
  trash: 'M4.500 6.500h15M9.500 6V3.800h5V6M6.500 6.500l.8 13.700h9.400l.8-13.700M10 10.500v6m4-6v6',
  user: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-8 8.500c.5-4.500 3.500-6.500 8-6.500s7.500 2 8 6.500',
} as const;

export type IconName = keyof typeof paths;

/** Decorative: whatever it stands for is said in words beside it. */
export const Icon = ({ name, className }: { name: IconName; className?: string }): ReactElement => (
  <svg
    aria-hidden="true"
    className={className ?? 'size-4.5 shrink-0'}
    fill="none"
    focusable="false"
    stroke="currentColor"
    strokeLinecap="round"
    strokeLinejoin="round"
    strokeWidth={name === 'more' ? 3 : 1.75}
    viewBox="0 0 24 24"
  >
    <path d={paths[name]} />
  </svg>
);

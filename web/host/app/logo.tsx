import type { ReactElement } from 'react';

export const Logo = (): ReactElement => (
  <span className="inline-flex items-center gap-2.5 text-lg font-semibold tracking-tight">
    <svg aria-hidden="true" className="size-7" focusable="false" viewBox="0 0 32 32">
      <rect className="fill-accent" height="32" rx="9" width="32" />
      <path
        className="stroke-on-accent"
        d="M9 10.5h14M9 16h9M9 21.5h14"
        fill="none"
        strokeLinecap="round"
        strokeWidth="3"
      />
      <circle className="fill-on-accent opacity-60" cx="23" cy="16" r="2.2" />
    </svg>
    Everslot
  </span>
);

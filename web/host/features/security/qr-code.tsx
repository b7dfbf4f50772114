import type { ReactElement } from 'react';
import { encode } from 'uqr';

/** A QR code that is made here: what stands in it goes to no service. */
export const QrCode = ({ text, label }: { text: string; label: string }): ReactElement => {
  const { data, size } = encode(text, { border: 2 });
  const path = data
    .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('');
  return (
    <svg
      aria-label={label}
      className="size-44 rounded-lg bg-white"
      role="img"
      shapeRendering="crispEdges"
      viewBox={`0 0 ${size} ${size}`}
    >
      <path d={path} fill="#000" />
    </svg>
  );
};

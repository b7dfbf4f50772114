import type { ReactElement } from 'react';
import type { VendorHealth } from '#web/api/schemas.ts';
import { useLanguage } from '#web/host/app/language-provider.tsx';
import { useDeviceFormats } from '#web/host/app/use-formats.ts';

type Hour = VendorHealth['items'][number]['hours'][number];

const height = 48;
const barWidth = 10;
const gap = 2;

/** A bar for each hour, failed calls at its foot; whoever does not see it opens the table. */
export const HoursChart = ({ hours, name }: { hours: readonly Hour[]; name: string }): ReactElement => {
  const { language, messages } = useLanguage();
  const { vendors: texts } = messages.operator;
  const formats = useDeviceFormats();
  const count = new Intl.NumberFormat(language);
  const most = Math.max(1, ...hours.map(({ calls }) => calls));
  // A single failed call among many is seen as well.
  const tall = (calls: number): number => (calls === 0 ? 0 : Math.max(2, (calls / most) * height));
  return (
    <div className="min-w-0">
      <p className="text-sm text-soft">{texts.chart}</p>
      <svg
        aria-hidden="true"
        className="mt-1 h-12 w-full"
        focusable="false"
        preserveAspectRatio="none"
        viewBox={`0 0 ${hours.length * (barWidth + gap)} ${height}`}
      >
        {hours.map(({ startsAt, calls, failed }, index) => {
          const x = index * (barWidth + gap);
          return (
            <g key={startsAt}>
              <rect className="fill-sunken" height={height} width={barWidth} x={x} y={0} />
              <rect
                className="fill-accent"
                height={tall(calls)}
                width={barWidth}
                x={x}
                y={height - tall(calls)}
              />
              <rect
                className="fill-danger"
                height={tall(failed)}
                width={barWidth}
                x={x}
                y={height - tall(failed)}
              />
            </g>
          );
        })}
      </svg>
      <details className="mt-1 text-sm">
        <summary className="inline-flex min-h-10 cursor-pointer items-center text-soft underline">
          {texts.table}
          <span className="sr-only"> {name}</span>
        </summary>
        <table className="w-full tabular-nums">
          <thead className="text-soft">
            <tr>
              <th className="py-1 text-start font-medium" scope="col">
                {texts.hour}
              </th>
              <th className="py-1 ps-3 text-end font-medium" scope="col">
                {texts.calls}
              </th>
              <th className="py-1 ps-3 text-end font-medium" scope="col">
                {texts.failed}
              </th>
            </tr>
          </thead>
          <tbody>
            {hours.toReversed().map(({ startsAt, calls, failed }) => (
              <tr className="border-t border-line" key={startsAt}>
                <th className="py-1 text-start font-normal" scope="row">
                  {formats.dateTime(startsAt)}
                </th>
                <td className="py-1 ps-3 text-end">{count.format(calls)}</td>
                <td className="py-1 ps-3 text-end">{count.format(failed)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </div>
  );
};

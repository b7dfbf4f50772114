import type { ReactElement } from 'react';
import type { VendorHealth } from '#web/api/schemas.ts';
import { useLanguage } from '#web/host/app/language-provider.tsx';
import { useDeviceFormats } from '#web/host/app/use-formats.ts';
import { Badge, type BadgeTone } from '#web/host/components/badge.tsx';
import { Card } from '#web/host/components/page.tsx';
import { reasonText } from '#web/i18n/host/failure.ts';
import { HoursChart } from './hours-chart.tsx';
import { vendorName } from './vendor-name.ts';

type Vendor = VendorHealth['items'][number];

const tones: Readonly<Record<Vendor['state'], BadgeTone>> = {
  working: 'good',
  slow: 'warn',
  failing: 'bad',
  no_calls: 'plain',
};
const windows = ['quarter', 'hour', 'day'] as const;

/** In seconds from one on: nobody compares thousands of milliseconds. */
const useDurations = (): ((ms: number | null) => string) => {
  const { language } = useLanguage();
  const unit = (name: string) =>
    new Intl.NumberFormat(language, { style: 'unit', unit: name, maximumFractionDigits: 1 });
  return (ms) => {
    if (ms === null) return '–';
    return ms < 1_000 ? unit('millisecond').format(ms) : unit('second').format(ms / 1_000);
  };
};

const Windows = ({ item, name: vendor }: { item: Vendor; name: string }): ReactElement => {
  const { language, messages } = useLanguage();
  const { vendors: texts } = messages.operator;
  const duration = useDurations();
  const count = new Intl.NumberFormat(language);
  const share = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  return (
    // Scrolls on narrow screens, also by keyboard.
    <section aria-label={texts.figuresOf(vendor)} className="overflow-x-auto" tabIndex={0}>
      <table className="w-full text-sm tabular-nums">
        <thead className="text-soft">
          <tr>
            {texts.columns.map((name, index) => (
              <th
                className={`py-1 font-medium ${index === 0 ? 'text-start' : 'ps-3 text-end'}`}
                key={name}
                scope="col"
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {windows.map((name) => {
            const { calls, throttled, successRate, p50Ms, p95Ms } = item[name];
            const cells = [
              count.format(calls),
              successRate === null ? '–' : share.format(successRate),
              count.format(throttled),
              duration(p50Ms),
              duration(p95Ms),
            ];
            return (
              <tr className="border-t border-line" key={name}>
                <th className="py-1.5 text-start font-normal" scope="row">
                  {texts.windows[name]}
                </th>
                {cells.map((cell, index) => (
                  <td className="py-1.5 ps-3 text-end" key={texts.columns[index + 1]}>
                    {cell}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
};

/** How one vendor answers to one kind of call: its state first, then the figures it follows from. */
export const VendorCard = ({ item }: { item: Vendor }): ReactElement => {
  const { language, messages } = useLanguage();
  const { vendors: texts } = messages.operator;
  const count = new Intl.NumberFormat(language);
  const formats = useDeviceFormats();
  const name = vendorName(messages, item);
  const capability = texts.capabilities[item.capability];
  return (
    <Card className="p-4 sm:p-6">
      <section aria-label={`${name}: ${capability}`} className="grid gap-4">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h2 className="font-semibold wrap-anywhere">
            {name} <span className="font-normal text-soft">· {capability}</span>
          </h2>
          <Badge tone={tones[item.state]}>{texts.states[item.state]}</Badge>
        </div>
        <div className="grid gap-x-8 gap-y-4 md:grid-cols-2">
          <div className="grid min-w-0 content-start gap-4">
            <Windows item={item} name={`${name}: ${capability}`} />
            <p className="text-sm wrap-anywhere text-soft">
              {item.lastFailureAt === null
                ? texts.noFailure
                : texts.lastFailure(formats.dateTime(item.lastFailureAt))}
            </p>
            {item.reasons.length > 0 && (
              <ul className="grid gap-1 text-sm">
                {item.reasons.map(({ reason, calls }) => (
                  <li className="flex gap-3" key={reason}>
                    <span className="w-12 shrink-0 text-end font-semibold tabular-nums">
                      {count.format(calls)}
                    </span>
                    <span className="min-w-0 wrap-anywhere">{reasonText(reason, messages)}</span>
                  </li>
                ))}
              </ul>
            )}
          </div>
          <HoursChart hours={item.hours} name={name} />
        </div>
      </section>
    </Card>
  );
};

import { cpus, loadavg, release, totalmem } from 'node:os';

/** One measured value. `aim` is the bar it is held against; a ratio names what it was divided by. */
export type Figure = {
  name: string;
  value: number;
  unit: 'ms' | '/s' | 'count' | 'bytes' | '%' | 's';
  aim?: { atMost: number } | { atLeast: number } | { exactly: number };
  note?: string;
};

export type Section = { title: string; figures: readonly Figure[]; remarks?: readonly string[] };

/** What lies at a share of the sorted values. */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
};

/** p50, p95 and p99 as three figures. */
export const spread = (
  name: string,
  values: readonly number[],
  aims: { p50?: number; p95?: number; p99?: number } = {},
): Figure[] =>
  (
    [
      ['p50', 0.5],
      ['p95', 0.95],
      ['p99', 0.99],
    ] as const
  ).map(([label, share]) => {
    const aim = aims[label];
    return {
      name: `${name} ${label}`,
      value: quantile(values, share),
      unit: 'ms' as const,
      ...(aim === undefined ? {} : { aim: { atMost: aim } }),
    };
  });

const isMet = ({ value, aim }: Figure): boolean | null => {
  if (aim === undefined) return null;
  if ('exactly' in aim) return value === aim.exactly;
  return 'atMost' in aim ? value <= aim.atMost : value >= aim.atLeast;
};

const show = (value: number, unit: Figure['unit']): string => {
  const digits = unit === 'count' || unit === 'bytes' || value >= 1000 ? 0 : value >= 100 ? 1 : 2;
  const text = value.toLocaleString('en-US', { maximumFractionDigits: digits });
  return unit === 'count' ? text : unit === '/s' || unit === '%' ? `${text}${unit}` : `${text} ${unit}`;
};

const aimOf = ({ aim, unit }: Figure): string => {
  if (aim === undefined) return '';
  if ('exactly' in aim) return `= ${show(aim.exactly, unit)}`;
  return 'atMost' in aim ? `≤ ${show(aim.atMost, unit)}` : `≥ ${show(aim.atLeast, unit)}`;
};

export function renderSection(section: Section): string {
  const rows = section.figures.map((figure) => {
    const met = isMet(figure);
    return [
      figure.name,
      show(figure.value, figure.unit),
      aimOf(figure),
      met === null ? '' : met ? 'met' : 'MISSED',
      figure.note ?? '',
    ];
  });
  const header = ['', 'measured', 'aim', '', ''];
  const widths = header.map((_, column) =>
    Math.max(...[header, ...rows].map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [
    `## ${section.title}`,
    line(header),
    line(widths.map((width) => '-'.repeat(width))),
    ...rows.map(line),
    ...(section.remarks ?? []),
  ].join('\n');
}

export const missed = (sections: readonly Section[]): Figure[] =>
  sections.flatMap(({ figures }) => figures.filter((figure) => isMet(figure) === false));

/** What the figures were taken on; a busy machine makes absolute ones worthless, ratios less so. */
export const machine = (): string =>
  `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}, Node ${process.version}, load ${loadavg()
    .map((value) => value.toFixed(1))
    .join(' ')}`;

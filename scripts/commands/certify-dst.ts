/*
 * Compares the availability engine with an independent reading of the wall clock: every zone, every change of
 * offset from 2020 to 2037, every quarter-hour start around it. Prints the table kept in docs/dst-certificate.md
 * and rewrites it; exits with 1 when a single start differs. Zones or regions by name (`npm run certify:dst -- Africa
 * Asia/Gaza`) are certified alone, without touching the document.
 */
import { writeFileSync } from 'node:fs';
import {
  certifiedHours,
  certify,
  type OffsetChange,
  offsetChanges,
} from '#domain/availability/testing/certificate.ts';
import { readWall } from '#domain/availability/testing/oracle.ts';

const firstYear = 2020;
const lastYear = 2037;
const minute = 60_000;

type Row = {
  zones: number;
  changing: number;
  changes: number;
  forward: number;
  back: number;
  atMidnight: number;
  starts: number;
  offered: number;
  mismatches: number;
};

const emptyRow = (): Row => ({
  zones: 0,
  changing: 0,
  changes: 0,
  forward: 0,
  back: 0,
  atMidnight: 0,
  starts: 0,
  offered: 0,
  mismatches: 0,
});

/** The change takes away, repeats or adjoins a local midnight. */
const touchesMidnight = ({ zone, at }: OffsetChange): boolean => {
  const before = readWall(zone, at - minute);
  const after = readWall(zone, at);
  return before.minuteOfDay === 1439 || after.minuteOfDay === 0 || before.date !== after.date;
};

const certifyZone = (zone: string, row: Row, mismatches: string[]): void => {
  const changes = offsetChanges(zone, Date.UTC(firstYear, 0, 1), Date.UTC(lastYear + 1, 0, 1));
  row.zones += 1;
  if (changes.length > 0) row.changing += 1;
  row.changes += changes.length;
  row.forward += changes.filter((change) => change.afterMinutes > change.beforeMinutes).length;
  row.back += changes.filter((change) => change.afterMinutes < change.beforeMinutes).length;
  row.atMidnight += changes.filter(touchesMidnight).length;
  // A zone whose clocks stand still is compared on one date all the same.
  const instants = changes.length > 0 ? changes.map((change) => change.at) : [Date.UTC(2026, 5, 15, 12)];
  for (const instant of instants) {
    const verdict = certify(zone, instant);
    row.starts += verdict.starts;
    row.offered += verdict.offered;
    row.mismatches += verdict.mismatches.length;
    mismatches.push(...verdict.mismatches);
  }
};

const headings = [
  'region',
  'zones',
  'with changes',
  'changes',
  'forward',
  'back',
  'next to midnight',
  'starts compared',
  'offered',
  'differing',
];

const cells = (name: string, row: Row): string[] => [
  name,
  ...[
    row.zones,
    row.changing,
    row.changes,
    row.forward,
    row.back,
    row.atMidnight,
    row.starts,
    row.offered,
    row.mismatches,
  ].map((value) => value.toLocaleString('en-US')),
];

const table = (rows: readonly string[][]): string => {
  const widths = headings.map((heading, i) =>
    Math.max(heading.length, ...rows.map((row) => row[i]?.length ?? 0)),
  );
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join(' | ')} |`;
  const rule = `|${widths.map((width, i) => (i === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return [line(headings), rule, ...rows.map(line)].join('\n');
};

const regions = new Map<string, Row>();
const total = emptyRow();
const mismatches: string[] = [];
const everyZone = [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC'])];
const wanted = process.argv.slice(2);
const zones = everyZone.filter(
  (zone) => wanted.length === 0 || wanted.some((name) => zone === name || zone.startsWith(`${name}/`)),
);
if (zones.length === 0) throw new Error(`no zone or region is called ${wanted.join(' or ')}`);
for (const [index, zone] of zones.entries()) {
  const region = zone.includes('/') ? zone.slice(0, zone.indexOf('/')) : 'other';
  const row = regions.get(region) ?? emptyRow();
  regions.set(region, row);
  certifyZone(zone, row, mismatches);
  if (process.stderr.isTTY)
    process.stderr.write(`\r${index + 1} of ${zones.length} zones, ${mismatches.length} differing `);
}
if (process.stderr.isTTY) process.stderr.write('\n');
for (const row of regions.values()) {
  for (const key of Object.keys(total) as (keyof Row)[]) total[key] += row[key];
}
const summary = table([
  ...[...regions].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, row]) => cells(name, row)),
  cells('all', total),
]);

const document = `# The DST certificate

What \`npm run certify:dst\` printed, Node ${process.version}, tz data ${process.versions['tz']}.

Each zone the runtime knows, each change of its offset from ${firstYear} to ${lastYear}, each quarter-hour start of a
30-minute slot from 36 hours before to 36 hours after the change, for five kinds of working hours:
${certifiedHours.map(({ name }) => `- ${name}`).join('\n')}

A start must be offered exactly when every minute of the slot lies in the working hours as a clock on the wall shows
them, and must be listed under the date that clock shows. The expectation is read off \`Intl\` minute by minute by code
that shares nothing with the engine; within two hours of the change the check of a single start is compared as well.
Zones without a change are compared on one date. A change is "next to midnight" when it takes away, repeats or
adjoins a local midnight. "Offered" counts the starts that must be and are offered.

${summary}

${total.mismatches === 0 ? 'No start differs.' : `${total.mismatches} starts differ.`} A sample of it runs with every \`npm test\`.
`;

if (wanted.length === 0) writeFileSync(new URL('../../docs/dst-certificate.md', import.meta.url), document);
console.log(summary);
for (const mismatch of mismatches.slice(0, 50)) console.log(mismatch);
if (total.mismatches > 0) process.exitCode = 1;

import type { Stack } from '#scripts/stack/stack.ts';

type Row = readonly [label: string, value: string];

function table(rows: readonly Row[]): string {
  const width = Math.max(...rows.map(([label]) => label.length));
  return rows.map(([label, value]) => `  ${label.padEnd(width)}   ${value}`).join('\n');
}

/** What a person sees when everything runs. */
export function overview(stack: Stack, seconds: string): string {
  const { publicUrl, ports, demo } = stack;
  const rows: Row[] = [
    ['Guest page', `${publicUrl}${demo?.guestPath ?? ''}`],
    ['Host app', `${publicUrl}/app`],
    ...(demo ? [['  sign in with', `${demo.email} / ${demo.password}`] as const] : []),
    ...stack.standIns.map(({ label, url }) => [label, url] as const),
    ...(stack.temporalUiUrl ? [['Temporal', stack.temporalUiUrl] as const] : []),
    ['API documentation', `${publicUrl}/api/docs`],
    ['Metrics', `${publicUrl}/metrics`],
    ['Worker metrics', `http://localhost:${ports.EVERSLOT_WORKER_METRICS_PORT}/metrics`],
    ['Logs', stack.logFolder],
  ];
  return `\nEverslot is ready (${seconds} s).\n\n${table(rows)}\n\nCtrl-C stops everything; the data stays in .everslot.\n`;
}

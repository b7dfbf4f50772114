/** Why somebody operates the installation: its settings say so, or another operator does. */
export const operatorSources = ['settings', 'grant'] as const;
export type OperatorSource = (typeof operatorSources)[number];

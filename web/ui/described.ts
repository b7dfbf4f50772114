/** The attributes that tie a control to its hint and to what is wrong with it, for screen readers. */
export const described = (
  id: string,
  { error, hint }: { error?: string | undefined; hint?: unknown },
): { 'aria-invalid': true | undefined; 'aria-describedby': string | undefined } => ({
  'aria-invalid': error === undefined ? undefined : true,
  'aria-describedby':
    [error === undefined ? '' : `${id}-error`, hint === undefined ? '' : `${id}-hint`]
      .filter(Boolean)
      .join(' ') || undefined,
});

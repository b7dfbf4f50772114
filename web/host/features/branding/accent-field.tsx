import type { ReactElement } from 'react';
import { useController, useFormContext } from 'react-hook-form';
import type { ColourPreview } from '#web/api/schemas.ts';
import { useLanguage } from '#web/host/app/language-provider.tsx';
import { Button } from '#web/host/components/button.tsx';
import { Field } from '#web/host/components/inputs/field.tsx';
import { ProblemNote } from '#web/host/components/states.tsx';
import { useFieldError } from '#web/host/editor/issue-texts.ts';
import { hostTag } from '#web/time/instants.ts';
import { type BrandingValues, colourOf } from './branding-values.ts';

/** Where the picker begins while the product's own colour is shown. */
const standard = '#0f6b53';

/** Says in words and as a ratio whether a colour can be read, and what to take where it cannot. */
const Contrast = ({
  checked,
  onTake,
}: {
  checked: ColourPreview;
  onTake: (colour: string) => void;
}): ReactElement => {
  const { language, messages } = useLanguage();
  const { contrast: texts } = messages.branding;
  const number = new Intl.NumberFormat(hostTag(language), { maximumFractionDigits: 1 });
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2" role="status">
      <p className={checked.isReadable ? 'text-sm text-soft' : 'text-sm font-medium text-danger-ink'}>
        {checked.isReadable
          ? texts.enough(number.format(checked.ratio))
          : texts.low(number.format(checked.ratio), number.format(4.5))}
      </p>
      {!checked.isReadable && (
        <Button onClick={() => onTake(checked.nearest)} size="small">
          <span
            aria-hidden="true"
            className="size-4 rounded-full border border-line"
            style={{ background: checked.nearest }}
          />
          {texts.take(checked.nearest)}
        </Button>
      )}
    </div>
  );
};

/** The accent colour: typed or picked, or none. */
export const AccentField = ({
  checked,
  error,
}: {
  checked: ColourPreview | undefined;
  error: unknown;
}): ReactElement => {
  const { fields } = useLanguage().messages.branding;
  const { control } = useFormContext<BrandingValues>();
  const { field } = useController({ control, name: 'accent' });
  const refused = useFieldError('accent');
  // What the contrast says already is not said a second time.
  const issue = checked?.isReadable === false ? undefined : refused;
  return (
    <div className="grid gap-3">
      <Field error={issue} hint={fields.accentHint} label={fields.accent}>
        {(ids) => (
          <div className="flex flex-wrap items-center gap-2">
            <input
              aria-label={fields.pick}
              className="h-10 w-14 shrink-0 cursor-pointer rounded-[0.625rem] border border-edge bg-surface p-1"
              onChange={(event) => field.onChange(event.target.value)}
              type="color"
              value={colourOf(field.value) ?? standard}
            />
            <input
              {...ids}
              autoComplete="off"
              className="control !w-36 font-mono"
              maxLength={9}
              onBlur={field.onBlur}
              onChange={(event) => field.onChange(event.target.value)}
              ref={field.ref}
              spellCheck={false}
              value={field.value}
            />
            {field.value !== '' && (
              <Button onClick={() => field.onChange('')} tone="quiet">
                {fields.standardColour}
              </Button>
            )}
          </div>
        )}
      </Field>
      {checked !== undefined && <Contrast checked={checked} onTake={field.onChange} />}
      <ProblemNote error={error} />
    </div>
  );
};

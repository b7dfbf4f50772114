import { type ReactElement, type ReactNode, useRef, useState } from 'react';
import { Button } from '#web/host/components/button.tsx';
import { ErrorText } from '#web/host/components/inputs/field.tsx';
import { Card, Section } from '#web/host/components/page.tsx';
import { ProblemNote } from '#web/host/components/states.tsx';

type Texts = { choose: string; change: string; remove: string; unreadable: string };

/** Whether the browser can draw a file. */
const isDrawable = (file: File): Promise<boolean> =>
  createImageBitmap(file).then(
    (bitmap) => {
      bitmap.close();
      return true;
    },
    () => false,
  );

/** An image that is chosen from a file and can be taken away again; the server judges and encodes it. */
export const ImageSection = ({
  title,
  hint,
  texts,
  isSet,
  busy,
  error,
  onChange,
  children,
}: {
  title: string;
  hint: string;
  texts: Texts;
  isSet: boolean;
  busy: boolean;
  error: unknown;
  /** Null takes it away. */
  onChange: (file: File | null) => void;
  /** How it looks now. */
  children: ReactNode;
}): ReactElement => {
  const input = useRef<HTMLInputElement>(null);
  const [isUnreadable, setUnreadable] = useState(false);
  const choose = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const isImage = await isDrawable(file);
    setUnreadable(!isImage);
    if (isImage) onChange(file);
  };
  return (
    <Card className="mt-6">
      <Section hint={hint} title={title}>
        <div className="flex flex-wrap items-center gap-4">
          {children}
          <input
            accept="image/png,image/jpeg,image/webp,image/heic"
            aria-hidden="true"
            className="hidden"
            onChange={({ target }) => {
              void choose(target.files?.[0]);
              target.value = '';
            }}
            ref={input}
            tabIndex={-1}
            type="file"
          />
          <Button busy={busy} onClick={() => input.current?.click()}>
            {isSet ? texts.change : texts.choose}
          </Button>
          {isSet && (
            <Button icon="trash" onClick={() => onChange(null)}>
              {texts.remove}
            </Button>
          )}
        </div>
        <div role="alert">
          {isUnreadable && <ErrorText>{texts.unreadable}</ErrorText>}
          <ProblemNote error={error} />
        </div>
      </Section>
    </Card>
  );
};

import type { ReactElement } from 'react';
import type { OperatorDomain } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useFormats } from '#web/host/app/use-formats.ts';
import { Badge, type BadgeTone } from '#web/host/components/badge.tsx';

const tones: Readonly<Record<OperatorDomain['state'], BadgeTone>> = {
  pending: 'plain',
  verified: 'good',
  failing: 'warn',
  given_up: 'bad',
  released: 'bad',
};

/** A domain with how it stands: what was found wrong, when it was looked at, and until when its pages answer. */
export const DomainState = ({ item }: { item: OperatorDomain }): ReactElement => {
  const { domains: texts } = useMessages();
  const formats = useFormats();
  const lines = [
    ...(item.finding === null ? [] : [texts.findings[item.finding]]),
    ...(item.releaseAt === null ? [] : [texts.releaseAt(formats.dateTime(item.releaseAt))]),
    item.checkedAt === null ? texts.unchecked : texts.checked(formats.dateTime(item.checkedAt)),
  ];
  return (
    <>
      <p className="flex flex-wrap items-center gap-2">
        <span className="font-semibold wrap-anywhere">{item.name}</span>
        <Badge tone={tones[item.state]}>{texts.states[item.state]}</Badge>
      </p>
      <p className="text-sm wrap-anywhere text-soft">{lines.join(' · ')}</p>
    </>
  );
};

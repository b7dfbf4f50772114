import { type ReactElement, useState } from 'react';
import type { Contact } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useFormats } from '#web/host/app/use-formats.ts';
import { Badge } from '#web/host/components/badge.tsx';
import { Button, buttonClass } from '#web/host/components/button.tsx';
import { Icon } from '#web/host/components/icon.tsx';
import { Card, Section } from '#web/host/components/page.tsx';
import { contactFileHref } from '#web/host/queries/contact.ts';
import { EraseDialog } from './erase-dialog.tsx';

/** How far the erasure of a guest is. */
export const ErasureNote = ({ erasure }: { erasure: NonNullable<Contact['erasure']> }): ReactElement => {
  const { privacy: texts } = useMessages().contacts;
  const formats = useFormats();
  const isOver = erasure.stage === 'erased';
  return (
    <div className="grid justify-items-start gap-1" role="status">
      <Badge tone={isOver ? 'good' : 'info'}>{texts[erasure.stage](formats.dateTime(erasure.at))}</Badge>
      <p className="text-sm text-soft">{isOver ? texts.erasedHint : texts.erasingHint}</p>
    </div>
  );
};

/** What an owner or an admin can do for a guest who asks what is kept of them, or to be forgotten. */
export const PrivacySection = ({ contact }: { contact: Contact }): ReactElement => {
  const { privacy: texts } = useMessages().contacts;
  const [isAsking, setIsAsking] = useState(false);
  const { erasure } = contact;
  return (
    <Card>
      <Section hint={texts.hint} title={texts.title}>
        {erasure !== null && <ErasureNote erasure={erasure} />}
        {erasure === null && (
          <div className="flex flex-wrap gap-2">
            <a className={buttonClass('secondary', 'small')} download href={contactFileHref(contact.id)}>
              <Icon name="download" />
              {texts.export}
            </a>
            <Button onClick={() => setIsAsking(true)} size="small" tone="danger">
              {texts.erase}
            </Button>
          </div>
        )}
        {isAsking && <EraseDialog contactId={contact.id} onClose={() => setIsAsking(false)} />}
      </Section>
    </Card>
  );
};

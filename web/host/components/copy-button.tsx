import { type ReactElement, useEffect, useState } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { Button } from './button.tsx';

const copyText = async (text: string): Promise<void> => {
  if (navigator.clipboard !== undefined) return navigator.clipboard.writeText(text);
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
};

export const CopyButton = ({ text, label }: { text: string; label: string }): ReactElement => {
  const { shell } = useMessages();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <Button
      icon={copied ? 'check' : 'copy'}
      onClick={() => {
        void copyText(text).then(
          () => setCopied(true),
          () => setCopied(false),
        );
      }}
      size="small"
    >
      <span aria-live="polite">{copied ? shell.actions.copied : label}</span>
    </Button>
  );
};

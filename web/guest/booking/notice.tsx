import type { ComponentChildren } from 'preact';
import { type Failure, firstByTime } from '#web/api/failure.ts';
import { formatMoment, type TimeStyle } from '#web/time/format.ts';
import { Icon } from './icon.tsx';
import type { Voice } from './model.ts';
import { problemText, waitText } from './problem-text.ts';

type Props = {
  voice: Voice;
  failure: Failure;
  style: TimeStyle;
  /** Draws one free time as a button (with or without scripts). */
  alternative?: (start: string, label: string) => ComponentChildren;
  onRetry?: (() => void) | undefined;
  children?: ComponentChildren;
};

/** A refusal in words, with what the guest can do about it. */
export const Notice = ({ voice, failure, style, alternative, onRetry, children }: Props) => {
  const { text } = voice;
  const problem = problemText(failure.code, text);
  return (
    <div class="notice" role="alert" id="notice" tabIndex={-1}>
      <Icon name="alert" />
      <div>
        <p class="notice-title">{problem.title}</p>
        <p>
          {problem.text} {waitText(failure, text)}
        </p>
        {children}
        {failure.alternatives.length === 0 || alternative === undefined ? null : (
          <div class="alternatives" role="group" aria-label={text.notice.alternatives}>
            <p class="notice-sub">{text.notice.alternatives}</p>
            <div class="chips">
              {firstByTime(failure.alternatives).map(({ start }) =>
                alternative(start, formatMoment(start, style)),
              )}
            </div>
          </div>
        )}
        {onRetry === undefined || !failure.retryable ? null : (
          <button type="button" class="button button-quiet" onClick={onRetry}>
            {text.notice.retry}
          </button>
        )}
      </div>
    </div>
  );
};

import type { Failure } from '#web/api/failure.ts';
import type { GuestMessages } from '#web/i18n/guest/en.ts';
import { Icon } from '../booking/icon.tsx';
import { waitText } from '../booking/problem-text.ts';

type Props = {
  problem: { title: string; text: string };
  failure: Failure;
  text: GuestMessages;
  retryHref: string | null;
  /** The host's own page, where the address names one. */
  hostHref: string | null;
};

/** A page that could not be shown, in words. Names neither host nor booking. */
export const ProblemPage = ({ problem, failure, text, retryHref, hostHref }: Props) => {
  return (
    <div class="panel panel-narrow problem">
      <p class="mark mark-quiet" aria-hidden="true">
        <Icon name="alert" />
      </p>
      <h1 class="title" id="page-title">
        {problem.title}
      </h1>
      <p class="lead">
        {problem.text} {waitText(failure, text)}
      </p>
      {retryHref === null || !failure.retryable ? null : (
        <p>
          <a class="button button-quiet" href={retryHref}>
            {text.notice.retry}
          </a>
        </p>
      )}
      {hostHref === null ? null : (
        <p>
          <a class="button button-quiet" href={hostHref}>
            {text.notice.host}
          </a>
        </p>
      )}
      {failure.requestId === null || failure.status < 500 ? null : (
        <p class="fine">{text.notice.reference(failure.requestId)}</p>
      )}
    </div>
  );
};

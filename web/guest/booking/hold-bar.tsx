import { formatRemaining } from '#web/time/countdown.ts';
import type { HoldState } from '../flow/use-hold.ts';
import { Icon } from './icon.tsx';
import type { Voice } from './model.ts';

type Props = {
  voice: Voice;
  state: HoldState;
  seconds: number | null;
  /** What is left of it as far as it is spoken: all at first, then few marks. */
  minutes: number;
  onAgain: () => void;
};

/** The state of the hold: its countdown, that it has ended, or that there is none. */
export const HoldBar = ({ voice, state, seconds, minutes, onAgain }: Props) => {
  const { form, picker } = voice.text;
  const bar = () => {
    if (state.kind === 'placing') return <p class="hold">{picker.holding}</p>;
    if (state.kind === 'unheld') return <p class="hold">{form.notHeld}</p>;
    if (state.kind === 'held' && seconds !== null)
      return (
        <p class={seconds <= 60 ? 'hold hold-low' : 'hold'}>
          <Icon name="clock" />
          <span>{form.heldFor(formatRemaining(seconds))}</span>
        </p>
      );
    if (state.kind === 'expired')
      return (
        <div class="notice" role="alert">
          <Icon name="alert" />
          <div>
            <p class="notice-title">{form.expiredTitle}</p>
            <p>{form.expired}</p>
            <button type="button" class="button button-quiet" onClick={onAgain}>
              {form.holdAgain}
            </button>
          </div>
        </div>
      );
    return null;
  };
  return (
    <div class="hold-place">
      {bar()}
      <p class="sr-only" role="status">
        {state.kind === 'held' ? form.heldMinutes(minutes) : ''}
      </p>
    </div>
  );
};

import type { SendMode } from '../../manifest/add-in.ts';
import type { Ending } from '../add-in/run-function.ts';

/** Why Outlook asks the person before it sends. */
export type AlertReason = 'disallowed' | 'slow' | 'timed-out' | 'unavailable';

/** What a person can answer. */
export type AlertChoice = 'send' | 'stay';

/** The dialog before sending. */
export interface SmartAlert {
  addInName: string;
  reason: AlertReason;
  /** The add-in's own words, where it disallowed. */
  message: string;
  maySend: boolean;
  /** The add-in's own label of the button that keeps the item. */
  cancelLabel: string;
  /** The command that button opens; empty: none. */
  commandId: string;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const modes: Record<string, SendMode> = {
  promptUser: 'PromptUser',
  softBlock: 'SoftBlock',
  block: 'Block',
};

/**
 * What Outlook asks when the add-in ended so; undefined where it sends without a word. Only an add-in
 * that is not there is forgiven by a soft block; one that is too slow is not.
 */
export function alertAfter(
  ending: Ending,
  manifestMode: SendMode,
  addInName: string,
): SmartAlert | undefined {
  if (ending.kind === 'completed') {
    const { allowEvent, errorMessage, cancelLabel, commandId, sendModeOverride } = ending.context;
    if (allowEvent !== false) return undefined;
    const mode = modes[textOf(sendModeOverride)] ?? manifestMode;
    return {
      ...alert('disallowed', mode, addInName),
      message: textOf(errorMessage),
      cancelLabel: textOf(cancelLabel),
      commandId: textOf(commandId),
    };
  }
  if (ending.kind === 'stopped') return undefined;
  const reason = ending.kind === 'timed-out' ? 'timed-out' : 'unavailable';
  return alert(reason, manifestMode, addInName);
}

/** The dialog for a reason, without words of the add-in. */
export const alert = (reason: AlertReason, mode: SendMode, addInName: string): SmartAlert => ({
  addInName,
  reason,
  message: '',
  maySend: mode === 'PromptUser' || (mode === 'SoftBlock' && reason === 'unavailable'),
  cancelLabel: '',
  commandId: '',
});

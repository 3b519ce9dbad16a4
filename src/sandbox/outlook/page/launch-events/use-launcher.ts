import { useEffect, useMemo } from 'react';
import type { AddIn, Button } from '../../manifest/add-in.ts';
import { type FunctionHost, runFunction } from '../add-in/run-function.ts';
import { Known } from '../app/known.ts';
import type { Press } from '../app/outlook-context.ts';
import { useLatest } from '../app/use-latest.ts';
import { Launcher } from './launcher.ts';
import { Questions } from './questions.ts';

/** The button of a command, also inside a menu. */
export const findButton = (addIn: AddIn, commandId: string): Button | undefined =>
  Object.values(addIn.commands)
    .flat()
    .flatMap((command) => (command.kind === 'menu' ? command.items : [command]))
    .find(({ id }) => id === commandId);

export interface LauncherOptions {
  host: FunctionHost;
  /** Undefined while they are read. */
  addIns: readonly AddIn[] | undefined;
  press: Press;
}

/** The launcher, and the questions it asks, for as long as the shell is there. */
export function useLauncher(options: LauncherOptions) {
  const latest = useLatest(options);
  const { addIns } = options;
  const known = useMemo(() => new Known<readonly AddIn[]>(), []);
  useEffect(() => {
    if (addIns) known.set(addIns);
  }, [known, addIns]);
  return useMemo(() => {
    const questions = new Questions();
    const launcher = new Launcher({
      addIns: () => known.get(),
      run: (call, signal) => runFunction(call, latest.current.host, signal),
      ask: (alert, signal) => questions.ask(alert, signal),
      openCommand: (addIn, commandId, item) => {
        const button = findButton(addIn, commandId);
        if (button) latest.current.press(addIn, button, { form: item });
      },
    });
    return { launcher, questions };
  }, [latest, known]);
}

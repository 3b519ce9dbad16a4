import type { TFunction } from 'i18next';
import type { ItemState } from '../contracts/item.ts';
import type { Api } from '../pane/api/api.ts';
import { toFailure, type FailureCode } from '../pane/api/failure.ts';
import type { Host } from '../pane/host/host.ts';
import type { Notify } from '../pane/host/notify.ts';

/** What a function command works with. */
export interface CommandTools {
  host: Pick<Host, 'readItem'>;
  api: Pick<Api, 'track'>;
  notify: Notify;
  t: TFunction;
}

/** Failures whose next step is in the pane, where there is room to explain it. */
const inPane: Partial<Record<FailureCode, 'commands.signIn' | 'commands.openPane'>> = {
  'sign-in-needed': 'commands.signIn',
  'consent-needed': 'commands.signIn',
  private: 'commands.openPane',
};

const sentence = (code: FailureCode, { t }: CommandTools): string =>
  t(inPane[code] ?? `problem.${code}.text`);

async function tellState({ state, problem }: ItemState, tools: CommandTools): Promise<void> {
  const { notify, t } = tools;
  if (state === 'tracked') return notify('done', t('commands.tracked'));
  if (state === 'pending' && problem !== 'private') return notify('done', t('commands.pending'));
  return notify('failed', problem ? sentence(problem, tools) : t('commands.openPane'));
}

/** Tracks the open item and says above it how that went. */
export async function trackOpenItem(tools: CommandTools): Promise<void> {
  const { host, api, notify, t } = tools;
  try {
    const item = await host.readItem();
    if (!item?.reference) {
      await notify('failed', t('commands.cannot'));
      return;
    }
    await notify('progress', t('commands.tracking'));
    await tellState(await api.track({ item: item.reference }), tools);
  } catch (error) {
    await notify('failed', sentence(toFailure(error).code, tools));
  }
}

/** Runs a command; Outlook hears that it is over on every path (quality §1.1, point 56). */
export async function runCommand(
  event: Pick<Office.AddinCommands.Event, 'completed'>,
  run: () => Promise<void>,
): Promise<void> {
  try {
    await run();
  } finally {
    event.completed();
  }
}

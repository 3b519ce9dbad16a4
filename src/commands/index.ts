import type { PaneConfig } from '../contracts/pane-config.ts';
import { createApi, createSend } from '../pane/api/api.ts';
import { createCall } from '../pane/api/call.ts';
import { gateTokens } from '../pane/auth/gated-tokens.ts';
import { createTokens } from '../pane/auth/pane-tokens.ts';
import { createDevice, localStore } from '../pane/host/device.ts';
import { createNotify } from '../pane/host/notify.ts';
import { createOfficeHost } from '../pane/host/office-host.ts';
import { officeReady } from '../pane/host/office-ready.ts';
import { createMessages, loadPageMessages, switchLanguage } from '../pane/text/messages.ts';
import { runCommand, trackOpenItem, type CommandTools } from './track-item.ts';

const configOf = (): PaneConfig => {
  const meta = document.head.querySelector<HTMLMetaElement>('meta[name="regarding-config"]');
  return JSON.parse(meta?.content ?? '{}') as PaneConfig;
};

async function createTools(office: typeof Office): Promise<CommandTools> {
  const device = createDevice(localStore());
  const tokens = gateTokens(createTokens(configOf()), device);
  const host = createOfficeHost(office);
  const messages = createMessages();
  await loadPageMessages(messages);
  await switchLanguage(messages, device.read('language') ?? host.language);
  return {
    host,
    api: createApi(createCall(createSend(window.location.origin, tokens))),
    notify: createNotify(office.context.mailbox.item ?? null),
    t: messages.t,
  };
}

const start = async (): Promise<void> => {
  const office = await officeReady();
  // The name is the manifest's FunctionName.
  office.actions.associate('trackItem', (event: Office.AddinCommands.Event) => {
    void runCommand(event, async () => trackOpenItem(await createTools(office)));
  });
};

void start();

import type { Phone } from './phone.ts';

/** What identifies one opening of one page. Never shared between a pane and a dialog of its own. */
export interface FrameIds {
  conversationId: string;
  controlId: string;
}

export interface FrameOptions extends FrameIds {
  /** The host page's own origin. */
  hostOrigin: string;
  /** `en-US` */
  locale: string;
  isDialog: boolean;
  /** The phone the page pretends to be; absent on desktops. */
  phone?: Phone | undefined;
}

export const newFrameIds = (): FrameIds => ({
  conversationId: crypto.randomUUID().replaceAll('-', ''),
  controlId: crypto.randomUUID(),
});

const hostInfo = ({ locale, isDialog, controlId }: FrameOptions): string =>
  [
    'Outlook',
    'Web',
    '16.01',
    locale.toLowerCase(),
    controlId,
    isDialog ? 'isDialog' : '',
    'disableLogging',
    '0',
  ].join('$');

/** The `name` of the frame, set before its first navigation; office.js reads its host from it. */
export const frameName = (options: FrameOptions): string =>
  JSON.stringify({
    baseFrameName: `_xdm_${options.controlId}${options.conversationId}`,
    hostInfo: hostInfo(options),
    xdmInfo: [options.conversationId, options.controlId, `${options.hostOrigin}/`].join('|'),
    serializerVersion: 1,
    flights: '[]',
    // Not office.js's: host-support.js reads it.
    ...(options.phone && { phone: options.phone }),
  });

/** The page's address with `_host_Info` added to its own query; its hash is kept. */
export function frameUrl(url: string, options: FrameOptions): string {
  const address = new URL(url);
  const query = `_host_Info=${hostInfo(options)}`;
  address.search = address.search ? `${address.search}&${query}` : query;
  return address.href;
}

/**
 * `allow-modals` lets office.js ask whether a host it does not know is trusted. The page keeps its
 * own origin: without it there would be no storage and no origin to check messages against.
 */
export const frameSandbox =
  'allow-scripts allow-forms allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-modals';

import type { HostPage, HostSession } from './session.ts';
import type { XdmRequest } from './xdm.ts';

/** A dialog inside the page, as `displayDialogAsync` asks for with `displayInIframe`. */
export interface DialogRequest {
  url: string;
  /** Of the window. */
  widthPercent: number;
  heightPercent: number;
}

/** Office.js error numbers of dialogs. */
const dialogError = { foreignDomain: 12004, notHttps: 12005, alreadyOpen: 12007 } as const;

const percent = (value: unknown): number => {
  const number = Number(value);
  return number >= 1 && number <= 100 ? number : 80;
};

/** The registration for a dialog's messages carries the dialog itself, as JSON in `targetId`. */
function parse(registration: XdmRequest): DialogRequest {
  const { targetId } = registration._data as { targetId: string };
  const { url, width, height } = JSON.parse(targetId) as Record<string, unknown>;
  return { url: String(url), widthPercent: percent(width), heightPercent: percent(height) };
}

function refusal({ url }: DialogRequest, { addIn }: HostSession): number {
  const { origin, protocol } = new URL(url);
  if (protocol !== 'https:') return dialogError.notHttps;
  return addIn.origins.includes(origin) ? 0 : dialogError.foreignDomain;
}

/** Opens the dialog a page registers for. Answers 0, or office.js's number for why not. */
export function openDialog(
  registration: XdmRequest,
  session: HostSession,
  open: NonNullable<HostPage['openDialog']>,
): number {
  const request = parse(registration);
  return refusal(request, session) || (open(request) ? 0 : dialogError.alreadyOpen);
}

/** What the page that opened the dialog hears. */
export const dialogMessage = (text: string, origin: string) => ({
  messageType: 0,
  messageContent: text,
  messageOrigin: origin,
});
/** What the dialog hears of the page that opened it. */
export const parentMessage = (text: string, origin: string) => ({
  messageType: 1,
  messageContent: text,
  messageOrigin: origin,
});
/** What the page hears when a person closed its dialog. */
export const dialogClosed = { messageType: 12006 } as const;

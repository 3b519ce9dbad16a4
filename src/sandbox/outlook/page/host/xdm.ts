/*
 * Messages between office.js and its host: JSON text over window.postMessage. Names and numbers are
 * those office.js uses.
 */

export const actionType = { invoke: 0, registerEvent: 1, unregisterEvent: 2 } as const;
export type ActionType = (typeof actionType)[keyof typeof actionType];

/** What a page asks of its host. */
export interface XdmRequest {
  _messageType: 0;
  _actionType: ActionType;
  _actionName: string;
  _conversationId: string;
  _correlationId: number;
  _data: unknown;
}

type Kind = 'calling' | 'eventing' | 'request';

const kinds: Record<Kind, object> = {
  calling: { _messageType: 1, _responseType: 0, _errorCode: 0 },
  eventing: { _messageType: 1, _responseType: 1, _errorCode: 0 },
  request: { _messageType: 0, _actionType: actionType.invoke },
};

/** The request in a message's data, or undefined where it is none of office.js's. */
export function parseRequest(data: unknown): XdmRequest | undefined {
  if (typeof data !== 'string') return undefined;
  let parsed: Partial<XdmRequest>;
  try {
    parsed = JSON.parse(data) as Partial<XdmRequest>;
  } catch {
    return undefined; // Other protocols share the channel.
  }
  const isRequest =
    parsed._messageType === 0 &&
    typeof parsed._actionName === 'string' &&
    typeof parsed._conversationId === 'string';
  return isRequest ? (parsed as XdmRequest) : undefined;
}

type Address = Pick<XdmRequest, '_actionName' | '_conversationId' | '_correlationId'>;

function message(kind: Kind, address: Address, origin: string, data: unknown): string {
  return JSON.stringify({
    _serializerVersion: 1,
    _origin: origin,
    ...kinds[kind],
    _actionName: address._actionName,
    _conversationId: address._conversationId,
    _correlationId: address._correlationId,
    _data: data,
  });
}

/** The answer to a request; `origin` is the host's own. */
export const answerTo = (request: XdmRequest, origin: string, data: unknown): string =>
  message('calling', request, origin, data);

/** An event the page registered for with `registration`. */
export const eventFor = (registration: XdmRequest, origin: string, data: unknown): string =>
  message('eventing', registration, origin, data);

/** Numbers of `Office_notifyAgave` and `notifyHost` this host knows. */
export const agaveAction = {
  tabIn: 11,
  tabInShift: 12,
  tabExit: 13,
  tabExitShift: 14,
  escapeExit: 15,
} as const;

/** Tells a page to take the focus at its first or last control. */
export const notifyAgave = (conversationId: string, origin: string, action: number): string =>
  message(
    'request',
    {
      _actionName: 'Office_notifyAgave',
      _conversationId: `${conversationId}_ntf`,
      _correlationId: 0,
    },
    origin,
    [action],
  );

import type { AddIn } from '../../manifest/add-in.ts';
import type { Outlook } from '../app/outlook-context.ts';
import type { HostItem } from '../host/backend.ts';
import { hostEvents } from '../host/conversation.ts';
import type { Completed } from '../host/dispatch.ts';
import { type FrameHost, openOfficeFrame } from './use-office-frame.ts';

export interface FunctionCall {
  addIn: AddIn;
  /** The page with the function. */
  url: string;
  functionName: string;
  item: HostItem | null;
  /** What the function finds in its event. */
  event: Record<string, unknown>;
}

/** How a function ended; `context` is what it gave to `event.completed()`. */
export type Ending =
  | { kind: 'completed'; context: Record<string, unknown> }
  /** The page has no such function, or threw. */
  | { kind: 'failed' }
  /** The page never got ready: it cannot be reached, or does not load office.js. */
  | { kind: 'unavailable' }
  | { kind: 'timed-out' }
  | { kind: 'stopped' };

/** What a function needs of the page around it. */
export type FunctionHost = FrameHost & Pick<Outlook, 'forms'>;

/** Outlook stops a function after five minutes. */
export const functionLimitMs = 5 * 60 * 1000;
/** How long a page may take until it listens for commands: office.js's own limit and some. */
const startLimitMs = 30_000;

const endingOf = ({ status, context }: Completed): Ending =>
  status === 0 ? { kind: 'completed', context } : { kind: 'failed' };

/** Where hidden pages are: outside React's tree, out of sight and of the tab order. */
function hiddenPlace(): HTMLElement {
  const place = document.createElement('div');
  place.hidden = true;
  document.body.append(place);
  return place;
}

/** Runs one function of an add-in in a page nobody sees, until it says it is done. */
export function runFunction(
  call: FunctionCall,
  host: FunctionHost,
  signal: AbortSignal = new AbortController().signal,
): Promise<Ending> {
  const place = hiddenPlace();
  const commandId = crypto.randomUUID();
  return new Promise<Ending>((resolve) => {
    const starting = setTimeout(() => resolve({ kind: 'unavailable' }), startLimitMs);
    const running = setTimeout(() => resolve({ kind: 'timed-out' }), functionLimitMs);
    const end = (ending: Ending) => {
      clearTimeout(starting);
      clearTimeout(running);
      resolve(ending);
    };
    signal.addEventListener('abort', () => end({ kind: 'stopped' }));
    openOfficeFrame(
      {
        ...call,
        title: call.functionName,
        page: {
          ...host.forms,
          leaveFocus: () => undefined,
          closeContainer: () => end({ kind: 'stopped' }),
        },
        onRegistered: (conversation, event) => {
          if (event !== hostEvents.commandInvoked) return;
          clearTimeout(starting);
          conversation.raise(event, [commandId, call.functionName, JSON.stringify(call.event)]);
        },
        onCompleted: (completed) => {
          if (completed.commandId === commandId) end(endingOf(completed));
        },
      },
      host,
      place,
    );
  }).finally(() => place.remove());
}

import { type MutableRefObject, type RefObject, useEffect, useRef } from 'react';
import { graphBackend } from '../api/graph-backend.ts';
import type { AddIn } from '../../manifest/add-in.ts';
import { type Outlook, useOutlook } from '../app/outlook-context.ts';
import type { HostItem } from '../host/backend.ts';
import { Conversation } from '../host/conversation.ts';
import type { Completed } from '../host/dispatch.ts';
import {
  type FrameOptions,
  frameName,
  frameSandbox,
  frameUrl,
  newFrameIds,
} from '../host/frame-name.ts';
import type { HostPage } from '../host/session.ts';
import { phoneShown } from '../phone/use-is-phone.ts';

export interface FrameRequest {
  addIn: AddIn;
  /** The frame's accessible name. */
  title: string;
  url: string;
  item: HostItem | null;
  page: HostPage;
  isDialog?: boolean;
  onRegistered?: (conversation: Conversation, event: string) => void;
  onCompleted?: (completed: Completed) => void;
}

export interface OfficeFrameOptions extends FrameRequest {
  /** Where the conversation with the page is put, for events to it. */
  conversation?: MutableRefObject<Conversation | null>;
  /** The element the frame is put into. */
  container: RefObject<HTMLElement>;
}

/**
 * Opens a page of the add-in in an iframe with this page as its host, once, with the values of the
 * first call.
 */
export function useOfficeFrame(options: OfficeFrameOptions): void {
  const outlook = useOutlook();
  const started = useRef({ options, outlook });

  useEffect(() => {
    const { options: first, outlook: within } = started.current;
    const container = first.container.current;
    if (!container) return;
    const { conversation, close } = openOfficeFrame(first, within, container);
    if (first.conversation) first.conversation.current = conversation;
    return close;
  }, []);
}

/** What a frame needs of the page around it. */
export type FrameHost = Pick<
  Outlook,
  'person' | 'displayLanguage' | 'trace' | 'notifications' | 'router'
>;

/** Opens a page of an add-in in a new iframe at the end of `container`, until it is closed. */
export function openOfficeFrame(
  request: FrameRequest,
  host: FrameHost,
  container: HTMLElement,
): { conversation: Conversation; close: () => void } {
  const frame = document.createElement('iframe');
  const conversation = openConversation(request, host, frame);
  const end = host.router.add({ window: () => frame.contentWindow, conversation });
  container.append(frame);
  return {
    conversation,
    close: () => {
      end();
      conversation.end();
      frame.remove();
    },
  };
}

function openConversation(
  { addIn, title, url, item, page, isDialog = false, onRegistered, onCompleted }: FrameRequest,
  { person, displayLanguage: locale, trace, notifications }: FrameHost,
  frame: HTMLIFrameElement,
): Conversation {
  const hostOrigin = window.location.origin;
  const ids = newFrameIds();
  const phone = phoneShown();
  const opened: Conversation = new Conversation({
    ids,
    session: {
      addIn,
      person,
      url,
      backend: graphBackend,
      page,
      notifications,
      item,
      initializationContext: notifications.takeContext(addIn.id),
    },
    locale,
    phone,
    hostOrigin,
    trace,
    post: (message, target) => frame.contentWindow?.postMessage(message, target),
    onRegistered: (event) => onRegistered?.(opened, event),
    ...(onCompleted && { onCompleted }),
  });
  const frameOptions: FrameOptions = { ...ids, hostOrigin, locale, isDialog, phone };
  frame.title = title;
  frame.setAttribute('sandbox', frameSandbox);
  // A name given once the frame is in the page comes too late: the add-in would see none.
  frame.name = frameName(frameOptions);
  frame.src = frameUrl(url, frameOptions);
  return opened;
}

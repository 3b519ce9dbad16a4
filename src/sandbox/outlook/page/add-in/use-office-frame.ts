import { type MutableRefObject, type RefObject, useEffect, useRef } from 'react';
import { graphBackend } from '../api/graph-backend.ts';
import { useOutlook } from '../app/outlook-context.ts';
import type { OpenItem } from '../host/backend.ts';
import { Conversation } from '../host/conversation.ts';
import {
  type FrameOptions,
  frameName,
  frameSandbox,
  frameUrl,
  newFrameIds,
} from '../host/frame-name.ts';
import type { HostPage } from '../host/session.ts';

export interface OfficeFrameOptions {
  /** Where the conversation with the page is put, for events to it. */
  conversation?: MutableRefObject<Conversation | null>;
  /** The element the frame is put into. */
  container: RefObject<HTMLElement>;
  /** The frame's accessible name. */
  title: string;
  url: string;
  item: OpenItem | null;
  page: HostPage;
  isDialog?: boolean;
  onRegistered?: (conversation: Conversation, event: string) => void;
  onCompleted?: () => void;
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
    if (!container || !within.addIn) return;
    const frame = document.createElement('iframe');
    const opened = openConversation(first, within, within.addIn, frame);
    if (first.conversation) first.conversation.current = opened;
    const close = within.router.add({ window: () => frame.contentWindow, conversation: opened });
    container.append(frame);
    return () => {
      close();
      frame.remove();
    };
  }, []);
}

type Within = ReturnType<typeof useOutlook>;

function openConversation(
  { title, url, item, page, isDialog = false, onRegistered, onCompleted }: OfficeFrameOptions,
  { person, trace, notifications }: Within,
  addIn: NonNullable<Within['addIn']>,
  frame: HTMLIFrameElement,
): Conversation {
  const hostOrigin = window.location.origin;
  const locale = person.preferredLanguage;
  const ids = newFrameIds();
  const opened: Conversation = new Conversation({
    ids,
    session: { addIn, person, url, backend: graphBackend, page, notifications, item },
    locale,
    hostOrigin,
    trace,
    post: (message, target) => frame.contentWindow?.postMessage(message, target),
    onRegistered: (event) => onRegistered?.(opened, event),
    ...(onCompleted && { onCompleted }),
  });
  const frameOptions: FrameOptions = { ...ids, hostOrigin, locale, isDialog };
  frame.title = title;
  frame.setAttribute('sandbox', frameSandbox);
  // A name given once the frame is in the page comes too late: the add-in would see none.
  frame.name = frameName(frameOptions);
  frame.src = frameUrl(url, frameOptions);
  return opened;
}

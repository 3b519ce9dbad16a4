import { type RefObject, useMemo, useRef, useState } from 'react';
import { type Conversation, hostEvents } from '../host/conversation.ts';
import { dialogClosed, dialogMessage, type DialogRequest, parentMessage } from '../host/dialog.ts';
import type { HostPage } from '../host/session.ts';

type DialogPart = Required<Pick<HostPage, 'openDialog' | 'closeDialog' | 'messageChild'>>;

/** The one dialog a pane may have open, and the messages between the two. */
export function useDialog(pane: RefObject<Conversation | null>) {
  const [request, setRequest] = useState<DialogRequest | null>(null);
  const isOpen = useRef(false);
  const child = useRef<Conversation | null>(null);

  const page = useMemo<DialogPart>(
    () => ({
      openDialog: (wanted) => {
        if (isOpen.current) return false;
        isOpen.current = true;
        setRequest(wanted);
        return true;
      },
      closeDialog: () => {
        isOpen.current = false;
        setRequest(null);
      },
      messageChild: (text, origin) => {
        child.current?.raise(hostEvents.parentMessage, parentMessage(text, origin));
      },
    }),
    [],
  );
  const onMessage = (text: string, origin: string) => {
    pane.current?.raise(hostEvents.dialogMessage, dialogMessage(text, origin));
  };
  const onClose = () => {
    page.closeDialog();
    pane.current?.raise(hostEvents.dialogMessage, dialogClosed);
  };
  return { page, request, child, onMessage, onClose };
}

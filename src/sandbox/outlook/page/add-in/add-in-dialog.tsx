import { Button, Dialog, DialogSurface, makeStyles, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { type MutableRefObject, useRef } from 'react';
import type { Conversation } from '../host/conversation.ts';
import type { DialogRequest } from '../host/dialog.ts';
import { showItem } from './show-item.ts';
import { useOfficeFrame } from './use-office-frame.ts';

const useStyles = makeStyles({
  surface: { padding: 0, maxInlineSize: '100%', overflow: 'hidden' },
  column: { display: 'flex', flexDirection: 'column', blockSize: '100%' },
  bar: { display: 'flex', justifyContent: 'flex-end', padding: tokens.spacingHorizontalXS },
  frame: {
    flexGrow: 1,
    minBlockSize: 0,
    '& iframe': { display: 'block', border: 'none', inlineSize: '100%', blockSize: '100%' },
  },
});

export interface AddInDialogProps {
  title: string;
  request: DialogRequest;
  /** Where the conversation with the dialog's page is put, for messages to it. */
  conversation: MutableRefObject<Conversation | null>;
  onMessage: (text: string, origin: string) => void;
  /** A person closed it. */
  onClose: () => void;
}

function DialogFrame({ title, request, conversation, onMessage, onClose }: AddInDialogProps) {
  const styles = useStyles();
  const container = useRef<HTMLDivElement>(null);
  useOfficeFrame({
    conversation,
    container,
    title,
    url: request.url,
    item: null,
    isDialog: true,
    page: {
      openItem: showItem,
      closeContainer: onClose,
      leaveFocus: () => document.getElementById('add-in-dialog-close')?.focus(),
      messageParent: onMessage,
    },
  });
  return <div ref={container} className={styles.frame} />;
}

/** A dialog of the add-in over the whole page. */
export function AddInDialog(props: AddInDialogProps) {
  const { title, request, onClose } = props;
  const styles = useStyles();
  const size = {
    inlineSize: `${request.widthPercent}vw`,
    blockSize: `${request.heightPercent}vh`,
  };
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogSurface className={styles.surface} style={size} aria-label={title}>
        <div className={styles.column}>
          <div className={styles.bar}>
            <Button
              id="add-in-dialog-close"
              appearance="subtle"
              aria-label="Close dialog"
              icon={<DismissRegular />}
              onClick={onClose}
            />
          </div>
          <DialogFrame {...props} />
        </div>
      </DialogSurface>
    </Dialog>
  );
}

import { Button, Dialog, DialogSurface, makeStyles, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { type MutableRefObject, useRef } from 'react';
import type { AddIn } from '../../manifest/add-in.ts';
import type { Conversation } from '../host/conversation.ts';
import type { DialogRequest } from '../host/dialog.ts';
import { useOutlook } from '../app/outlook-context.ts';
import { useOfficeFrame } from './use-office-frame.ts';
import { useText } from '../text/use-text.ts';

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
  addIn: AddIn;
  title: string;
  request: DialogRequest;
  /** Where the conversation with the dialog's page is put, for messages to it. */
  conversation: MutableRefObject<Conversation | null>;
  onMessage: (text: string, origin: string) => void;
  /** A person closed it. */
  onClose: () => void;
}

function DialogFrame({
  addIn,
  title,
  request,
  conversation,
  onMessage,
  onClose,
}: AddInDialogProps) {
  const styles = useStyles();
  const { forms } = useOutlook();
  const container = useRef<HTMLDivElement>(null);
  useOfficeFrame({
    addIn,
    conversation,
    container,
    title,
    url: request.url,
    item: null,
    isDialog: true,
    page: {
      ...forms,
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
  const { t } = useText();
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
              aria-label={t('pane.closeDialog')}
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

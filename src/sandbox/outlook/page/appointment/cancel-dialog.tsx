import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Textarea,
} from '@fluentui/react-components';
import { useState } from 'react';
import { useText } from '../text/use-text.ts';

export interface CancelDialogProps {
  isOpen: boolean;
  onKeep: () => void;
  /** With what is told to those invited. */
  onCancel: (comment: string) => void;
}

/** Asks before a meeting is cancelled, and what to tell. */
export function CancelDialog({ isOpen, onKeep, onCancel }: CancelDialogProps) {
  const { t } = useText();
  const [comment, setComment] = useState('');
  return (
    <Dialog
      open={isOpen}
      onOpenChange={(_event, { open }) => {
        if (!open) onKeep();
      }}
    >
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('meeting.cancel')}</DialogTitle>
          <DialogContent>
            <p>{t('meeting.cancelQuestion')}</p>
            <Field label={t('meeting.message')}>
              <Textarea value={comment} onChange={(_event, { value }) => setComment(value)} />
            </Field>
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={() => onCancel(comment)}>
              {t('meeting.sendCancellation')}
            </Button>
            <Button onClick={onKeep}>{t('meeting.keep')}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { useText } from '../text/use-text.ts';
import type { AnyDraft } from './open-forms.ts';
import { useSnapshot } from './use-draft.ts';

export interface CloseDialogProps {
  draft: AnyDraft;
  onDiscard: () => void;
}

/** Asks what becomes of a form that is to be closed. */
export function CloseDialog({ draft, onDiscard }: CloseDialogProps) {
  const { t } = useText();
  const { isClosing } = useSnapshot(draft);
  const keep = async () => {
    await draft.save();
    draft.onClose();
  };
  return (
    <Dialog
      open={isClosing}
      onOpenChange={(_event, { open }) => {
        if (!open) draft.stay();
      }}
    >
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('save.title')}</DialogTitle>
          <DialogContent>{t('save.question')}</DialogContent>
          <DialogActions>
            <Button
              appearance="primary"
              onClick={() => {
                draft.stay();
                keep().catch(reportError);
              }}
            >
              {t('save.keep')}
            </Button>
            <Button onClick={onDiscard}>{t('compose.discard')}</Button>
            <Button onClick={() => draft.stay()}>{t('save.cancel')}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

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

export interface RestrictedDialogProps {
  /** Of the add-in that was opened; null: nothing to warn of. */
  addInName: string | null;
  onClose: () => void;
}

/** Outlook's warning when an add-in is opened on encrypted mail; the add-in opens all the same. */
export function RestrictedDialog({ addInName, onClose }: RestrictedDialogProps) {
  const { t } = useText();
  return (
    <Dialog open={addInName !== null} modalType="alert" onOpenChange={onClose}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('protected.title')}</DialogTitle>
          <DialogContent>{t('protected.warning', { name: addInName ?? '' })}</DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={onClose}>
              {t('protected.ok')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

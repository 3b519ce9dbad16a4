import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Spinner,
} from '@fluentui/react-components';
import { useSyncExternalStore } from 'react';
import type { TextKey } from '../text/keys.ts';
import { useText } from '../text/use-text.ts';
import type { Question, Questions } from './questions.ts';
import type { AlertReason } from './smart-alert.ts';

const words: Record<AlertReason, TextKey> = {
  disallowed: 'alerts.disallowed',
  slow: 'alerts.slow',
  'timed-out': 'alerts.timedOut',
  unavailable: 'alerts.unavailable',
};

function Content({ question }: { question: Question }) {
  const { t } = useText();
  const { alert, answer } = question;
  const { reason, addInName } = alert;
  const stay = t(reason === 'unavailable' ? 'alerts.tryLater' : 'alerts.dontSend');
  return (
    <DialogBody>
      <DialogTitle>{addInName}</DialogTitle>
      <DialogContent>
        {alert.message || t(words[reason], { name: addInName })}
        {reason === 'slow' && <Spinner size="small" aria-hidden />}
      </DialogContent>
      <DialogActions>
        {alert.maySend && <Button onClick={() => answer('send')}>{t('alerts.sendAnyway')}</Button>}
        <Button appearance="primary" onClick={() => answer('stay')}>
          {alert.cancelLabel || stay}
        </Button>
      </DialogActions>
    </DialogBody>
  );
}

/** What an add-in has to say before an item is sent. */
export function AlertDialog({ questions }: { questions: Questions }) {
  const question = useSyncExternalStore(questions.subscribe, questions.first);
  return (
    <Dialog
      open={question !== undefined}
      modalType="alert"
      onOpenChange={(_event, { open }) => {
        if (!open) question?.answer('stay');
      }}
    >
      <DialogSurface>
        {question && <Content key={question.key} question={question} />}
      </DialogSurface>
    </Dialog>
  );
}

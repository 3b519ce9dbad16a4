import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { AppointmentForm } from '../appointment/appointment-form.tsx';
import { FormTabs } from './form-tabs.tsx';
import { MessageForm } from './message-form.tsx';
import { useOpenForms } from './open-forms.ts';
import { useLaunchEvents } from './use-launch-events.ts';

const useStyles = makeStyles({
  column: {
    display: 'flex',
    flexDirection: 'column',
    flexGrow: 1,
    minInlineSize: 0,
    minBlockSize: 0,
  },
  // On a phone a form takes the place of list and reading pane.
  writing: {
    '@container (max-width: 720px)': {
      position: 'absolute',
      inset: 0,
      zIndex: 4,
      backgroundColor: tokens.colorNeutralBackground1,
    },
  },
});

export interface ShownFormProps {
  /** What is shown where no form is. */
  children: ReactNode;
}

/** The form being written, or what is read, above the tabs of all open forms. */
export function ShownForm({ children }: ShownFormProps) {
  const styles = useStyles();
  const { open, shown } = useOpenForms();
  useLaunchEvents();
  if (open.length === 0) return children;
  return (
    <div className={mergeClasses(styles.column, shown !== null && styles.writing)}>
      {shown?.kind === 'messageCompose' && <MessageForm key={shown.id} draft={shown} />}
      {shown?.kind === 'appointmentCompose' && <AppointmentForm key={shown.id} draft={shown} />}
      {!shown && children}
      <FormTabs />
    </div>
  );
}

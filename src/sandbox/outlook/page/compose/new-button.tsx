import { Button, makeStyles } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons';
import { newAppointment } from '../appointment/open-appointment.ts';
import { useOutlook } from '../app/outlook-context.ts';
import type { Route } from '../app/route.ts';
import { useText } from '../text/use-text.ts';
import { newMessage } from './open-message.ts';
import { useOpenForms } from './open-forms.ts';
import { useWriter } from './use-writer.ts';

const useStyles = makeStyles({
  button: { '@container (max-width: 720px)': { minInlineSize: '40px' } },
  label: { '@container (max-width: 720px)': { display: 'none' } },
});

/** Opens the form of a new message, in the calendar that of a new event. */
export function NewButton({ route }: { route: Route }) {
  const styles = useStyles();
  const { t } = useText();
  const { person } = useOutlook();
  const { forms } = useOpenForms();
  const writer = useWriter();
  const isMail = route.view === 'mail';
  const label = t(isMail ? 'compose.newMail' : 'compose.newEvent');
  const open = async () => {
    const { timeZone } = person;
    forms.show(isMail ? await newMessage(writer) : newAppointment({ writer, timeZone }));
  };
  return (
    <Button
      appearance="primary"
      data-command="new"
      className={styles.button}
      icon={<AddRegular />}
      aria-label={label}
      onClick={() => {
        open().catch(reportError);
      }}
    >
      <span className={styles.label}>{label}</span>
    </Button>
  );
}

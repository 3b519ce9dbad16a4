import {
  Field,
  Input,
  mergeClasses,
  Text,
  Toolbar,
  ToolbarButton,
} from '@fluentui/react-components';
import { DeleteRegular, DismissRegular, SaveRegular, SendFilled } from '@fluentui/react-icons';
import { useRef } from 'react';
import { AddInCommands } from '../add-in/commands.tsx';
import { AttachButton } from '../compose/attach-button.tsx';
import { BodyEditor } from '../compose/body-editor.tsx';
import { CategoryButton } from '../compose/category-button.tsx';
import { CloseDialog } from '../compose/close-dialog.tsx';
import { DraftFiles } from '../compose/draft-files.tsx';
import { useFormStyles } from '../compose/form-styles.ts';
import { PeopleField } from '../compose/people-field.tsx';
import { SaveNote } from '../compose/save-note.tsx';
import { useDraft } from '../compose/use-draft.ts';
import { useSending } from '../compose/use-sending.ts';
import { locationText } from '../host/methods/appointment.ts';
import { Categories } from '../mail/categories.tsx';
import { NotificationBars } from '../mail/notification-bars.tsx';
import { useText } from '../text/use-text.ts';
import type { AppointmentDraft } from './appointment-draft.ts';
import { OptionFields } from './option-fields.tsx';
import { RepeatField } from './repeat-field.tsx';
import { TimeFields } from './time-fields.tsx';

interface FormProps {
  draft: AppointmentDraft;
}

const isInOrder = ({ start, end }: { start: number; end: number }): boolean => end >= start;

function Commands({ draft }: FormProps) {
  const styles = useFormStyles();
  const { t } = useText();
  const { isSending, send, discard } = useSending(draft);
  const { fields } = useDraft(draft);
  const label = !draft.hasGuests ? 'save' : draft.isSent ? 'sendUpdate' : 'send';
  const onDiscard = () => {
    discard().catch(reportError);
  };
  return (
    <>
      <Toolbar className={styles.toolbar} aria-label={t('meeting.commands')}>
        <ToolbarButton
          appearance="primary"
          data-command="send"
          icon={draft.hasGuests ? <SendFilled /> : <SaveRegular />}
          disabled={isSending || !isInOrder(fields)}
          onClick={() => {
            send().catch(reportError);
          }}
        >
          {t(isSending ? 'compose.sending' : `meeting.${label}`)}
        </ToolbarButton>
        <AttachButton draft={draft} />
        <CategoryButton draft={draft} />
        <AddInCommands surface="AppointmentOrganizerCommandSurface" form={draft} />
        <ToolbarButton icon={<DeleteRegular />} onClick={onDiscard}>
          {t('compose.discard')}
        </ToolbarButton>
        <ToolbarButton
          data-command="close"
          icon={<DismissRegular />}
          aria-label={t('compose.close')}
          onClick={() => draft.close()}
        />
      </Toolbar>
      <CloseDialog draft={draft} onDiscard={onDiscard} />
    </>
  );
}

function Guests({ draft }: FormProps) {
  const { t } = useText();
  const { required, optional } = useDraft(draft).fields;
  return (
    <>
      <PeopleField
        label={t('meeting.required')}
        people={required}
        onChange={(people) => draft.setPeople('to', people)}
      />
      <PeopleField
        label={t('meeting.optional')}
        people={optional}
        onChange={(people) => draft.setPeople('cc', people)}
      />
    </>
  );
}

function Place({ draft }: FormProps) {
  const { t } = useText();
  const { places } = useDraft(draft).fields;
  const setPlace = (name: string) =>
    draft.setPlaces(name ? [{ type: 'custom', id: name, displayName: name }] : []);
  return (
    <Field label={t('meeting.location')}>
      <Input
        value={locationText(places)}
        maxLength={255}
        placeholder={t('meeting.addLocation')}
        onChange={(_event, { value }) => setPlace(value)}
      />
    </Field>
  );
}

/** An appointment being written by its organizer. */
export function AppointmentForm({ draft }: FormProps) {
  const styles = useFormStyles();
  const { t } = useText();
  const { fields } = useDraft(draft);
  const subject = useRef<HTMLInputElement>(null);
  const lastField = useRef<'body' | 'subject'>('body');
  return (
    <section className={styles.form} aria-label={t('meeting.form')}>
      <Commands draft={draft} />
      <NotificationBars itemId={draft.id} form={draft} />
      <div className={mergeClasses(styles.fields, styles.spaced)}>
        <Input
          input={{ ref: subject }}
          className={styles.subject}
          size="large"
          aria-label={t('meeting.title')}
          placeholder={t('meeting.addTitle')}
          value={fields.subject}
          maxLength={255}
          // The form was asked for; its first field is where one goes on.
          // eslint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          onFocus={() => (lastField.current = 'subject')}
          onChange={(_event, { value }) => draft.setSubject(value)}
        />
        <Guests draft={draft} />
        <TimeFields draft={draft} />
        {!isInOrder(fields) && (
          <Text role="alert" className={styles.note}>
            {t('meeting.endBeforeStart')}
          </Text>
        )}
        <RepeatField draft={draft} />
        <Place draft={draft} />
        <OptionFields draft={draft} />
        <Categories names={fields.categories} />
        <DraftFiles draft={draft} />
        <BodyEditor
          draft={draft}
          label={t('meeting.body')}
          subject={subject}
          lastField={lastField}
        />
      </div>
      <div className={styles.footer}>
        <SaveNote draft={draft} />
      </div>
    </section>
  );
}

import { Button, Input, Text, Toolbar, ToolbarButton } from '@fluentui/react-components';
import { DeleteRegular, DismissRegular, SendFilled } from '@fluentui/react-icons';
import { useRef, useState } from 'react';
import { AddInCommands } from '../add-in/commands.tsx';
import { Categories } from '../mail/categories.tsx';
import { NotificationBars } from '../mail/notification-bars.tsx';
import { useText } from '../text/use-text.ts';
import { AttachButton } from './attach-button.tsx';
import { BodyEditor } from './body-editor.tsx';
import { CategoryButton } from './category-button.tsx';
import { CloseDialog } from './close-dialog.tsx';
import { DraftFiles } from './draft-files.tsx';
import { useFormStyles } from './form-styles.ts';
import { ImportanceButton } from './importance-button.tsx';
import type { MessageDraft } from './message-draft.ts';
import { PeopleField } from './people-field.tsx';
import { SaveNote } from './save-note.tsx';
import { useDraft } from './use-draft.ts';
import { useSending } from './use-sending.ts';

interface FormProps {
  draft: MessageDraft;
}

/** To, Cc and Bcc; the last two are shown where they are used or asked for. */
function Recipients({ draft }: FormProps) {
  const { t } = useText();
  const { to, cc, bcc } = useDraft(draft).fields;
  const [asked, setAsked] = useState({ cc: false, bcc: false });
  const showCc = asked.cc || cc.length > 0;
  const showBcc = asked.bcc || bcc.length > 0;
  const more = (field: 'cc' | 'bcc', label: string, name: string) => (
    <Button
      size="small"
      appearance="transparent"
      aria-label={name}
      onClick={() => setAsked({ ...asked, [field]: true })}
    >
      {label}
    </Button>
  );
  return (
    <>
      <PeopleField
        label={t('compose.to')}
        people={to}
        isFirst={to.length === 0}
        onChange={(people) => draft.setPeople('to', people)}
        end={
          <>
            {!showCc && more('cc', t('compose.cc'), t('compose.showCc'))}
            {!showBcc && more('bcc', t('compose.bcc'), t('compose.showBcc'))}
          </>
        }
      />
      {showCc && (
        <PeopleField
          label={t('compose.cc')}
          people={cc}
          onChange={(people) => draft.setPeople('cc', people)}
        />
      )}
      {showBcc && (
        <PeopleField
          label={t('compose.bcc')}
          people={bcc}
          onChange={(people) => draft.setPeople('bcc', people)}
        />
      )}
    </>
  );
}

function Commands({ draft, onNobody }: FormProps & { onNobody: () => void }) {
  const styles = useFormStyles();
  const { t } = useText();
  const { isSending, send, discard } = useSending(draft);
  const { to, cc, bcc } = useDraft(draft).fields;
  const onSend = () => {
    if (to.length + cc.length + bcc.length === 0) onNobody();
    else send().catch(reportError);
  };
  const onDiscard = () => {
    discard().catch(reportError);
  };
  return (
    <>
      <Toolbar className={styles.toolbar} aria-label={t('compose.commands')}>
        <ToolbarButton
          appearance="primary"
          data-command="send"
          icon={<SendFilled />}
          disabled={isSending}
          onClick={onSend}
        >
          {t(isSending ? 'compose.sending' : 'compose.send')}
        </ToolbarButton>
        <AttachButton draft={draft} />
        <ImportanceButton draft={draft} />
        <CategoryButton draft={draft} />
        <AddInCommands surface="MessageComposeCommandSurface" form={draft} />
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

/** A message being written. */
export function MessageForm({ draft }: FormProps) {
  const styles = useFormStyles();
  const { t } = useText();
  const { fields } = useDraft(draft);
  const subject = useRef<HTMLInputElement>(null);
  const lastField = useRef<'body' | 'subject'>('body');
  const [hasNobody, setNobody] = useState(false);
  const isAddressed = fields.to.length + fields.cc.length + fields.bcc.length > 0;
  return (
    <section className={styles.form} aria-label={t('compose.form')}>
      <Commands draft={draft} onNobody={() => setNobody(true)} />
      <NotificationBars itemId={draft.id} form={draft} />
      <div className={styles.fields}>
        {hasNobody && !isAddressed && (
          <Text role="alert" className={styles.note}>
            {t('compose.nobody')}
          </Text>
        )}
        <Recipients draft={draft} />
        <Input
          input={{ ref: subject }}
          className={styles.subject}
          aria-label={t('compose.subject')}
          placeholder={t('compose.addSubject')}
          value={fields.subject}
          maxLength={255}
          onFocus={() => (lastField.current = 'subject')}
          onChange={(_event, { value }) => draft.setSubject(value)}
        />
        <Categories names={fields.categories} />
        <DraftFiles draft={draft} />
        <BodyEditor
          draft={draft}
          label={t('compose.body')}
          subject={subject}
          lastField={lastField}
          isFirst={draft.composeType === 'reply'}
        />
      </div>
      <div className={styles.footer}>
        <SaveNote draft={draft} />
      </div>
    </section>
  );
}

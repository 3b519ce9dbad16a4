import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CalendarLtrRegular, DismissRegular, EditRegular } from '@fluentui/react-icons';
import { useText } from '../text/use-text.ts';
import { type AnyDraft, useOpenForms } from './open-forms.ts';
import { useSnapshot } from './use-draft.ts';

const useStyles = makeStyles({
  list: {
    listStyleType: 'none',
    margin: 0,
    paddingBlock: tokens.spacingVerticalXS,
    paddingInline: tokens.spacingHorizontalS,
    display: 'flex',
    flexShrink: 0,
    overflowX: 'auto',
    gap: tokens.spacingHorizontalXS,
    backgroundColor: tokens.colorNeutralBackground3,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  tab: {
    display: 'flex',
    alignItems: 'center',
    borderRadius: tokens.borderRadiusMedium,
    flexShrink: 0,
  },
  shown: { backgroundColor: tokens.colorNeutralBackground1 },
  name: { fontWeight: tokens.fontWeightRegular, maxInlineSize: '220px' },
});

function Tab({ draft, isShown }: { draft: AnyDraft; isShown: boolean }) {
  const styles = useStyles();
  const { t } = useText();
  const { forms } = useOpenForms();
  const { fields } = useSnapshot(draft);
  const subject = fields.subject || t('compose.noSubject');
  return (
    <li className={mergeClasses(styles.tab, isShown && styles.shown)}>
      <Button
        appearance="subtle"
        className={styles.name}
        icon={draft.kind === 'messageCompose' ? <EditRegular /> : <CalendarLtrRegular />}
        aria-current={isShown ? 'true' : undefined}
        onClick={() => forms.reveal(draft)}
      >
        {subject}
      </Button>
      <Button
        appearance="subtle"
        size="small"
        aria-label={t('compose.closeForm', { subject })}
        icon={<DismissRegular />}
        onClick={() => {
          forms.reveal(draft);
          draft.close();
        }}
      />
    </li>
  );
}

/** The open forms, to go back to one of them or to what is read. */
export function FormTabs() {
  const styles = useStyles();
  const { t } = useText();
  const { open, shown, forms } = useOpenForms();
  if (!open.length) return null;
  return (
    <ul className={styles.list} aria-label={t('compose.open')}>
      <li className={mergeClasses(styles.tab, !shown && styles.shown)}>
        <Button
          appearance="subtle"
          className={styles.name}
          aria-current={shown ? undefined : 'true'}
          onClick={() => forms.hide()}
        >
          {t('compose.reading')}
        </Button>
      </li>
      {open.map((draft) => (
        <Tab key={draft.id} draft={draft} isShown={draft === shown} />
      ))}
    </ul>
  );
}

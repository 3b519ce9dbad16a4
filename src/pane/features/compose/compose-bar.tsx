import { makeStyles, tokens } from '@fluentui/react-components';
import { Document20Regular } from '@fluentui/react-icons/svg/document';
import { PersonAdd20Regular } from '@fluentui/react-icons/svg/person-add';
import { ActionButton } from '../../components/action-button.tsx';
import { useCompose } from '../../components/writing/use-compose.ts';
import type { Services } from '../../page/page.ts';
import { useText } from '../../text/use-text.ts';

const useStyles = makeStyles({
  bar: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

/** What helps with writing, as far as this Outlook lets it be done. */
export function ComposeBar({ services }: { services: Services }) {
  const styles = useStyles();
  const { t } = useText();
  const compose = useCompose(services.host);
  if (!compose) return null;
  return (
    <div className={styles.bar}>
      {(compose.insert ?? compose.attach) && (
        <ActionButton icon={<Document20Regular />} onClick={() => services.open('insert')}>
          {t('page.insert')}
        </ActionButton>
      )}
      {compose.addPeople && (
        <ActionButton icon={<PersonAdd20Regular />} onClick={() => services.open('recipients')}>
          {t('page.recipients')}
        </ActionButton>
      )}
    </div>
  );
}

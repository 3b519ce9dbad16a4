import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { plainList } from '../../components/plain-list.ts';
import type { ContactOutcome } from '../../../contracts/contact.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { useText } from '../../text/use-text.ts';
import type { ContactWork } from './use-contact-work.ts';

const useStyles = makeStyles({
  report: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  status: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
  list: {
    ...plainList,
    gap: tokens.spacingVerticalS,
  },
  card: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: tokens.spacingVerticalXS,
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusLarge,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground3,
    overflowWrap: 'anywhere',
  },
  name: { ...typographyStyles.body1Strong, margin: 0 },
  text: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
});

const needsPerson = ({ missing, matches, problem, state }: ContactOutcome): boolean =>
  missing.length > 0 || matches.length > 0 || (problem !== null && state !== 'pending');

/** One contact that was not tracked: why, and the way on. */
const Open = ({
  outcome,
  work,
  name,
}: {
  outcome: ContactOutcome;
  work: ContactWork;
  name: string;
}) => {
  const styles = useStyles();
  const { t, language } = useText();
  const { id, matches, missing, problem } = outcome;
  const choose = (is: string | null) => {
    work.drop(id);
    void work.run('track', { contacts: [{ id, is }] });
  };
  const fields = new Intl.ListFormat(language).format(missing);
  return (
    <li className={styles.card}>
      <p className={styles.name}>
        <bdi>{name}</bdi>
      </p>
      <p className={styles.text}>
        {matches.length > 0 && t('contacts.which')}
        {missing.length > 0 && t('contacts.missing', { count: missing.length, fields })}
        {problem && t(`problem.${problem}.text`)}
      </p>
      {matches.map((match) => (
        <ActionButton key={match.id} wide onClick={() => choose(match.id)}>
          {match.detail ? `${match.name} · ${match.detail}` : match.name}
        </ActionButton>
      ))}
      {matches.length > 0 && (
        <ActionButton appearance="subtle" wide onClick={() => choose(null)}>
          {t('contacts.new')}
        </ActionButton>
      )}
    </li>
  );
};

/** How far the last work is, and what of it waits for the person. */
export function WorkReport({ work }: { work: ContactWork }) {
  const styles = useStyles();
  const { t } = useText();
  const { progress, outcomes, doing } = work;
  const open = (outcomes ?? []).filter(needsPerson);
  const said = (): string => {
    if (doing) return t(`contacts.doing.${doing}`);
    if (progress && progress.pending > 0) {
      return t('contacts.progress', {
        done: progress.total - progress.pending,
        count: progress.total,
      });
    }
    const done = (outcomes?.length ?? 0) - open.length;
    return outcomes && done > 0 ? t('contacts.done', { count: done }) : '';
  };
  return (
    <div className={styles.report}>
      <p role="status" className={styles.status}>
        {said()}
      </p>
      {open.length > 0 && (
        <ul className={styles.list} aria-label={t('contacts.needYou')}>
          {open.map((outcome) => (
            <Open
              key={outcome.id}
              outcome={outcome}
              work={work}
              name={work.nameOf(outcome.id) || t('lists.noName')}
            />
          ))}
        </ul>
      )}
    </div>
  );
}

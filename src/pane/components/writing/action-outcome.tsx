import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { CheckmarkCircle20Filled } from '@fluentui/react-icons/svg/checkmark-circle';
import { useText } from '../../text/use-text.ts';
import { Notice } from '../notice.tsx';
import type { Outcome } from './use-action.ts';

const useStyles = makeStyles({
  done: {
    display: 'flex',
    gap: tokens.spacingHorizontalS,
    ...typographyStyles.body1,
    overflowWrap: 'anywhere',
  },
  icon: { flexShrink: 0, color: tokens.colorStatusSuccessForeground1 },
});

/** What came of an action. Stays in the page, so that it is announced. */
export function ActionOutcome({ outcome }: { outcome: Outcome }) {
  const styles = useStyles();
  const { t } = useText();
  return (
    <>
      <div role="status">
        {outcome?.kind === 'done' && (
          <span className={styles.done}>
            <CheckmarkCircle20Filled className={styles.icon} aria-hidden />
            {outcome.text}
          </span>
        )}
      </div>
      {outcome?.kind === 'problem' && (
        <Notice tone="error" text={t(`writing.problem.${outcome.problem}`)} />
      )}
      {outcome?.kind === 'failure' && (
        <Notice
          tone="error"
          title={t(`problem.${outcome.failure.code}.title`)}
          text={t(`problem.${outcome.failure.code}.text`)}
        />
      )}
    </>
  );
}

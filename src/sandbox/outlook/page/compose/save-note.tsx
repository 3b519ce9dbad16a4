import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useText } from '../text/use-text.ts';
import type { Draft } from './draft.ts';
import type { DraftFields } from './saved-form.ts';
import { useDraft } from './use-draft.ts';

const useStyles = makeStyles({
  note: { color: tokens.colorNeutralForeground3, marginInlineStart: 'auto' },
  failed: { color: tokens.colorPaletteRedForeground1, marginInlineStart: 'auto' },
});

/** Whether a draft is saved; a failure is told at once. */
export function SaveNote<F extends DraftFields>({ draft }: { draft: Draft<F> }) {
  const styles = useStyles();
  const { t } = useText();
  const { state, error } = useDraft(draft);
  const isFailed = state === 'failed';
  return (
    <Text size={200} className={isFailed ? styles.failed : styles.note} role="status">
      {isFailed ? t('save.failed', { message: error?.message ?? '' }) : t(`save.${state}`)}
    </Text>
  );
}

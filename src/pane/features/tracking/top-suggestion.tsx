import { useId } from 'react';
import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { ContextResponse } from '../../../contracts/item.ts';
import { ActionButton } from '../../components/action-button.tsx';
import type { Services } from '../../page/page.ts';
import type { Entry } from '../../store/entries.ts';
import { tableLabel } from '../../text/table-name.ts';
import { useText } from '../../text/use-text.ts';

const useStyles = makeStyles({
  reason: {
    ...typographyStyles.caption1,
    overflowWrap: 'anywhere',
    color: tokens.colorNeutralForeground3,
  },
});

interface TopSuggestionProps {
  context: ContextResponse;
  entry: Entry;
  services: Services;
}

/** What the item is probably regarding, one click away, and why that is thought (UI-13). */
export function TopSuggestion({ context, entry, services }: TopSuggestionProps) {
  const styles = useStyles();
  const { t } = useText();
  const id = useId();
  const [top] = context.suggestions;
  if (!top) return null;
  const { table, id: recordId, name, detail } = top.record;
  const kind = tableLabel(t, table, top.record.tableLabel);
  return (
    <>
      <ActionButton
        appearance="primary"
        wide
        busy={entry.doing !== null}
        aria-describedby={id}
        onClick={() => void services.store.track({ table, id: recordId })}
      >
        {t('action.trackRegarding', { name })}
      </ActionButton>
      <span id={id} className={styles.reason}>
        <bdi>{[kind, detail, t(`suggestion.${top.reason}`)].filter(Boolean).join(' · ')}</bdi>
      </span>
    </>
  );
}

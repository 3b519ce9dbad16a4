import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import { plainList } from '../../components/plain-list.ts';
import type { Insight, RecordPage } from '../../../contracts/record-page.ts';
import { useText } from '../../text/use-text.ts';

const useStyles = makeStyles({
  list: {
    ...plainList,
    gap: tokens.spacingVerticalXS,
  },
  card: {
    ...typographyStyles.body1,
    paddingBlock: tokens.spacingVerticalS,
    paddingInline: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusMedium,
    borderInlineStartWidth: tokens.strokeWidthThicker,
    borderInlineStartStyle: 'solid',
    borderInlineStartColor: tokens.colorBrandStroke1,
    backgroundColor: tokens.colorNeutralBackground3,
    overflowWrap: 'anywhere',
  },
  urgent: { borderInlineStartColor: tokens.colorStatusDangerBorderActive },
});

const useSentence = () => {
  const { t, language } = useText();
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  return ({ kind, record, days }: Insight): string =>
    t(`insight.${kind}`, {
      name: record?.name ?? '',
      when: relative.format(days, 'day'),
      count: Math.abs(days),
    });
};

/** What is worth knowing before writing back, the most urgent first (UI-14). */
export function Insights({ page: { insights } }: { page: RecordPage }) {
  const styles = useStyles();
  const { t } = useText();
  const sentence = useSentence();
  if (insights.length === 0) return null;
  return (
    <ul className={styles.list} aria-label={t('insight.heading')}>
      {insights.map((insight) => (
        <li
          key={insight.kind}
          className={mergeClasses(styles.card, insight.kind === 'overdue' && styles.urgent)}
        >
          {sentence(insight)}
        </li>
      ))}
    </ul>
  );
}

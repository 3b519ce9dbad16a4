import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { FileContent, LiteratureFile } from '../../../contracts/library.ts';
import { largestFile } from '../../../domain/library/largest-file.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { formatSize } from '../../text/format-size.ts';
import { useText } from '../../text/use-text.ts';
import type { InsertTools } from './use-insert.ts';

const useStyles = makeStyles({
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalS,
    paddingBlock: tokens.spacingVerticalXS,
    paddingInline: tokens.spacingHorizontalS,
  },
  text: { flex: '1 1 8rem', minWidth: 0, overflowWrap: 'anywhere' },
  name: { ...typographyStyles.body1, display: 'block' },
  size: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground3 },
});

/** A file of sales literature; what Outlook could not take is not offered (CMP-02, H-11). */
export function FileRow({ tools, file }: { tools: InsertTools; file: LiteratureFile }) {
  const styles = useStyles();
  const { t, language } = useText();
  const { services, compose, action } = tools;
  const size = formatSize(language, file.size);
  const isTooLarge = file.size > largestFile;
  const attach = () =>
    void action.run(async () => {
      const content = await services.call.get<FileContent>(`/api/literature/files/${file.id}`);
      await compose.attach?.(content);
      return t('insert.attached', { name: content.name });
    });
  return (
    <li className={styles.row}>
      <span className={styles.text}>
        <span className={styles.name}>
          <bdi>{file.name}</bdi>
        </span>
        <span className={styles.size}>{isTooLarge ? t('insert.tooLarge', { size }) : size}</span>
      </span>
      {!isTooLarge && (
        <ActionButton busy={action.busy} onClick={attach}>
          {t('insert.attach')}
        </ActionButton>
      )}
    </li>
  );
}

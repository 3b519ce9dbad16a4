import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { AttachRegular, DismissRegular, MailRegular } from '@fluentui/react-icons';
import { fileSize } from '../app/format.ts';
import { toEwsId } from '../api/ids.ts';
import { useText } from '../text/use-text.ts';
import type { Draft } from './draft.ts';
import type { DraftFields } from './saved-form.ts';
import { useDraft } from './use-draft.ts';

const useStyles = makeStyles({
  list: {
    listStyleType: 'none',
    margin: 0,
    paddingBlock: tokens.spacingVerticalS,
    paddingInline: 0,
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
  },
  file: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    minBlockSize: '32px',
    paddingInlineStart: tokens.spacingHorizontalS,
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    maxInlineSize: '100%',
    overflowWrap: 'anywhere',
  },
});

/** The files of a draft, each to be taken off again; pictures inside the text are not listed. */
export function DraftFiles<F extends DraftFields>({ draft }: { draft: Draft<F> }) {
  const styles = useStyles();
  const { t } = useText();
  const { fields } = useDraft(draft);
  const files = fields.attachments.filter(({ isInline }) => !isInline);
  if (!files.length) return null;
  return (
    <ul className={styles.list} aria-label={t('compose.files')}>
      {files.map(({ id, name, size, kind }) => (
        <li key={id} className={styles.file}>
          {kind === 'item' ? <MailRegular aria-hidden /> : <AttachRegular aria-hidden />}
          <Text>{name}</Text>
          <Text size={200}>{fileSize(size)}</Text>
          <Button
            size="small"
            appearance="subtle"
            aria-label={t('compose.removeFile', { name })}
            icon={<DismissRegular />}
            onClick={() => {
              draft.removeAttachment(toEwsId(id)).catch(reportError);
            }}
          />
        </li>
      ))}
    </ul>
  );
}

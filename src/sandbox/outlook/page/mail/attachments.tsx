import { Link, makeStyles, Text, tokens } from '@fluentui/react-components';
import { AttachRegular } from '@fluentui/react-icons';
import { attachmentUrl, loadAttachments } from '../api/mail.ts';
import { useLive } from '../api/use-live.ts';
import { fileSize } from '../app/format.ts';
import type { OpenItem } from '../host/backend.ts';
import { useText } from '../text/use-text.ts';

const useStyles = makeStyles({
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
  },
  file: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    minBlockSize: '32px',
    paddingInline: tokens.spacingHorizontalS,
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    maxInlineSize: '100%',
    overflowWrap: 'anywhere',
  },
});

/** The files of an item, for download; pictures inside the text are not listed. */
export function Attachments({ item }: { item: OpenItem }) {
  const styles = useStyles();
  const { t } = useText();
  const { data = [] } = useLive(`attachments ${item.id}`, () => loadAttachments(item));
  return (
    <ul className={styles.list} aria-label={t('item.attachments')}>
      {data
        .filter(({ isInline }) => !isInline)
        .map(({ id, name, size }) => (
          <li key={id} className={styles.file}>
            <AttachRegular aria-hidden />
            <Link href={attachmentUrl(item, id)} download={name}>
              {name}
            </Link>
            <Text size={200}>
              <bdi>{fileSize(size)}</bdi>
            </Text>
          </li>
        ))}
    </ul>
  );
}

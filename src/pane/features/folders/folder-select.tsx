import { useId } from 'react';
import {
  createFocusOutlineStyle,
  Label,
  makeStyles,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import type { MailFolder } from '../../../contracts/folder-rules.ts';
import { touchTarget } from '../../components/touch.ts';
import { useText } from '../../text/use-text.ts';

const useStyles = makeStyles({
  field: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  select: {
    ...typographyStyles.body1,
    // Fluent draws the focus ring in the nearest positioned box.
    position: 'relative',
    minHeight: '32px',
    width: '100%',
    paddingInline: tokens.spacingHorizontalS,
    borderRadius: tokens.borderRadiusMedium,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStrokeAccessible}`,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    textOverflow: 'ellipsis',
    ...touchTarget,
    ...createFocusOutlineStyle(),
  },
});

interface FolderSelectProps {
  folders: readonly MailFolder[];
  chosen: string;
  onChoose: (folderId: string) => void;
}

/** One of the mailbox's folders, told by the whole way to it. */
export function FolderSelect({ folders, chosen, onChoose }: FolderSelectProps) {
  const styles = useStyles();
  const { t } = useText();
  const id = useId();
  return (
    <div className={styles.field}>
      <Label htmlFor={id}>{t('folders.folder')}</Label>
      <select
        id={id}
        className={styles.select}
        value={chosen}
        onChange={({ currentTarget }) => onChoose(currentTarget.value)}
      >
        <option value="">{t('folders.choose')}</option>
        {folders.map((folder) => (
          <option key={folder.id} value={folder.id}>
            {folder.path.join(' › ')}
          </option>
        ))}
      </select>
    </div>
  );
}

import { makeStyles, Toolbar, ToolbarButton, Tooltip, tokens } from '@fluentui/react-components';
import {
  ClearFormattingRegular,
  TextBoldRegular,
  TextBulletListLtrRegular,
  TextItalicRegular,
  TextNumberListLtrRegular,
  TextQuoteRegular,
  TextUnderlineRegular,
} from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import type { TextKey } from '../text/keys.ts';
import { useText } from '../text/use-text.ts';
import { editCommand } from './edit-command.ts';

const useStyles = makeStyles({
  bar: {
    flexWrap: 'wrap',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    paddingInline: 0,
  },
});

interface Format {
  /** Of the browser's own editor. */
  command: string;
  value?: string;
  label: TextKey;
  icon: ReactElement;
}

const formats: readonly Format[] = [
  { command: 'bold', label: 'format.bold', icon: <TextBoldRegular /> },
  { command: 'italic', label: 'format.italic', icon: <TextItalicRegular /> },
  { command: 'underline', label: 'format.underline', icon: <TextUnderlineRegular /> },
  { command: 'insertUnorderedList', label: 'format.bullets', icon: <TextBulletListLtrRegular /> },
  { command: 'insertOrderedList', label: 'format.numbers', icon: <TextNumberListLtrRegular /> },
  {
    command: 'formatBlock',
    value: 'blockquote',
    label: 'format.quote',
    icon: <TextQuoteRegular />,
  },
  { command: 'removeFormat', label: 'format.clear', icon: <ClearFormattingRegular /> },
];

/** What can be done to the text of an editor's page; null while there is none. */
export function EditorToolbar({ page }: { page: Document | null }) {
  const styles = useStyles();
  const { t } = useText();
  return (
    <Toolbar size="small" aria-label={t('compose.format')} className={styles.bar}>
      {formats.map(({ command, value, label, icon }) => (
        <Tooltip key={command} content={t(label)} relationship="label">
          <ToolbarButton
            icon={icon}
            disabled={!page}
            // The selection stays where it is.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => page && editCommand(page, command, value)}
          />
        </Tooltip>
      ))}
    </Toolbar>
  );
}

import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  DialogTrigger,
  makeStyles,
  MessageBar,
  MessageBarBody,
  Text,
  tokens,
} from '@fluentui/react-components';
import { AppsAddInRegular, DeleteRegular } from '@fluentui/react-icons';
import { type ChangeEvent, useRef, useState } from 'react';
import type { InstalledAddIn } from '../../types.ts';
import { api, encode } from '../api/http.ts';
import { useOutlook } from '../app/outlook-context.ts';
import { useText } from '../text/use-text.ts';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  addIn: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    minBlockSize: '44px',
  },
  name: { marginInlineEnd: 'auto' },
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  problem: { whiteSpace: 'pre-line' },
  file: { display: 'none' },
});

function AddInRow({ addIn, onRemove }: { addIn: InstalledAddIn; onRemove: () => void }) {
  const styles = useStyles();
  const { t } = useText();
  return (
    <li className={styles.addIn}>
      <AppsAddInRegular fontSize={24} aria-hidden />
      <span className={styles.name}>
        <Text weight="semibold">{addIn.name}</Text> <Text size={200}>{addIn.version}</Text>
      </span>
      {addIn.isRemovable && (
        <Button
          appearance="subtle"
          icon={<DeleteRegular />}
          aria-label={t('addIns.remove', { name: addIn.name })}
          onClick={onRemove}
        />
      )}
    </li>
  );
}

/** Adds and removes add-ins; what went wrong is kept until the next attempt. */
function useSideLoading(onChange: () => void) {
  const [problem, setProblem] = useState('');
  const attempt = (action: Promise<unknown>, then: () => void) => {
    setProblem('');
    action.then(then, (error: unknown) => setProblem((error as Error).message));
  };
  return {
    problem,
    add: async (file: File) => {
      const body = { manifest: await file.text() };
      // The page may frame only the origins it was loaded with.
      attempt(api('/add-ins', { method: 'POST', body }), () => window.location.reload());
    },
    remove: ({ id }: InstalledAddIn) =>
      attempt(api(`/add-ins/${encode(id)}`, { method: 'DELETE' }), onChange),
  };
}

function Content({ onChange }: AddInsDialogProps) {
  const styles = useStyles();
  const { t } = useText();
  const { addIns } = useOutlook();
  const { problem, add, remove } = useSideLoading(onChange);
  const file = useRef<HTMLInputElement>(null);
  const choose = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    const [chosen] = currentTarget.files ?? [];
    if (chosen) add(chosen).catch(reportError);
    currentTarget.value = '';
  };
  return (
    <DialogContent className={styles.content}>
      <Text>{t('addIns.intro')}</Text>
      <ul className={styles.list}>
        {addIns.map((addIn) => (
          <AddInRow key={addIn.id} addIn={addIn} onRemove={() => remove(addIn)} />
        ))}
      </ul>
      {problem && (
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody className={styles.problem}>{problem}</MessageBarBody>
        </MessageBar>
      )}
      <input
        ref={file}
        className={styles.file}
        type="file"
        accept=".xml,text/xml"
        aria-label={t('addIns.file')}
        onChange={choose}
      />
      <Button onClick={() => file.current?.click()}>{t('addIns.add')}</Button>
    </DialogContent>
  );
}

export interface AddInsDialogProps {
  /** An add-in came or went. */
  onChange: () => void;
}

/** The add-ins of the mailbox: more from a file, less again. */
export function AddInsDialog({ onChange }: AddInsDialogProps) {
  const { t } = useText();
  return (
    <Dialog>
      <DialogTrigger disableButtonEnhancement>
        <Button icon={<AppsAddInRegular />}>{t('settings.addIns')}</Button>
      </DialogTrigger>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('settings.addIns')}</DialogTitle>
          <Content onChange={onChange} />
          <DialogActions>
            <DialogTrigger disableButtonEnhancement>
              <Button appearance="primary">{t('addIns.done')}</Button>
            </DialogTrigger>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

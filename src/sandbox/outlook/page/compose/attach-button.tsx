import { ToolbarButton } from '@fluentui/react-components';
import { AttachRegular } from '@fluentui/react-icons';
import { type ChangeEvent, useRef } from 'react';
import { useText } from '../text/use-text.ts';
import type { Draft } from './draft.ts';
import type { DraftFields } from './saved-form.ts';

/** What Exchange Online takes in one file, bytes. */
const maxBytes = 25 * 1024 * 1024;

const base64Of = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    // A data address has the content after its only comma.
    reader.onload = () => resolve((reader.result as string).split(',')[1] ?? '');
    reader.onerror = () => reject(reader.error ?? new Error('The file cannot be read.'));
    reader.readAsDataURL(file);
  });

/** Takes files from the computer. */
export function AttachButton<F extends DraftFields>({ draft }: { draft: Draft<F> }) {
  const { t } = useText();
  const input = useRef<HTMLInputElement>(null);
  const add = async (files: readonly File[]) => {
    const tooLarge = files.find(({ size }) => size > maxBytes);
    if (tooLarge) throw new Error(t('compose.tooLarge', { name: tooLarge.name }));
    for (const file of files) {
      await draft.addFile({
        name: file.name,
        contentType: file.type || 'application/octet-stream',
        content: await base64Of(file),
        isInline: false,
      });
    }
  };
  const onChange = ({ target }: ChangeEvent<HTMLInputElement>) => {
    add([...(target.files ?? [])]).catch(reportError);
    target.value = '';
  };
  return (
    <>
      <ToolbarButton icon={<AttachRegular />} onClick={() => input.current?.click()}>
        {t('compose.attach')}
      </ToolbarButton>
      <input ref={input} type="file" multiple hidden onChange={onChange} />
    </>
  );
}

import { useState } from 'react';
import type { LiteratureResponse } from '../../../contracts/library.ts';
import { Found } from '../../components/writing/found.tsx';
import { PickList, PickRow } from '../../components/writing/pick-row.tsx';
import { SearchField } from '../../components/writing/search-field.tsx';
import { useAnswer } from '../../components/writing/use-answer.ts';
import { useText } from '../../text/use-text.ts';
import { countHint } from './count-hint.ts';
import { FileRow } from './file-row.tsx';
import type { InsertTools } from './use-insert.ts';

/** Finds sales literature and attaches its files (CMP-02). */
export function LiteraturePart({ tools }: { tools: InsertTools }) {
  const { t } = useText();
  const [q, setText] = useState('');
  const [open, setOpen] = useState<string | null>(null);
  const { call, store } = tools.services;
  const answer = useAnswer<LiteratureResponse>(call, '/api/literature', { q });
  return (
    <>
      <SearchField
        label={t('insert.findLiterature')}
        text={q}
        onText={setText}
        hint={countHint(t, answer, answer.data?.literature.length)}
      />
      <Found answer={answer} store={store}>
        {({ literature }) => (
          <PickList label={t('insert.part.literature')}>
            {literature.map(({ id, name, kind, files }) => (
              <PickRow
                key={id}
                title={name}
                detail={[kind, t('insert.files', { count: files.length })]
                  .filter(Boolean)
                  .join(' · ')}
                open={open === id}
                onPick={() => {
                  tools.action.clear();
                  setOpen(open === id ? null : id);
                }}
              >
                <PickList label={name}>
                  {files.map((file) => (
                    <FileRow key={file.id} tools={tools} file={file} />
                  ))}
                </PickList>
              </PickRow>
            ))}
          </PickList>
        )}
      </Found>
    </>
  );
}

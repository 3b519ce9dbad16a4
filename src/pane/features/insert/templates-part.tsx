import { useState } from 'react';
import type { TFunction } from 'i18next';
import type { EmailTemplate, TemplatesResponse } from '../../../contracts/library.ts';
import type { CrmRecord } from '../../../contracts/record.ts';
import { Found } from '../../components/writing/found.tsx';
import { PickList, PickRow } from '../../components/writing/pick-row.tsx';
import { SearchField } from '../../components/writing/search-field.tsx';
import { useAnswer } from '../../components/writing/use-answer.ts';
import { languageName } from '../../text/language-name.ts';
import { useText } from '../../text/use-text.ts';
import { countHint } from './count-hint.ts';
import { SourceChoice } from './source-choice.tsx';
import { TemplateText } from './template-text.tsx';
import type { InsertTools } from './use-insert.ts';

const detailOf = (t: TFunction, language: string, template: EmailTemplate): string =>
  [
    template.description,
    template.language && languageName(language, template.language),
    template.isPersonal && t('insert.personal'),
  ]
    .filter(Boolean)
    .join(' · ');

interface TemplatesPartProps {
  tools: InsertTools;
  records: readonly CrmRecord[];
}

/** Finds a template for a record, shows it filled, and inserts it (CMP-01). */
export function TemplatesPart({ tools, records }: TemplatesPartProps) {
  const { t, language } = useText();
  const [chosen, setChosen] = useState<string | null | undefined>();
  const [q, setText] = useState('');
  const [open, setOpen] = useState<string | null>(null);
  // Until a person chooses, it is the likeliest record, also where that is known a moment later.
  const wanted = chosen === undefined ? records[0]?.id : chosen;
  const source = records.find(({ id }) => id === wanted) ?? null;
  const { call, store } = tools.services;
  const query = { table: source?.table, q };
  const answer = useAnswer<TemplatesResponse>(call, '/api/templates', query);
  return (
    <>
      <SourceChoice
        records={records}
        chosen={source}
        onChoose={(record) => setChosen(record?.id ?? null)}
      />
      <SearchField
        label={t('insert.findTemplate')}
        text={q}
        onText={setText}
        hint={countHint(t, answer, answer.data?.templates.length)}
      />
      <Found answer={answer} store={store}>
        {({ templates }) => (
          <PickList label={t('insert.part.template')}>
            {templates.map((template) => (
              <PickRow
                key={template.id}
                title={template.title}
                detail={detailOf(t, language, template)}
                open={open === template.id}
                onPick={() => {
                  tools.action.clear();
                  setOpen(open === template.id ? null : template.id);
                }}
              >
                <TemplateText tools={tools} template={template} source={source} />
              </PickRow>
            ))}
          </PickList>
        )}
      </Found>
    </>
  );
}

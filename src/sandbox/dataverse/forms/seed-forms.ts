import { fixedId } from '../fixed-ids.ts';
import { tableOf } from '../metadata/index.ts';
import { insertMissing, type Executor, type RowData } from '../store/rows.ts';
import { isoSeconds } from '../write/values.ts';
import { formXml } from './form-xml.ts';
import { layouts } from './layouts.ts';

interface Form {
  table: string;
  /** `systemform.type`. */
  type: 2 | 6 | 7;
  kind: 'main' | 'quick view' | 'quick create';
  sections: Record<string, string>;
}

const formsOf = ([table, layout]: [string, (typeof layouts)[string]]): Form[] => [
  { table, type: 2, kind: 'main', sections: layout.main },
  ...(layout.quickView
    ? [
        {
          table,
          type: 6 as const,
          kind: 'quick view' as const,
          sections: { Card: layout.quickView },
        },
      ]
    : []),
  ...(layout.quickCreate
    ? [
        {
          table,
          type: 7 as const,
          kind: 'quick create' as const,
          sections: { Details: layout.quickCreate },
        },
      ]
    : []),
];

const names = { main: '', 'quick view': ' Card', 'quick create': ' Quick Create' } as const;

function formRow({ table, type, kind, sections }: Form, at: string): { id: string; data: RowData } {
  const found = tableOf(table);
  return {
    id: fixedId(`form ${kind} ${table}`),
    data: {
      name: `${found.label}${names[kind]}`,
      objecttypecode: table,
      type,
      formxml: formXml(found, `${kind} ${table}`, sections),
      isdefault: kind !== 'quick view',
      formactivationstate: 1,
      formpresentation: 1,
      isdesktopenabled: true,
      istabletenabled: true,
      isairmerged: true,
      componentstate: 0,
      introducedversion: '9.0.0.0',
      publishedon: at,
    },
  };
}

/** The forms an organisation begins with, as rows of `systemform`. */
export async function seedForms(db: Executor, now: Date): Promise<void> {
  const at = isoSeconds(now);
  const forms = Object.entries(layouts).flatMap(formsOf);
  await insertMissing(
    db,
    'systemform',
    forms.map((form) => formRow(form, at)),
  );
}

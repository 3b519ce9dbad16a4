import { z } from 'zod';
import { LruCache } from '../../../lib/lru-cache.ts';
import { readJson } from '../../fetch/json.ts';
import { get } from '../dataverse-client.ts';
import { parameter, quoted } from '../literal.ts';
import { orderOf } from '../new-records/form-conditions.ts';
import { controlsOf } from '../new-records/form-xml.ts';
import { label, textOf } from '../new-records/labels.ts';
import type { Label } from '../new-records/labels.ts';
import type { Question } from './questions.ts';

const forms = z.object({ value: z.array(z.object({ formxml: z.string(), type: z.int() })) });
const attributes = z.object({
  value: z.array(z.object({ LogicalName: z.string(), DisplayName: label })),
});
const strings = z.object({
  value: z.array(
    z.object({
      LogicalName: z.string(),
      DisplayName: label,
      FormatName: z.object({ Value: z.string() }).nullish(),
    }),
  ),
});

/** How a table's records are shown: columns of the card in their order, and what they are called. */
export interface CardForm {
  columns: string[];
  labels: ReadonlyMap<string, Label>;
  /** Columns that hold addresses of one kind: `Email`, `Phone`, `Url`. */
  formats: ReadonlyMap<string, string>;
}

/** `systemform.type`. */
const quickView = 6;
const main = 2;

const lifeMs = 60 * 60_000;

/** The forms makers gave to the tables, kept for an hour: they are the same for everybody. */
export class CardForms {
  readonly #forms: LruCache<CardForm>;
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
    this.#forms = new LruCache({ capacity: 500, now });
  }

  find(table: string): CardForm | undefined {
    return this.#forms.get(table);
  }

  /**
   * What has to be asked to know the form of a table.
   * @param done gets the form once the questions are answered
   */
  questions(table: string): { questions: Question[]; done: () => CardForm } {
    const form = {
      columns: [] as string[],
      labels: new Map<string, Label>(),
      formats: new Map<string, string>(),
    };
    const of = `EntityDefinitions(LogicalName=${quoted(table)})/Attributes`;
    const filter = `objecttypecode eq ${quoted(table)} and formactivationstate eq 1 and (type eq ${quickView} or type eq ${main})`;
    let isRead = false;
    const questions: Question[] = [
      {
        request: get(`systemforms?$select=formxml,type&${parameter('$filter', filter)}`),
        read: (body) => {
          form.columns.push(...columnsIn(readJson(body, forms, 'crm').value));
          isRead = true;
        },
      },
      {
        request: get(`${of}?$select=LogicalName,DisplayName`),
        read: (body) => {
          for (const { LogicalName, DisplayName } of readJson(body, attributes, 'crm').value) {
            form.labels.set(LogicalName, DisplayName);
          }
        },
      },
      {
        request: get(
          `${of}/Microsoft.Dynamics.CRM.StringAttributeMetadata?$select=LogicalName,DisplayName,FormatName`,
        ),
        read: (body) => {
          for (const { LogicalName, FormatName } of readJson(body, strings, 'crm').value) {
            if (FormatName) form.formats.set(LogicalName, FormatName.Value);
          }
        },
      },
    ];
    const done = (): CardForm => {
      if (isRead) this.#forms.set(table, form, this.#now() + lifeMs);
      return form;
    };
    return { questions, done };
  }
}

/** The card people see first; where there is none, the record's own page (UI-04). */
function columnsIn(found: { formxml: string; type: number }[]): string[] {
  const best = (type: number): string | undefined =>
    found
      .filter((form) => form.type === type)
      .map(({ formxml }) => formxml)
      .sort((a, b) => orderOf(a) - orderOf(b))[0];
  return controlsOf(best(quickView) ?? best(main) ?? '').map(({ column }) => column);
}

/** What a column is called in a language. */
export const labelOf = ({ labels }: CardForm, column: string, language: string): string => {
  const found = labels.get(column);
  return found ? textOf(found, language) : '';
};

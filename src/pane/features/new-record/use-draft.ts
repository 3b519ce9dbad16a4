import { useCallback, useState } from 'react';
import type { CrmRecord } from '../../../contracts/record.ts';
import type { CreateResponse } from '../../../contracts/tables.ts';
import { filled, problemsOf } from '../../../domain/records/check.ts';
import type {
  ColumnProblem,
  FieldValue,
  FieldValues,
  FormField,
} from '../../../domain/records/form.ts';
import type { Call } from '../../api/call.ts';
import { toFailure, type Failure } from '../../api/failure.ts';

interface Outcome {
  problems: readonly ColumnProblem[];
  /** A rule of the CRM, in its own words. */
  message: string | null;
  duplicates: readonly CrmRecord[] | null;
  failure: Failure | null;
}

const nothingYet: Outcome = { problems: [], message: null, duplicates: null, failure: null };

/** A record that is being made. */
export interface Draft extends Outcome {
  values: FieldValues;
  saving: boolean;
  change: (column: string, value: FieldValue | undefined) => void;
  /** Makes the record; with `allowDuplicates` also where the CRM knows records like it. */
  save: (allowDuplicates?: boolean) => void;
}

interface DraftOptions {
  call: Call;
  table: string;
  fields: readonly FormField[];
  initial: FieldValues;
  onMade: (record: CrmRecord) => void;
}

const outcomeOf = (answer: Exclude<CreateResponse, { outcome: 'created' }>): Outcome =>
  answer.outcome === 'duplicates'
    ? { ...nothingYet, duplicates: answer.records }
    : { ...nothingYet, problems: answer.problems, message: answer.message ?? null };

/** Keeps what is typed until the record is made. The same draft becomes one record only. */
export function useDraft({ call, table, fields, initial, onMade }: DraftOptions): Draft {
  const [id] = useState(() => crypto.randomUUID());
  const [values, setValues] = useState<FieldValues>(initial);
  const [outcome, setOutcome] = useState(nothingYet);
  const [saving, setSaving] = useState(false);

  const change = useCallback((column: string, value: FieldValue | undefined) => {
    setValues((before) => ({ ...before, [column]: value }));
    setOutcome((before) => ({
      ...before,
      duplicates: null,
      problems: before.problems.filter((problem) => problem.column !== column),
    }));
  }, []);

  const save = (allowDuplicates = false) => {
    if (saving) return;
    const problems = problemsOf(fields, values);
    setOutcome({ ...nothingYet, problems });
    if (problems.length > 0) return;
    setSaving(true);
    const body = { table, id, values: filled(values), ...(allowDuplicates && { allowDuplicates }) };
    call
      .send<CreateResponse>('POST', '/api/records', body)
      .then(
        (answer) => {
          if (answer.outcome === 'created') onMade(answer.record);
          else setOutcome(outcomeOf(answer));
        },
        (error: unknown) => setOutcome({ ...nothingYet, failure: toFailure(error) }),
      )
      .finally(() => setSaving(false));
  };
  return { ...outcome, values, saving, change, save };
}

import { useEffect, useRef, type FormEvent, type ReactNode } from 'react';
import { makeStyles, tokens } from '@fluentui/react-components';
import type { CrmRecord } from '../../../contracts/record.ts';
import type { FormField } from '../../../domain/records/form.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import type { Services } from '../../page/page.ts';
import { useText } from '../../text/use-text.ts';
import { Duplicates } from './duplicates.tsx';
import { FieldInput } from './field-input.tsx';
import type { Draft } from './use-draft.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  commands: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    position: 'sticky',
    insetBlockEnd: 0,
    paddingBlock: tokens.spacingVerticalS,
    backgroundColor: tokens.colorNeutralBackground1,
  },
});

interface RecordFormProps {
  services: Services;
  fields: readonly FormField[];
  draft: Draft;
  known: readonly CrmRecord[];
  saveLabel: string;
  onUse: (record: CrmRecord) => void;
  /** What stands after the field of a column. */
  after?: Partial<Record<string, ReactNode>>;
  /** What stands before the commands. */
  children?: ReactNode;
}

/** The first field something is wrong with takes the focus, so that it can be put right at once. */
const useFocusOnProblem = ({ problems }: Draft) => {
  const form = useRef<HTMLFormElement>(null);
  const first = problems[0]?.column;
  useEffect(() => {
    if (first === undefined) return;
    form.current
      ?.querySelector<HTMLElement>(`[data-column="${first}"] :is(input,select,textarea,button)`)
      ?.focus();
  }, [first, problems]);
  return form;
};

/** The fields of a record with what is wrong, and the button that makes it. */
export function RecordForm(props: RecordFormProps) {
  const { services, fields, draft, known, saveLabel, onUse, after = {}, children } = props;
  const styles = useStyles();
  const { t } = useText();
  const form = useFocusOnProblem(draft);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    draft.save();
  };
  return (
    <form ref={form} className={styles.form} noValidate onSubmit={submit}>
      {fields.map((field) => (
        <div key={field.column} data-column={field.column}>
          <FieldInput
            field={field}
            value={draft.values[field.column]}
            problem={draft.problems.find(({ column }) => column === field.column)?.problem}
            onChange={(value) => draft.change(field.column, value)}
            call={services.call}
            known={known}
          />
          {after[field.column]}
        </div>
      ))}
      {children}
      {draft.message !== null && (
        <Notice tone="error" title={t('create.refused')} text={draft.message} />
      )}
      {draft.failure && (
        <ProblemNotice failure={draft.failure} store={services.store} onRetry={draft.save} />
      )}
      {draft.duplicates && (
        <Duplicates
          records={draft.duplicates}
          busy={draft.saving}
          onUse={onUse}
          onCreate={() => draft.save(true)}
        />
      )}
      <div className={styles.commands}>
        <ActionButton appearance="primary" busy={draft.saving} onClick={() => draft.save()}>
          {draft.saving ? t('create.saving') : saveLabel}
        </ActionButton>
        <ActionButton onClick={services.back}>{t('action.cancel')}</ActionButton>
        {/* Lets Enter in any field save. */}
        <button type="submit" hidden />
      </div>
      <p role="status" hidden={!draft.saving}>
        {draft.saving && t('create.saving')}
      </p>
    </form>
  );
}

import { Link } from '@fluentui/react-components';
import type { FormResponse } from '../../../contracts/tables.ts';
import { Notice } from '../../components/notice.tsx';
import { useText } from '../../text/use-text.ts';

/** The form asks for something the pane cannot: the record is made in the CRM. */
export function OpenInCrm({ form }: { form: FormResponse }) {
  const { t } = useText();
  const { unsupported, createUrl } = form;
  return (
    <Notice
      tone="info"
      title={t('create.inCrm.title')}
      text={t('create.inCrm.text', { columns: unsupported.join(', ') })}
      action={
        <Link href={createUrl} target="_blank" rel="noopener noreferrer">
          {t('create.inCrm.open')}
        </Link>
      }
    />
  );
}

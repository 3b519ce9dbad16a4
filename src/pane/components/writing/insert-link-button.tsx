import type { CrmRecord } from '../../../contracts/record.ts';
import type { Services } from '../../page/page.ts';
import { useText } from '../../text/use-text.ts';
import { ActionButton } from '../action-button.tsx';
import { useCompose } from './use-compose.ts';

interface InsertLinkButtonProps {
  record: CrmRecord;
  services: Services;
}

/** While something is being written, the way to a link to the record in it (CMP-06). */
export function InsertLinkButton({ record, services }: InsertLinkButtonProps) {
  const { t } = useText();
  const compose = useCompose(services.host);
  if (!compose?.insert) return null;
  const { table, id, name, url } = record;
  return (
    <ActionButton onClick={() => services.open('insert', { table, id, name, url })}>
      {t('insert.insertLink')}
    </ActionButton>
  );
}

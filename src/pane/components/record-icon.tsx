import type { FluentIcon } from '@fluentui/react-icons';
import { Briefcase20Regular } from '@fluentui/react-icons/svg/briefcase';
import { Building20Regular } from '@fluentui/react-icons/svg/building';
import { Database20Regular } from '@fluentui/react-icons/svg/database';
import { Person20Regular } from '@fluentui/react-icons/svg/person';
import { Wrench20Regular } from '@fluentui/react-icons/svg/wrench';

const icons: Partial<Record<string, FluentIcon>> = {
  contact: Person20Regular,
  account: Building20Regular,
  lead: Person20Regular,
  systemuser: Person20Regular,
  opportunity: Briefcase20Regular,
  incident: Wrench20Regular,
};

/** The mark of a table; decoration beside its name. */
export function RecordIcon({ table }: { table: string }) {
  const Icon = icons[table] ?? Database20Regular;
  return <Icon aria-hidden />;
}

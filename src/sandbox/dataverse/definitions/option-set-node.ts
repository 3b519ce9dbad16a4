import type { Column, Option, Table } from '../metadata/index.ts';
import { label, managed, metadataId, type Json, type Node } from './node.ts';

const option =
  (type: string) =>
  ({ value, label: text, state, defaultStatus }: Option): Json => ({
    ...(type === 'State' && {
      '@odata.type': '#Microsoft.Dynamics.CRM.StateOptionMetadata',
      DefaultStatus: defaultStatus ?? null,
      InvariantName: text.replaceAll(' ', ''),
    }),
    ...(type === 'Status' && {
      '@odata.type': '#Microsoft.Dynamics.CRM.StatusOptionMetadata',
      State: state ?? 0,
      TransitionData: null,
    }),
    Value: value,
    Color: null,
    IsManaged: true,
    ExternalValue: '',
    ParentValues: [],
    Tag: null,
    IsHidden: false,
    MetadataId: null,
    HasChanged: null,
    Label: label(text),
    Description: label(undefined),
  });

/** States with the status each has by itself. */
function withDefaults(table: Table, options: readonly Option[]): readonly Option[] {
  const statuses = table.columns['statuscode']?.options ?? [];
  return options.map((state) => {
    const first = statuses.find((status) => status.state === state.value)?.value;
    const defaultStatus = state.defaultStatus ?? first;
    return { ...state, ...(defaultStatus !== undefined && { defaultStatus }) };
  });
}

/** The choices of a column: an option set of its own, or a global one. */
export function optionSetNode(table: Table, name: string, column: Column, type: string): Node {
  const setName = column.optionSet ?? `${table.name}_${name}`;
  const id = metadataId(`optionset ${setName}`);
  const options =
    type === 'State' ? withDefaults(table, column.options ?? []) : (column.options ?? []);
  const shared = {
    Name: setName,
    MetadataId: id,
    HasChanged: null,
    IsCustomOptionSet: table.name.includes('_'),
    IsGlobal: column.optionSet !== undefined,
    IsManaged: true,
    ExternalTypeName: '',
    IntroducedVersion: '5.0.0.0',
    OptionSetType: type === 'MultiSelectPicklist' ? 'Picklist' : type,
    Description: label(undefined),
    DisplayName: label(name, `${setName} set`),
    IsCustomizable: managed(true, 'iscustomizable'),
  };
  const [no, yes] = [0, 1].map((value) => options.find((candidate) => candidate.value === value));
  const own =
    type === 'Boolean'
      ? {
          TrueOption: option(type)(yes ?? { value: 1, label: 'Yes' }),
          FalseOption: option(type)(no ?? { value: 0, label: 'No' }),
        }
      : { ParentOptionSetName: null, Options: options.map(option(type)) };
  return {
    type: type === 'Boolean' ? 'BooleanOptionSetMetadata' : 'OptionSetMetadata',
    base: 'OptionSetMetadataBase',
    own: Object.keys(own),
    keys: { Name: setName, MetadataId: id },
    json: { ...shared, ...own },
    children: {},
  };
}

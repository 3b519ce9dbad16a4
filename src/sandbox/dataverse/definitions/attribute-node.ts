import { tableOf } from '../metadata/index.ts';
import type { Column, ColumnKind, RequiredLevel, Table } from '../metadata/index.ts';
import { privilegeId } from '../security/roles.ts';
import { columnLabel } from './labels.ts';
import { label, managed, type Json, type Node } from './node.ts';
import { optionSetNode } from './option-set-node.ts';

/** `AttributeType`, and the metadata's type where it is named otherwise. */
const types: Record<ColumnKind, { code: string; type?: string }> = {
  string: { code: 'String' },
  memo: { code: 'Memo' },
  integer: { code: 'Integer' },
  bigint: { code: 'BigInt' },
  decimal: { code: 'Decimal' },
  double: { code: 'Double' },
  money: { code: 'Money' },
  boolean: { code: 'Boolean' },
  datetime: { code: 'DateTime' },
  date: { code: 'DateTime' },
  guid: { code: 'Uniqueidentifier', type: 'UniqueIdentifier' },
  picklist: { code: 'Picklist' },
  multipicklist: { code: 'Virtual', type: 'MultiSelectPicklist' },
  state: { code: 'State' },
  status: { code: 'Status' },
  entityname: { code: 'EntityName' },
  image: { code: 'Virtual', type: 'Image' },
  lookup: { code: 'Lookup' },
};

const lookupCodes: Record<string, string> = { ownerid: 'Owner', customerid: 'Customer' };

const codeOf = (name: string, column: Column): string =>
  column.kind === 'lookup'
    ? (lookupCodes[name] ?? (name === 'parentcustomerid' ? 'Customer' : 'Lookup'))
    : types[column.kind].code;

const metadataType = ({ kind }: Column): string => types[kind].type ?? types[kind].code;

const range = ({ min, max }: Column): Json => ({ MinValue: min ?? null, MaxValue: max ?? null });

const formulas = { FormulaDefinition: '', SourceTypeMask: 0 };

const formats: Record<string, RegExp> = {
  Email: /^emailaddress|internalemail|contactemail$/,
  Phone: /^(?:telephone\d|mobilephone|business2|home2|phonenumber)$/,
  Url: /^(?:web|ftp)siteurl$/,
};

/** How a text is written and shown. */
const formatOf = (name: string): string =>
  Object.keys(formats).find((format) => formats[format]?.test(name)) ?? 'Text';

/** Properties that only attributes of a kind have. */
const ownProperties: Record<ColumnKind, (column: Column, name: string) => Json> = {
  string: ({ maxLength = 100 }, name) => ({
    Format: formatOf(name),
    FormatName: { Value: formatOf(name) },
    ImeMode: 'Auto',
    MaxLength: maxLength,
    DatabaseLength: maxLength * 2,
    YomiOf: null,
    IsLocalizable: false,
    ...formulas,
  }),
  memo: ({ maxLength = 2000 }) => ({
    Format: 'TextArea',
    FormatName: { Value: 'TextArea' },
    ImeMode: 'Auto',
    MaxLength: maxLength,
    IsLocalizable: false,
  }),
  integer: (column) => ({ Format: 'None', ...range(column), ...formulas }),
  bigint: () => ({ MinValue: -9_223_372_036_854_775_808, MaxValue: 9_223_372_036_854_775_807 }),
  decimal: (column) => ({
    Precision: column.precision ?? 2,
    ImeMode: 'Auto',
    ...range(column),
    ...formulas,
  }),
  double: (column) => ({ Precision: column.precision ?? 5, ImeMode: 'Auto', ...range(column) }),
  money: (column, name) => ({
    Precision: column.precision ?? 2,
    PrecisionSource: 2,
    ImeMode: 'Auto',
    CalculationOf: name.endsWith('_base') ? name.slice(0, -'_base'.length) : null,
    IsBaseCurrency: name.endsWith('_base'),
    ...range(column),
    ...formulas,
  }),
  boolean: ({ initial = false }) => ({ DefaultValue: initial, ...formulas }),
  datetime: ({ isDay }) => ({
    Format: isDay ? 'DateOnly' : 'DateAndTime',
    DateTimeBehavior: { Value: 'UserLocal' },
    MinSupportedValue: '1753-01-01T00:00:00Z',
    MaxSupportedValue: '9999-12-30T23:59:59Z',
    ImeMode: 'Inactive',
    CanChangeDateTimeBehavior: managed(false, 'canchangedatetimebehavior'),
    ...formulas,
  }),
  date: () => ({
    Format: 'DateOnly',
    DateTimeBehavior: { Value: 'DateOnly' },
    MinSupportedValue: '1753-01-01T00:00:00Z',
    MaxSupportedValue: '9999-12-30T23:59:59Z',
    ImeMode: 'Inactive',
    CanChangeDateTimeBehavior: managed(false, 'canchangedatetimebehavior'),
    ...formulas,
  }),
  guid: () => ({}),
  picklist: ({ initial }) => ({
    DefaultFormValue: initial ?? -1,
    ParentPicklistLogicalName: null,
    ChildPicklistLogicalNames: [],
    ...formulas,
  }),
  multipicklist: () => ({
    DefaultFormValue: -1,
    ParentPicklistLogicalName: null,
    ChildPicklistLogicalNames: [],
    ...formulas,
  }),
  state: ({ initial = 0 }) => ({ DefaultFormValue: initial }),
  status: ({ initial = 1 }) => ({ DefaultFormValue: initial }),
  entityname: () => ({ DefaultFormValue: null, IsEntityReferenceStored: false }),
  image: () => ({
    IsPrimaryImage: true,
    MaxHeight: 144,
    MaxWidth: 144,
    MaxSizeInKB: 10_240,
    CanStoreFullImage: false,
  }),
  lookup: ({ targets = [] }) => ({ Targets: targets, Format: 'None' }),
};

const levels: Record<RequiredLevel, string> = {
  system: 'SystemRequired',
  application: 'ApplicationRequired',
  recommended: 'Recommended',
};

type Shared = Json & { MetadataId: string };

function shared(table: Table, name: string, column: Column, columnNumber: number): Shared {
  const isCustom = name.includes('_') && table.name.includes('_');
  const isPrimaryName = name === table.primaryName;
  const isWritable = column.create || column.update;
  const code = codeOf(name, column);
  return {
    MetadataId: privilegeId(`attribute ${table.name} ${name}`),
    HasChanged: null,
    AttributeOf: name.endsWith('_base') ? name.slice(0, -'_base'.length) : null,
    AttributeType: code,
    AttributeTypeName: { Value: `${code === 'Virtual' ? metadataType(column) : code}Type` },
    ColumnNumber: columnNumber,
    DeprecatedVersion: null,
    IntroducedVersion: isCustom ? '1.0' : '5.0.0.0',
    EntityLogicalName: table.name,
    IsCustomAttribute: isCustom,
    IsPrimaryId: name === table.id,
    IsValidODataAttribute: true,
    IsPrimaryName: isPrimaryName,
    IsValidForCreate: column.create,
    IsValidForRead: !column.isHidden,
    IsValidForUpdate: column.update,
    CanBeSecuredForRead: isWritable && !isPrimaryName,
    CanBeSecuredForCreate: column.create && !isPrimaryName,
    CanBeSecuredForUpdate: column.update && !isPrimaryName,
    IsSecured: column.isSecured ?? false,
    IsRetrievable: !column.isHidden,
    IsFilterable: !column.isUnfilterable,
    IsSearchable: false,
    IsManaged: !isCustom,
    LinkedAttributeId: null,
    LogicalName: name,
    IsValidForForm: isWritable,
    IsRequiredForForm: false,
    IsValidForGrid: !column.isUnfilterable,
    SchemaName: column.schemaName,
    ExternalName: null,
    IsLogical: false,
    IsDataSourceSecret: false,
    InheritsFrom: null,
    CreatedOn: '1900-01-01T00:00:00Z',
    ModifiedOn: '1900-01-01T00:00:00Z',
    SourceType: column.kind === 'lookup' || column.kind === 'guid' ? null : 0,
    AutoNumberFormat: '',
    Description: label(undefined),
    DisplayName: label(columnLabel(table.name, name, column.schemaName), `${table.name}.${name}`),
    IsAuditEnabled: managed(isWritable, 'canmodifyauditsettings'),
    IsGlobalFilterEnabled: managed(false, 'canmodifyglobalfiltersettings'),
    IsSortableEnabled: managed(false, 'canmodifyissortablesettings'),
    IsCustomizable: managed(true, 'iscustomizable'),
    IsRenameable: managed(true, 'isrenameable'),
    IsValidForAdvancedFind: managed(!column.isUnfilterable, 'canmodifysearchsettings'),
    RequiredLevel: managed(
      column.requiredLevel ? levels[column.requiredLevel] : 'None',
      'canmodifyrequirementlevelsettings',
    ),
    CanModifyAdditionalSettings: managed(true, 'canmodifyadditionalsettings'),
    Settings: [],
  };
}

const withOptions = new Set<ColumnKind>([
  'picklist',
  'multipicklist',
  'state',
  'status',
  'boolean',
]);

/** A column as `AttributeMetadata`. */
export function attributeNode(table: Table, name: string, column: Column, index: number): Node {
  const type = metadataType(column);
  const own = ownProperties[column.kind](column, name);
  const json: Shared = { ...shared(table, name, column, index + 1), ...own };
  const set = () => optionSetNode(table, name, column, type);
  return {
    type: `${type}AttributeMetadata`,
    base: 'AttributeMetadata',
    own: Object.keys(own),
    keys: {
      LogicalName: name,
      SchemaName: column.schemaName,
      MetadataId: json.MetadataId,
    },
    json,
    children: withOptions.has(column.kind)
      ? {
          OptionSet: () => (column.optionSet ? null : set()),
          GlobalOptionSet: () => (column.optionSet ? set() : null),
        }
      : {},
  };
}

/** A list of parties as the organisation service has it; the Web API only describes it. */
export function partyListNode(table: Table, schemaName: string, index: number): Node {
  const column: Column = { kind: 'lookup', schemaName, create: true, update: true };
  const name = schemaName.toLowerCase();
  const json: Shared = {
    ...shared(table, name, column, index + 1),
    AttributeType: 'PartyList',
    AttributeTypeName: { Value: 'PartyListType' },
    IsValidODataAttribute: false,
    Targets: tableOf('activityparty').columns['partyid']?.targets ?? [],
    Format: 'None',
  };
  return {
    type: 'LookupAttributeMetadata',
    base: 'AttributeMetadata',
    own: ['Targets', 'Format'],
    keys: { LogicalName: name, SchemaName: schemaName, MetadataId: json.MetadataId },
    json,
    children: {},
  };
}

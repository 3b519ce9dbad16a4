import { hasQuickCreate } from '../forms/layouts.ts';
import type { Table } from '../metadata/index.ts';
import { metadataIdOf, privilegeId, privilegeName, verbs } from '../security/roles.ts';
import { attributeNode, partyListNode } from './attribute-node.ts';
import { label, managed, metadataId, type Json, type Node } from './node.ts';
import { manyToManyNodes, manyToOneNodes, oneToManyNodes } from './relationship-node.ts';

const ownershipTypes: Record<Table['ownership'], string> = {
  user: 'UserOwned',
  business: 'BusinessOwned',
  organization: 'OrganizationOwned',
  none: 'None',
};

/** Settings an administrator may change, by their managed property. */
const settings = (table: Table): Json => ({
  IsAuditEnabled: managed(table.isAuditable, 'canmodifyauditsettings'),
  IsValidForQueue: managed(table.isQueued, 'canmodifyqueuesettings'),
  IsConnectionsEnabled: managed(table.isConnectable, 'canmodifyconnectionsettings'),
  IsCustomizable: managed(true, 'iscustomizable'),
  IsRenameable: managed(true, 'isrenameable'),
  IsMappable: managed(true, 'ismappable'),
  IsDuplicateDetectionEnabled: managed(
    table.isDuplicateDetected,
    'canmodifyduplicatedetectionsettings',
  ),
  CanCreateAttributes: managed(!table.isIntersect, 'cancreateattributes'),
  CanCreateForms: managed(!table.isIntersect, 'cancreateforms'),
  CanCreateViews: managed(!table.isIntersect, 'cancreateviews'),
  CanCreateCharts: managed(!table.isIntersect, 'cancreatecharts'),
  CanBeRelatedEntityInRelationship: managed(true, 'canberelatedentityinrelationship'),
  CanBePrimaryEntityInRelationship: managed(true, 'canbeprimaryentityinrelationship'),
  CanBeInManyToMany: managed(!table.isActivity, 'canbeinmanytomany'),
  CanBeInCustomEntityAssociation: managed(true, 'canbeincustomentityassociation'),
  CanEnableSyncToExternalSearchIndex: managed(true, 'canenablesynctoexternalsearchindex'),
  SyncToExternalSearchIndex: table.isSearched,
  CanModifyAdditionalSettings: managed(true, 'canmodifyadditionalsettings'),
  CanChangeHierarchicalRelationship: managed(true, 'canchangehierarchicalrelationship'),
  CanChangeTrackingBeEnabled: managed(!table.isChangeTracked, 'canchangetrackingbeenabled'),
  IsMailMergeEnabled: managed(false, 'canmodifymailmergesettings'),
  IsVisibleInMobile: managed(true, 'canmodifymobilevisibility'),
  IsVisibleInMobileClient: managed(true, 'canmodifymobileclientvisibility'),
  IsReadOnlyInMobileClient: managed(false, 'canmodifymobileclientreadonly'),
  IsOfflineInMobileClient: managed(false, 'canmodifymobileclientoffline'),
});

const hasColumn = (table: Table, name: string): string | null =>
  name in table.columns ? name : null;

function identity(table: Table): Json {
  const isCustom = table.name.includes('_');
  return {
    MetadataId: metadataIdOf(table.name),
    HasChanged: null,
    ActivityTypeMask: table.isActivity ? 1 : 0,
    AutoRouteToOwnerQueue: false,
    CanTriggerWorkflow: !table.isIntersect,
    EntityHelpUrlEnabled: false,
    EntityHelpUrl: null,
    IsDocumentManagementEnabled: false,
    IsOneNoteIntegrationEnabled: false,
    IsInteractionCentricEnabled: table.hasActivities,
    IsKnowledgeManagementEnabled: table.name === 'incident',
    IsSLAEnabled: 'slaid' in table.columns,
    IsBPFEntity: false,
    IsActivity: table.isActivity,
    IsActivityParty: table.isParty,
    IsAvailableOffline: true,
    IsChildEntity: table.ownership === 'none',
    IsAIRUpdated: true,
    IconLargeName: null,
    IconMediumName: null,
    IconSmallName: null,
    IconVectorName: null,
    IsCustomEntity: isCustom,
    IsBusinessProcessEnabled: 'processid' in table.columns,
    HasNotes: table.hasNotes,
    HasActivities: table.hasActivities,
    HasFeedback: false,
    HasEmailAddresses: 'emailaddress1' in table.columns || 'emailaddress' in table.columns,
    IsEnabledForCharts: true,
    IsEnabledForTrace: false,
    IsImportable: true,
    IsIntersect: table.isIntersect,
    IsLogicalEntity: false,
    IsManaged: !isCustom,
    IsPrivate: false,
    IsQuickCreateEnabled: hasQuickCreate(table.name),
    IsReadingPaneEnabled: true,
    IsStateModelAware: 'statecode' in table.columns,
    IsEnforceStateTransitions: false,
    IsValidForAdvancedFind: true,
    IsOptimisticConcurrencyEnabled: table.isOptimisticConcurrencyEnabled,
    ChangeTrackingEnabled: table.isChangeTracked,
    EntityColor: '',
    LogicalCollectionName: table.entitySet,
    ExternalCollectionName: null,
    CollectionSchemaName: table.entitySet,
    ExternalName: null,
    EntitySetName: table.entitySet,
    LogicalName: table.name,
    SchemaName: table.schemaName,
    ReportViewName: `Filtered${table.schemaName}`,
    ObjectTypeCode: table.objectTypeCode,
    OwnershipType: ownershipTypes[table.ownership],
    PrimaryIdAttribute: table.id,
    PrimaryNameAttribute: table.primaryName || null,
    PrimaryImageAttribute: hasColumn(table, 'entityimage'),
    RecurrenceBaseEntityLogicalName: null,
    DaysSinceRecordLastModified: 0,
    DataProviderId: null,
    DataSourceId: null,
    MobileOfflineFilters: '',
    IntroducedVersion: isCustom ? '1.0' : '5.0.0.0',
    IsSolutionAware: 'componentstate' in table.columns,
    IsRetrieveAuditEnabled: false,
    IsRetrieveMultipleAuditEnabled: false,
    IsArchivalEnabled: false,
    TableType: 'Standard',
    CreatedOn: '1900-01-01T00:00:00Z',
    ModifiedOn: '1900-01-01T00:00:00Z',
    Settings: [],
    Description: label(undefined),
    DisplayName: label(table.label),
    DisplayCollectionName: label(table.collectionLabel),
  };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function keyNode(table: Table, columns: readonly string[]): Node {
  const name = `${table.name}_${columns.join('_')}_key`;
  const id = metadataId(`key ${name}`);
  return {
    type: 'EntityKeyMetadata',
    keys: { LogicalName: name, SchemaName: name, MetadataId: id },
    json: {
      MetadataId: id,
      HasChanged: null,
      LogicalName: name,
      SchemaName: capital(name),
      EntityLogicalName: table.name,
      KeyAttributes: columns,
      IntroducedVersion: '1.0',
      IsManaged: false,
      EntityKeyIndexStatus: 'Active',
      IsSynchronous: false,
      IsExportKey: false,
      IsSecondaryKey: false,
      DisplayName: label(columns.join(', '), name),
      IsCustomizable: managed(true, 'iscustomizable'),
      AsyncJob: null,
    },
    children: {},
  };
}

function privileges(table: Table): Json[] {
  const isOwned = table.ownership === 'user' || table.ownership === 'business';
  return verbs.map((verb) => ({
    CanBeBasic: isOwned,
    CanBeDeep: isOwned,
    CanBeGlobal: true,
    CanBeLocal: isOwned,
    CanBeEntityReference: false,
    CanBeParentEntityReference: false,
    CanBeRecordFilter: false,
    Name: privilegeName(verb, table.privilege),
    PrivilegeId: privilegeId(privilegeName(verb, table.privilege)),
    PrivilegeType: verb,
  }));
}

const attributeNodes = (table: Table): Node[] => [
  ...Object.entries(table.columns).map(([name, column], index) =>
    attributeNode(table, name, column, index),
  ),
  ...Object.keys(table.partyLists).map((name, index) =>
    partyListNode(table, name, Object.keys(table.columns).length + index),
  ),
];

const made = new Map<string, Node>();

/** A table as `EntityMetadata`. */
export function entityNode(table: Table): Node {
  const known = made.get(table.name);
  if (known) return known;
  const node: Node = {
    type: 'EntityMetadata',
    keys: { LogicalName: table.name, MetadataId: metadataIdOf(table.name) },
    json: { ...identity(table), ...settings(table), Privileges: privileges(table) },
    children: {
      Attributes: () => attributeNodes(table),
      Keys: () => table.keys.map((columns) => keyNode(table, columns)),
      ManyToOneRelationships: () => manyToOneNodes(table),
      OneToManyRelationships: () => oneToManyNodes(table),
      ManyToManyRelationships: () => manyToManyNodes(table),
    },
  };
  made.set(table.name, node);
  return node;
}

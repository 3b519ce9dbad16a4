/** Platform error names used here, with their HTTP statuses and codes. */
export const errorCatalogue = {
  InvalidPayload: [400, '0x80048d19'],
  InvalidArgument: [400, '0x80040203'],
  InvalidStateCodeStatusCode: [400, '0x80048408'],
  StringLengthTooLong: [400, '0x80044331'],
  PicklistValueOutOfRange: [400, '0x8004431a'],
  IntegerValueOutOfRange: [400, '0x8004432f'],
  DecimalValueOutOfRange: [400, '0x80044330'],
  InvalidDateTime: [400, '0x80040239'],
  UseCloseIncidentRequest: [400, '0x80131500'],
  OpportunityIsAlreadyClosed: [400, '0x80040515'],
  IncidentIsAlreadyClosedOrCancelled: [400, '0x80044411'],
  LeadAlreadyInClosedState: [400, '0x80040519'],
  MergeEntitiesIdenticalError: [400, '0x80045305'],
  MergeEntityNotActiveError: [400, '0x80045304'],
  CannotAddQueueItemsToInactiveQueue: [400, '0x80040522'],
  ActiveQueueItemAlreadyExists: [400, '0x80040526'],
  CannotUpdateDeactivatedQueueItem: [400, '0x8004051d'],
  InvalidEntityKeyOperation: [400, '0x8006088f'],
  NotSupported: [400, '0x80040315'],
  UnExpected: [400, '0x80040216'],
  CannotDeleteDueToAssociation: [405, '0x80040227'],
  RequiredFieldMissing: [400, '0x80040200'],
  CannotUpdateBecauseItIsReadOnly: [400, '0x8004022e'],
  UnknownProperty: [400, '0x80060888'],
  ExpiredVersionStamp: [400, '0x80044352'],
  TooManyLinkEntitiesInQuery: [400, '0x8004430d'],
  AggregateQueryRecordLimitExceeded: [400, '0x8004e023'],
  InvalidFetchXml: [400, '0x80040303'],
  QueryBuilderAttributeNotFound: [400, '0x8004111e'],
  QueryBuilderElementNotFound: [400, '0x80041123'],
  QueryBuilderEntitiesDontMatch: [400, '0x80041128'],
  QueryBuilderInvalidConditionOperator: [400, '0x80041120'],
  QueryBuilderInvalidPagingCookie: [400, '0x8004112a'],
  QueryBuilderInvalidJoinOperator: [400, '0x80041121'],
  QueryBuilderInvalidFilterType: [400, '0x80041122'],
  QueryBuilderNoAlias: [400, '0x8004110b'],
  QueryBuilderNoAttribute: [400, '0x80041103'],
  QueryBuilderNoEntity: [400, '0x80041102'],
  QueryBuilderDuplicateAlias: [400, '0x80041130'],
  QueryBuilderBad_Condition: [400, '0x80041106'],
  EntityKeyNotDefined: [400, '0x80060890'],
  PrivilegeDenied: [403, '0x80040220'],
  unManagedIdsAccessDenied: [403, '0x80048306'],
  CannotShareWithOwner: [400, '0x80040214'],
  InvalidSharee: [400, '0x8004020c'],
  InvalidAccessRights: [400, '0x8004020d'],
  CannotAssignToAccessTeam: [400, '0x80048340'],
  CannotAssignRolesOrProfilesToAccessTeam: [400, '0x80048331'],
  UserInWrongBusiness: [400, '0x80041409'],
  TeamInWrongBusiness: [400, '0x8004140d'],
  RestrictInheritedRole: [400, '0x80044152'],
  InvalidPrivilegeDepth: [400, '0x8004140b'],
  InvalidState: [400, '0x80040233'],
  EmailRecipientNotSpecified: [400, '0x80040b04'],
  InvalidActivityPartyAddress: [400, '0x80043518'],
  CannotPublishEmptyRule: [400, '0x80048414'],
  CannotPublishInactiveRule: [400, '0x80048413'],
  DuplicateCheckNotEnabled: [400, '0x80048412'],
  DuplicateCheckNotSupportedOnEntity: [400, '0x80048410'],
  NoPublishedDuplicateDetectionRules: [400, '0x80048436'],
  UserNotAssignedRoles: [403, '0x80042f09'],
  TeamNotAssignedRoles: [403, '0x80042f0a'],
  AttributePrivilegeCreateIsMissing: [403, '0x8004f502'],
  QueryContainedSecuredAttributeWithoutAccess: [403, '0x8004f506'],
  AttributePermissionUpdateIsMissingDuringUpdate: [403, '0x8004f507'],
  CannotActOnBehalfOfAnotherUser: [403, '0x8004a110'],
  SystemUserDisabled: [403, '0x8004a112'],
  UserNotMemberOfOrganization: [403, '0x80072560'],
  MetadataNotFound: [404, '0x8004024a'],
  ObjectDoesNotExist: [404, '0x80040217'],
  RecordNotFoundByEntityKey: [404, '0x80060891'],
  CrmHttpError: [404, '0x8006088a'],
  MethodNotAllowed: [405, '0x80060888'],
  DuplicateRecord: [412, '0x80040237'],
  ConcurrencyVersionMismatch: [412, '0x80060882'],
  DuplicateRecordEntityKey: [412, '0x80060892'],
  UriTooLong: [414, '0x80060888'],
  RequestLengthTooLarge: [413, '0x8004418a'],
  ThrottlingBurstRequestLimitExceededError: [429, '0x80072322'],
  ThrottlingTimeExceededError: [429, '0x80072321'],
  ThrottlingConcurrencyLimitExceededError: [429, '0x80072326'],
  DuplicateRecordsFound: [500, '0x80040333'],
  NotImplemented: [501, '0x80040219'],
} as const;

export type ErrorName = keyof typeof errorCatalogue;

/** An error the Web API answers with. */
export class DataverseError extends Error {
  override readonly name: ErrorName;
  readonly status: number;
  /** `0x` and eight hexadecimal digits. */
  readonly code: string;

  constructor(name: ErrorName, message: string) {
    super(message);
    this.name = name;
    [this.status, this.code] = errorCatalogue[name];
  }
}

/** 501 with the name of what the sandbox does not build. */
export const notBuilt = (what: string): DataverseError =>
  new DataverseError('NotImplemented', `The sandbox's Dataverse does not build ${what}.`);

export const notFound = (table: string, id: string): DataverseError =>
  new DataverseError('ObjectDoesNotExist', `${table} With Id = ${id} Does Not Exist`);

/** What is missing where a row is named that is not there: by its id, or by an alternate key. */
export const missingRow = (table: { name: string }, id: string | undefined): DataverseError =>
  id
    ? notFound(table.name, id)
    : new DataverseError(
        'RecordNotFoundByEntityKey',
        `A record with the specified key values does not exist in ${table.name} entity`,
      );

export const unexpected = (problem: string): DataverseError =>
  new DataverseError('UnExpected', `An unexpected error occurred. ${problem}`);

export const unknownProperty = (property: string, table: string): DataverseError =>
  new DataverseError(
    'UnknownProperty',
    `Could not find a property named '${property}' on type 'Microsoft.Dynamics.CRM.${table}'.`,
  );

export const unknownSegment = (segment: string): DataverseError =>
  new DataverseError('CrmHttpError', `Resource not found for the segment '${segment}'.`);

export const badPayload = (entitySet: string, problem: string): DataverseError =>
  new DataverseError(
    'InvalidPayload',
    `Error identified in Payload provided by the user for Entity :'${entitySet}', ${problem}`,
  );

export const methodNotAllowed = (method: string): DataverseError =>
  new DataverseError(
    'MethodNotAllowed',
    `The requested resource does not support http method '${method}'.`,
  );

/** The address of a request is longer than `limit` characters. */
export const urlTooLong = (limit: number): DataverseError =>
  new DataverseError(
    'UriTooLong',
    `The length of the URL of the request exceeds the limit of ${limit} characters.`,
  );

export const duplicateRecord = (): DataverseError =>
  new DataverseError('DuplicateRecord', 'A record with matching key values already exists.');

/** Platform error names used here, with their codes and HTTP statuses. */
const catalogue = {
  InvalidPayload: [400, '0x80048d19'],
  InvalidArgument: [400, '0x80040203'],
  InvalidStateCodeStatusCode: [400, '0x80048408'],
  StringLengthTooLong: [400, '0x80044331'],
  PicklistValueOutOfRange: [400, '0x8004431a'],
  RequiredFieldMissing: [400, '0x80040200'],
  CannotUpdateBecauseItIsReadOnly: [400, '0x8004022e'],
  UnknownProperty: [400, '0x80060888'],
  EntityKeyNotDefined: [400, '0x80060890'],
  PrivilegeDenied: [403, '0x80040220'],
  unManagedIdsAccessDenied: [403, '0x80048306'],
  CannotActOnBehalfOfAnotherUser: [403, '0x8004a110'],
  SystemUserDisabled: [403, '0x8004a112'],
  UserNotMemberOfOrganization: [403, '0x80072560'],
  ObjectDoesNotExist: [404, '0x80040217'],
  RecordNotFoundByEntityKey: [404, '0x80060891'],
  CrmHttpError: [404, '0x8006088a'],
  MethodNotAllowed: [405, '0x80060888'],
  DuplicateRecord: [412, '0x80040237'],
  ConcurrencyVersionMismatch: [412, '0x80060882'],
  DuplicateRecordEntityKey: [412, '0x80060892'],
  RequestLengthTooLarge: [413, '0x8004418a'],
  NotImplemented: [501, '0x80040219'],
} as const;

export type ErrorName = keyof typeof catalogue;

/** An error the Web API answers with. */
export class DataverseError extends Error {
  override readonly name: ErrorName;
  readonly status: number;
  /** `0x` and eight hexadecimal digits. */
  readonly code: string;

  constructor(name: ErrorName, message: string) {
    super(message);
    this.name = name;
    [this.status, this.code] = catalogue[name];
  }
}

/** 501 with the name of what the sandbox does not build. */
export const notBuilt = (what: string): DataverseError =>
  new DataverseError('NotImplemented', `The sandbox's Dataverse does not build ${what}.`);

export const notFound = (table: string, id: string): DataverseError =>
  new DataverseError('ObjectDoesNotExist', `${table} With Id = ${id} Does Not Exist`);

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

export const duplicateRecord = (): DataverseError =>
  new DataverseError('DuplicateRecord', 'A record with matching key values already exists.');

import type { OutlookField, Place } from './outlook-contact.ts';

/** How one field of Outlook and one column of the CRM's contact belong together (§1.4.8). */
export interface FieldPair {
  field: OutlookField;
  column: string;
  /** Most characters the column takes. */
  length: number;
  /**
   * `whole`: half an address is a wrong one, so what is too long is left out. `day`: a day without
   * a time.
   */
  kind?: 'whole' | 'day';
}

/** Every pair goes both ways. The company is not here: it is the parent account (CT-08). */
export const fieldMap: readonly FieldPair[] = [
  { field: 'title', column: 'salutation', length: 100 },
  { field: 'givenName', column: 'firstname', length: 50 },
  { field: 'middleName', column: 'middlename', length: 50 },
  { field: 'surname', column: 'lastname', length: 50 },
  { field: 'generation', column: 'suffix', length: 10 },
  { field: 'nickName', column: 'nickname', length: 100 },
  { field: 'yomiGivenName', column: 'yomifirstname', length: 150 },
  { field: 'yomiSurname', column: 'yomilastname', length: 150 },
  { field: 'jobTitle', column: 'jobtitle', length: 100 },
  { field: 'department', column: 'department', length: 100 },
  { field: 'email1', column: 'emailaddress1', length: 100, kind: 'whole' },
  { field: 'email2', column: 'emailaddress2', length: 100, kind: 'whole' },
  { field: 'email3', column: 'emailaddress3', length: 100, kind: 'whole' },
  { field: 'businessPhone', column: 'telephone1', length: 50, kind: 'whole' },
  { field: 'businessPhone2', column: 'business2', length: 50, kind: 'whole' },
  { field: 'homePhone', column: 'telephone2', length: 50, kind: 'whole' },
  { field: 'homePhone2', column: 'home2', length: 50, kind: 'whole' },
  { field: 'mobilePhone', column: 'mobilephone', length: 50, kind: 'whole' },
  { field: 'businessFax', column: 'fax', length: 50, kind: 'whole' },
  { field: 'callbackPhone', column: 'callback', length: 50, kind: 'whole' },
  { field: 'companyPhone', column: 'company', length: 50, kind: 'whole' },
  { field: 'otherPhone', column: 'telephone3', length: 50, kind: 'whole' },
  { field: 'pager', column: 'pager', length: 50, kind: 'whole' },
  { field: 'assistantName', column: 'assistantname', length: 100 },
  { field: 'assistantPhone', column: 'assistantphone', length: 50, kind: 'whole' },
  { field: 'manager', column: 'managername', length: 100 },
  { field: 'spouseName', column: 'spousesname', length: 100 },
  { field: 'children', column: 'childrensnames', length: 255 },
  { field: 'governmentId', column: 'governmentid', length: 50, kind: 'whole' },
  { field: 'webPage', column: 'websiteurl', length: 200, kind: 'whole' },
  { field: 'ftpSite', column: 'ftpsiteurl', length: 200, kind: 'whole' },
  { field: 'notes', column: 'description', length: 2_000 },
  { field: 'birthday', column: 'birthdate', length: 10, kind: 'day' },
  { field: 'anniversary', column: 'anniversary', length: 10, kind: 'day' },
];

/** Parts of an address besides its street, and the ends of their columns' names. */
export const placeParts: readonly {
  part: Exclude<keyof Place, 'street'>;
  end: string;
  length: number;
}[] = [
  { part: 'city', end: 'city', length: 80 },
  { part: 'state', end: 'stateorprovince', length: 50 },
  { part: 'postalCode', end: 'postalcode', length: 20 },
  { part: 'country', end: 'country', length: 80 },
];

/** The CRM has three lines for a street. */
export const streetEnds = ['line1', 'line2', 'line3'] as const;
export const streetLength = 250;

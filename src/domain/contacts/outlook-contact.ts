/** What Outlook keeps about a person, as one text a field; addresses by their parts. */
export const outlookFields = [
  'title',
  'givenName',
  'middleName',
  'surname',
  'generation',
  'nickName',
  'yomiGivenName',
  'yomiSurname',
  'displayName',
  'jobTitle',
  'department',
  'companyName',
  'email1',
  'email2',
  'email3',
  'businessPhone',
  'businessPhone2',
  'homePhone',
  'homePhone2',
  'mobilePhone',
  'businessFax',
  'callbackPhone',
  'companyPhone',
  'otherPhone',
  'pager',
  'assistantName',
  'assistantPhone',
  'manager',
  'spouseName',
  'children',
  'governmentId',
  'webPage',
  'ftpSite',
  'notes',
  'birthday',
  'anniversary',
] as const;
export type OutlookField = (typeof outlookFields)[number];

/** The three addresses Outlook knows. */
export const placeNames = ['business', 'home', 'other'] as const;
export type PlaceName = (typeof placeNames)[number];

export interface Place {
  /** Lines, separated by line feeds. */
  street: string;
  city: string;
  state: string;
  postalCode: string;
  country: string;
}

export type OutlookValues = Partial<Record<OutlookField, string>>;

/** A contact of a mailbox. Fields without a value are absent; dates are `1980-05-04`. */
export interface OutlookContact {
  /** Immutable id. */
  id: string;
  fields: OutlookValues;
  places: Partial<Record<PlaceName, Place>>;
  /** The CRM contact it is linked to by a mark of ours; null: none. */
  link: string | null;
}

const emails = ['email1', 'email2', 'email3'] as const;

/** The addresses a contact has, at most three. */
export const emailsOf = ({ fields }: Pick<OutlookContact, 'fields'>): string[] =>
  emails.flatMap((name) => fields[name] ?? []);

import type { RecordRef } from '../mail/email-activity.ts';
import type { PersonName } from '../people/person-name.ts';
import type { Signature } from '../people/signature/signature.ts';
import type { FieldValues, FormField } from './form.ts';

/** What is known of somebody who is not in the CRM yet. */
export interface KnownPerson {
  name: PersonName;
  address: string;
  /** Domain of their company; empty for a public one. */
  domain: string;
  signature: Signature;
  /** The account they probably belong to. */
  account?: RecordRef | undefined;
}

/** Columns a person's form should have besides those of its quick create form. */
export const personColumns = [
  'firstname',
  'lastname',
  'emailaddress1',
  'jobtitle',
  'telephone1',
  'mobilephone',
  'websiteurl',
  'address1_line1',
  'address1_city',
  'address1_postalcode',
  'address1_country',
] as const;

/** Columns of the company: a contact's account, a lead's own words. */
export const companyColumns = { contact: 'parentcustomerid', lead: 'companyname' } as const;

const withScheme = (website: string): string =>
  website && !/^https?:\/\//i.test(website) ? `https://${website}` : website;

/** `acme-widgets.com` is probably called `Acme Widgets`. */
export const companyFromDomain = (domain: string): string =>
  (
    domain
      .split('.')
      .at(
        /^(?:com?|org|net|ac|gov)\.\w\w$/.test(domain.split('.').slice(-2).join('.')) ? -3 : -2,
      ) ?? ''
  )
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ')
    .trim();

const textsOf = ({ name, address, domain, signature }: KnownPerson): Record<string, string> => {
  const company = signature.company || companyFromDomain(domain);
  return {
    firstname: name.firstName,
    lastname: name.lastName,
    emailaddress1: address,
    jobtitle: signature.jobTitle,
    telephone1: signature.phone,
    mobilephone: signature.mobile,
    websiteurl: withScheme(signature.website || (domain ? domain : '')),
    companyname: company,
    address1_line1: signature.street,
    address1_city: signature.city,
    address1_postalcode: signature.postalCode,
    address1_country: signature.country,
  };
};

/**
 * What the form of a new contact or lead begins with: a guess somebody checks before saving.
 * @param subject a lead's topic
 */
export function personValues(
  fields: readonly FormField[],
  person: KnownPerson,
  subject: string,
): FieldValues {
  const texts: Record<string, string> = { ...textsOf(person), subject };
  const values = fields.flatMap(
    ({ column, initial, maxLength }): [string, FieldValues[string]][] => {
      const text = texts[column]?.trim();
      if (text) return [[column, text.slice(0, maxLength ?? text.length)]];
      return initial === undefined ? [] : [[column, initial]];
    },
  );
  const parent = fields.find(({ column }) => column === companyColumns.contact);
  const { account } = person;
  const isTarget = account && parent?.targets?.includes(account.table);
  return { ...Object.fromEntries(values), ...(isTarget && { [companyColumns.contact]: account }) };
}

import { z } from 'zod';

const text = z.string().nullish();
const texts = z.array(z.string()).nullish();
const place = z
  .object({ street: text, city: text, state: text, postalCode: text, countryOrRegion: text })
  .nullish();

/** The parts of Graph's `contact` that are read; Graph leaves out what it does not know. */
export const graphContact = z.object({
  id: z.string(),
  title: text,
  givenName: text,
  middleName: text,
  surname: text,
  generation: text,
  nickName: text,
  yomiGivenName: text,
  yomiSurname: text,
  displayName: text,
  jobTitle: text,
  department: text,
  companyName: text,
  mobilePhone: text,
  assistantName: text,
  manager: text,
  spouseName: text,
  businessHomePage: text,
  personalNotes: text,
  birthday: text,
  children: texts,
  businessPhones: texts,
  homePhones: texts,
  emailAddresses: z.array(z.object({ address: text })).nullish(),
  businessAddress: place,
  homeAddress: place,
  otherAddress: place,
  singleValueExtendedProperties: z.array(z.object({ id: z.string(), value: text })).nullish(),
});
export type GraphContact = z.infer<typeof graphContact>;

/** Columns of a list. */
export const listSelect =
  'id,displayName,nickName,jobTitle,department,companyName,emailAddresses,businessPhones,' +
  'homePhones,mobilePhone,businessAddress,homeAddress,otherAddress';

export const contactSelect = Object.keys(graphContact.shape)
  .filter((name) => name !== 'singleValueExtendedProperties')
  .join(',');

import type { LoadedRow } from '../dataverse/door.ts';
import type { DirectoryUser } from '../entra/door.ts';
import type { IncomingContact, IncomingMeeting } from '../graph/door.ts';

export type Language = 'en' | 'hu';

/** One of us: a directory user with security roles by name. */
export interface DemoUser extends DirectoryUser {
  roles: string[];
  phone: string;
}

/** Name and address as they stand in a mail. */
export interface Mailbox {
  name: string;
  address: string;
}

export interface Company {
  id: string;
  name: string;
  domain: string;
  language: Language;
  street: string;
  postalCode: string;
  city: string;
  country: string;
  phone: string;
  employees: number;
  /** Entra object id. */
  owner: string;
  /** Its `emailaddress1`. */
  address: string;
  people: Person[];
}

export interface Person {
  id: string;
  first: string;
  last: string;
  name: string;
  title: string;
  address: string;
  secondAddress: string | null;
  phone: string;
  isActive: boolean;
  owner: string;
}

export interface Prospect {
  id: string;
  first: string;
  last: string;
  name: string;
  title: string;
  address: string;
  phone: string;
  companyName: string;
  subject: string;
  language: Language;
  state: 'open' | 'qualified' | 'disqualified';
  owner: string;
}

export interface Deal {
  id: string;
  name: string;
  product: string;
  company: Company;
  contact: Person;
  /** EUR. */
  amount: number;
  stage: 1 | 2 | 3 | 4;
  state: 'open' | 'won' | 'lost';
  closes: Date;
  owner: string;
}

export interface Ticket {
  id: string;
  number: string;
  title: string;
  company: Company;
  contact: Person;
  state: 'active' | 'resolved' | 'cancelled';
  priority: 1 | 2 | 3;
  created: Date;
  owner: string;
}

export interface DemoAttachment {
  filename: string;
  contentType: string;
  content: Buffer;
  /** Without brackets; such a part is shown inside the HTML body. */
  contentId?: string;
}

export interface DemoMail {
  /** With angle brackets, as are `inReplyTo` and `references`. */
  messageId: string;
  inReplyTo: string | null;
  references: string[];
  from: Mailbox;
  to: Mailbox[];
  cc: Mailbox[];
  subject: string;
  text: string;
  html: string;
  attachments: DemoAttachment[];
  at: Date;
  /** Where our recipients keep it: `inbox` or a folder below it, `Projects/Contoso`. */
  folder: string;
  isRead: boolean;
}

export type DemoMeeting = IncomingMeeting;

/** A mail whose MIME is given, such as a signed one, to one of us. */
export interface DemoSealedMail {
  messageId: string;
  /** Entra object id. */
  owner: string;
  mime: Buffer;
  at: Date;
  isRead: boolean;
}

/** A card in somebody's contacts. */
export interface DemoContact {
  /** Entra object id. */
  owner: string;
  contact: IncomingContact & { displayName: string };
}

/** A task in somebody's default list, as Graph takes it. */
export interface DemoTask {
  /** Entra object id. */
  owner: string;
  task: Record<string, unknown> & { title: string };
}

/** Rows as the Dataverse door takes them, but users are Entra object ids until they are loaded. */
export type DemoRow = LoadedRow;

export interface DemoOrganisation {
  users: DemoUser[];
  accounts: DemoRow[];
  contacts: DemoRow[];
  leads: DemoRow[];
  opportunities: DemoRow[];
  cases: DemoRow[];
  /** Templates, articles, brochures, connections and site visits. */
  library: DemoRow[];
  mails: DemoMail[];
  sealedMails: DemoSealedMail[];
  meetings: DemoMeeting[];
  outlookContacts: DemoContact[];
  tasks: DemoTask[];
}

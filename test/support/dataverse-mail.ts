import { expect } from '@jest/globals';
import { startTestDataverse, type TestDataverse } from './dataverse.ts';
import { create } from './dataverse-rows.ts';

const objectId = (n: number) => `44444444-dddd-4ddd-8ddd-00000000000${n}`;
/** Object ids and addresses of two salespeople. */
export const anna = objectId(1);
export const otto = objectId(2);
export const annaMail = 'anna@fabrikam.example';
export const ottoMail = 'otto@fabrikam.example';
export const crm = 'Microsoft.Dynamics.CRM';

export interface Given {
  MessageId?: string;
  Subject?: string;
  From?: string;
  To?: string;
  Cc?: string;
  Bcc?: string;
  [name: string]: unknown;
}

let number = 0;
export const newId = () => `<m${(number += 1)}@contoso.com>`;

export const deliverBody = (given: Given) => ({
  MessageId: newId(),
  Subject: 'Hi',
  From: '"Ada" <ada@contoso.com>',
  To: annaMail,
  Cc: '',
  Bcc: '',
  ReceivedOn: '2026-11-22T09:30:00Z',
  SubmittedBy: annaMail,
  Importance: '1',
  Body: '<p>Hi</p>',
  Attachments: [],
  ValidateBeforeCreate: false,
  ...given,
});

/** An organisation with a contact `ada@contoso.com` of the account Contoso, a lead, a deal. */
export class MailStage {
  readonly dataverse: TestDataverse;
  /** System users by object id. */
  readonly users: Record<string, string> = {};
  ada = '';
  account = '';
  opportunity = '';

  private constructor(dataverse: TestDataverse) {
    this.dataverse = dataverse;
  }

  static async start(): Promise<MailStage> {
    const stage = new MailStage(await startTestDataverse());
    await stage.#fill();
    return stage;
  }

  async #fill(): Promise<void> {
    for (const [id, fullName, mail] of [
      [anna, 'Anna Berger', annaMail],
      [otto, 'Otto Huber', ottoMail],
    ] as const) {
      const user = { objectId: id, fullName, mail, roles: ['Salesperson'] };
      this.users[id] = (await this.dataverse.door.ensureUser(user)).systemUserId;
    }
    const contoso = { name: 'Contoso', emailaddress1: 'info@contoso.com' };
    this.account = await create(this.dataverse, 'accounts', contoso);
    this.ada = await create(this.dataverse, 'contacts', {
      lastname: 'Byron',
      emailaddress2: 'ada@contoso.com',
      'parentcustomerid_account@odata.bind': `/accounts(${this.account})`,
    });
    const lead = { lastname: 'Lead', emailaddress1: 'lead@contoso.com' };
    await create(this.dataverse, 'leads', lead);
    this.opportunity = await create(this.dataverse, 'opportunities', { name: 'Renewal' });
  }

  /** Changes settings of the organisation. */
  async organization(body: object): Promise<void> {
    const { dataverse } = this;
    const { value } = (await dataverse.call('GET', 'organizations?$select=name')).body as {
      value: { organizationid: string }[];
    };
    const path = `organizations(${value[0]?.organizationid})`;
    expect((await dataverse.call('PATCH', path, { body })).status).toBe(204);
  }

  /** What mail of a user's is tracked by itself (`incomingemailfilteringmethod`). */
  async filtering(user: string, method: number): Promise<void> {
    const body = { incomingemailfilteringmethod: method };
    const path = `usersettingscollection(${this.users[user]})`;
    expect((await this.dataverse.call('PATCH', path, { body })).status).toBe(204);
  }

  /** DeliverIncomingEmail; answers the e-mail's id. */
  async deliver(given: Given = {}): Promise<string> {
    const body = deliverBody(given);
    const answer = await this.dataverse.call('POST', `emails/${crm}.DeliverIncomingEmail`, {
      body,
    });
    expect([answer.status, answer.body]).toEqual([200, expect.anything()]);
    return (answer.body as { EmailId: string }).EmailId;
  }

  /** An e-mail with its parties. */
  async email(id: string): Promise<Record<string, unknown>> {
    const path = `emails(${id})?$expand=email_activity_parties`;
    return (await this.dataverse.call('GET', path)).body as Record<string, unknown>;
  }

  /** A draft from Anna to Ada, unless other parties are given. */
  draft(parties?: object[]): Promise<string> {
    return create(this.dataverse, 'emails', {
      subject: 'Offer',
      email_activity_parties: parties ?? [
        {
          participationtypemask: 1,
          'partyid_systemuser@odata.bind': `/systemusers(${this.users[anna]})`,
        },
        {
          participationtypemask: 2,
          'partyid_contact@odata.bind': `/contacts(${this.ada})`,
          addressused: 'ada@contoso.com',
        },
      ],
    });
  }

  send(id: string, IssueSend: boolean, TrackingToken = '') {
    const body = { IssueSend, TrackingToken };
    return this.dataverse.call('POST', `emails(${id})/${crm}.SendEmail`, { body });
  }
}

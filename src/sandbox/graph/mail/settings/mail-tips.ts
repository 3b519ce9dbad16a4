import type { Call, Handler, Mailbox } from '../../call.ts';
import { badBody } from '../../errors.ts';
import type { Json } from '../../store/schema.ts';
import { actionBody } from '../action-body.ts';
import { mailboxesAt } from '../sender.ts';
import { readSettings } from './mailbox-settings.ts';

type Tip = (call: Call, mailbox: Mailbox | undefined) => Promise<Json> | Json;

async function automaticReplies(call: Call, mailbox: Mailbox | undefined): Promise<Json> {
  const settings = mailbox && (await readSettings(call.graph, mailbox.id));
  const replies = settings?.['automaticRepliesSetting'] as Json | undefined;
  const isOn = replies !== undefined && replies['status'] !== 'disabled';
  return {
    automaticReplies: {
      scheduledStartTime: replies?.['scheduledStartDateTime'] ?? null,
      scheduledEndTime: replies?.['scheduledEndDateTime'] ?? null,
      message: isOn ? replies['internalReplyMessage'] : '',
      messageLanguage: settings?.['language'] ?? { locale: 'en-US', displayName: 'English' },
    },
  };
}

const tips: Record<string, Tip> = {
  automaticreplies: automaticReplies,
  mailboxfullstatus: () => ({ mailboxFull: false }),
  custommailtip: () => ({ customMailTip: '' }),
  externalmembercount: (_call, mailbox) => ({ externalMemberCount: mailbox ? 0 : 1 }),
  totalmembercount: () => ({ totalMemberCount: 1 }),
  maxmessagesize: () => ({ maxMessageSize: 37_748_736 }),
  deliveryrestriction: () => ({ deliveryRestricted: false }),
  moderationstatus: () => ({ isModerated: false }),
  recipientscope: (_call, mailbox) => ({ recipientScope: mailbox ? 'internal' : 'external' }),
  recipientsuggestions: () => ({ recipientSuggestions: [] }),
};

function readOptions(value: unknown): string[] {
  const options = typeof value === 'string' ? value.split(',') : [];
  const names = options.map((one) => one.trim().toLowerCase()).filter((one) => one !== '');
  const unknown = names.find((one) => !Object.hasOwn(tips, one));
  if (unknown !== undefined) throw badBody(`'${unknown}' is not a mail tip.`);
  return names.length > 0 ? names : Object.keys(tips);
}

/** `POST …/getMailTips`. */
export const getMailTips: Handler = async (call) => {
  const names = ['emailAddresses', 'mailTipsOptions'];
  const { emailAddresses, mailTipsOptions } = actionBody(call, 'getMailTips', names);
  const isList = Array.isArray(emailAddresses) && emailAddresses.length > 0;
  if (!isList || !emailAddresses.every((one) => typeof one === 'string')) {
    throw badBody("'EmailAddresses' is an array of addresses.");
  }
  const wanted = readOptions(mailTipsOptions);
  const found = await mailboxesAt(call.graph.db, emailAddresses);
  const value: Json[] = [];
  for (const address of emailAddresses) {
    const mailbox = found.find((one) => one.address.toLowerCase() === address.toLowerCase());
    const object: Json = { emailAddress: { name: mailbox?.name ?? '', address } };
    for (const name of wanted) Object.assign(object, await tips[name]?.(call, mailbox));
    value.push(object);
  }
  const context = `${call.graph.origin}/v1.0/$metadata#Collection(microsoft.graph.mailTips)`;
  return { status: 200, body: { '@odata.context': context, value } };
};

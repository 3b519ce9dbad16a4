/** Why an e-mail of the CRM was not sent, or not yet. */
export type SendProblem =
  /** A recipient's record has no address in its primary e-mail column (§1.5.2, 6). */
  | 'no-address'
  /** A recipient is no record, and the organisation sends to records only. */
  | 'unresolved-recipient'
  | 'no-recipients'
  /** Exchange does not take an address. */
  | 'invalid-recipients'
  /** The mailbox may not send in the sender's name, or the sender's own may not send (M-03). */
  | 'not-allowed-as'
  | 'file-too-large'
  /** Exchange refuses it for another reason. */
  | 'refused'
  /** It was handed over, no answer came, and no copy of it is to be found. */
  | 'unclear'
  /** The CRM or the mailbox was away, or failed in a way nobody foresaw, too often. */
  | 'gave-up';

/** What a person who reads the failed e-mail in the CRM is told: what happened and what to do. */
export const problemText: Record<SendProblem, string> = {
  'no-address':
    'This email was not sent: a recipient has no address in the main email field. Fill it in, then send the email again.',
  'unresolved-recipient':
    'This email was not sent: a recipient is not a record. Choose the record the address belongs to, then send the email again.',
  'no-recipients': 'This email was not sent: it has no recipients. Add one, then send it again.',
  'invalid-recipients':
    'This email was not sent: an address is not valid. Correct the recipients, then send the email again.',
  'not-allowed-as':
    'This email was not sent: your mailbox may not send in the name of this sender. Choose another sender, or ask your administrator for the right to send for this one.',
  'file-too-large':
    'This email was not sent: a file is too large for a mail. Take it out, then send the email again.',
  refused:
    'This email was not sent: the mail server refused it. Check recipients, text and files, then send it again.',
  unclear:
    'Nobody can tell whether this email was sent: no answer came from the mail server. Look for it in the Sent Items of the mailbox before you send it again.',
  'gave-up':
    'This email was not sent after several attempts. Send it again; if it fails once more, ask your administrator.',
};

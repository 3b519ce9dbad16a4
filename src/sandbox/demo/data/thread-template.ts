/** Who speaks: the owner of the record, its contact, another person there, or others of ours. */
export type Voice = 'us' | 'them' | 'second' | 'colleague' | 'manager' | 'intern';

export type AttachmentKind = 'offer' | 'order' | 'cv' | 'photo' | 'list';

/**
 * One mail of a thread. Greeting, signature and quoted history are added. In the text:
 * `{product}`, `{quantity}`, `{amount}`, `{account}`, `{case}`, `{ticket}`, `{weekday}`.
 */
export interface Step {
  by: Voice;
  text: string;
  /** Joins the thread and stays in it, as people do who answer all. */
  cc?: Voice[];
  attach?: AttachmentKind;
  /** Where it does not go to whom it answers. */
  to?: Voice;
}

/** Whom the thread is with; each is a different way for an address to meet the CRM. */
export type Cast =
  | 'deal'
  | 'contoso'
  | 'ticket'
  | 'lead'
  | 'colleagues'
  | 'shared-address'
  | 'twins'
  | 'inactive'
  | 'second-address'
  | 'stranger'
  | 'newsletter'
  | 'project'
  | 'service';

export interface ThreadTemplate {
  cast: Cast;
  subject: string;
  steps: Step[];
}

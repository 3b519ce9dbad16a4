import type { FailureKind } from './retry.ts';

/** Why an item is not tracked; the contract's `problemCode` says what each means. */
export type ProblemCode =
  | 'crm-unavailable'
  | 'mailbox-unavailable'
  | 'throttled'
  | 'forbidden'
  | 'record-not-found'
  | 'item-not-found'
  | 'item-changed'
  | 'item-unsupported'
  | 'sign-in-needed'
  | 'refused'
  | 'gave-up'
  | 'not-sent-yet'
  | 'private'
  | 'series-unsupported'
  | 'encrypted'
  | 'mailbox-not-ready'
  | 'no-licence'
  | 'needs-regarding'
  | 'unexpected';

/** What the pane calls a failure of the CRM, the mailbox or the directory. */
export function problemOf(
  kind: FailureKind,
  service: 'crm' | 'mailbox' | 'directory',
): ProblemCode {
  switch (kind) {
    case 'unavailable':
      return service === 'mailbox' ? 'mailbox-unavailable' : 'crm-unavailable';
    case 'not-found':
      return service === 'mailbox' ? 'item-not-found' : 'record-not-found';
    case 'changed':
      return 'item-changed';
    case 'throttled':
    case 'forbidden':
    case 'refused':
    case 'sign-in-needed':
    case 'unexpected':
      return kind;
  }
}

/** What a person sees of an item. */
export type ShownState = 'not-tracked' | 'pending' | 'tracked' | 'failed';

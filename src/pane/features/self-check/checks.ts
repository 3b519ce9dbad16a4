import type { MailboxState, ProblemCode } from '../../../contracts/item.ts';
import type { MailboxClock } from '../../../contracts/mailboxes.ts';
import type { Probe, SelfCheckResponse } from '../../../contracts/self-check.ts';
import type { FailureCode } from '../../api/failure.ts';
import type { Session } from '../../auth/session.ts';
import type { Host } from '../../host/host.ts';

export const checkIds = [
  'outlook',
  'signIn',
  'service',
  'crm',
  'mailbox',
  'mailboxState',
  'sync',
  'live',
  'language',
  'storage',
] as const;
export type CheckId = (typeof checkIds)[number];

/** One line of the self-check. */
export interface Check {
  id: CheckId;
  /** Null: it could not be found out. */
  passed: boolean | null;
  /** What was found, of no person: versions, names of states. */
  facts: string;
  /** Somebody's name: on the screen, never in the copied text. */
  personal?: string;
  /** Why it did not pass. */
  problem?: FailureCode;
  state?: MailboxState;
  clock?: MailboxClock;
}

export interface Findings {
  host: Pick<Host, 'capabilities' | 'version' | 'timeZone'>;
  session: Pick<Session, 'isLive' | 'keepsChoices'>;
  /** The language on screen. */
  language: string;
  /** Null where the service did not answer. */
  answer: SelfCheckResponse | null;
  failure: FailureCode | null;
}

/** Requirement set 1.5 is what the manifests ask for. */
const oldestSet = 5;

const outlook = ({ host: { capabilities, version } }: Findings): Check => {
  const { platform, mailboxSet } = capabilities;
  return {
    id: 'outlook',
    passed: Number(mailboxSet.split('.')[1]) >= oldestSet,
    facts: [platform, version, `Mailbox ${mailboxSet}`].filter(Boolean).join(' · '),
  };
};

/** Failures of the way to the service, not of signing in. */
const unreached = new Set<FailureCode>(['offline', 'unreachable', 'throttled', 'unexpected']);

const signIn = ({ answer, failure }: Findings): Check => {
  const passed = answer ? true : failure === null || unreached.has(failure) ? null : false;
  return {
    id: 'signIn',
    passed,
    facts: '',
    ...(answer?.userName && { personal: answer.userName }),
    ...(passed === false && failure && { problem: failure }),
  };
};

const service = ({ answer, failure }: Findings): Check => ({
  id: 'service',
  // Whoever asks for a sign-in is there.
  passed: failure === null ? true : !unreached.has(failure),
  facts: answer?.version ?? '',
  ...(failure && unreached.has(failure) && { problem: failure }),
});

const reached = (id: 'crm' | 'mailbox', probe: Probe | undefined): Check => ({
  id,
  passed: probe ? probe.problem === null : null,
  facts: probe && probe.problem === null ? `${probe.ms} ms` : '',
  ...(probe?.problem && { problem: probe.problem satisfies ProblemCode }),
});

const mailboxState = ({ answer }: Findings): Check => {
  const state = answer?.mailboxState ?? 'unknown';
  return {
    id: 'mailboxState',
    passed: state === 'unknown' ? null : state === 'ready',
    facts: '',
    state,
  };
};

/** Not yet read is not known; what failed once goes on by itself, what is paused does not. */
const sync = ({ answer }: Findings): Check => {
  const clock = answer?.sync ?? null;
  const passed = clock?.problem ? false : clock?.endedAt ? true : null;
  return { id: 'sync', passed, facts: clock?.problem ?? '', ...(clock && { clock }) };
};

/** Everything that can be found out about this pane and what it needs (UI-15), in its order. */
export function checksOf(findings: Findings): Check[] {
  const { host, session, language, answer } = findings;
  return [
    outlook(findings),
    signIn(findings),
    service(findings),
    reached('crm', answer?.crm),
    reached('mailbox', answer?.mailbox),
    mailboxState(findings),
    sync(findings),
    { id: 'live', passed: session.isLive(), facts: '' },
    {
      id: 'language',
      passed: true,
      facts: [language, host.timeZone].filter(Boolean).join(' · '),
    },
    { id: 'storage', passed: session.keepsChoices(), facts: '' },
  ];
}

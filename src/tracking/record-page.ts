import type { RecentRecords, RecordPage } from '../contracts/record-page.ts';
import type { CrmRecord } from '../contracts/record.ts';
import type { RecordRef } from '../domain/mail/email-activity.ts';
import { insightsOf } from '../domain/people/insights.ts';
import type { DatedRecord } from '../domain/people/insights.ts';
import type { Caller } from '../ports/actor.ts';
import type { NamedRecord } from '../ports/crm.ts';
import type { ActivityLine, RecordDetails } from '../ports/record-reader.ts';
import type { TrackingPorts } from './ports.ts';
import { toCrmRecord } from './present.ts';
import { mostPinned, mostRecent, pinnedTopic, recentTopic } from './topics.ts';

const readWithinMs = 8_000;

interface Wanted {
  record: RecordRef;
  language: string;
}

const same = (a: RecordRef, b: RecordRef): boolean =>
  a.table === b.table && a.id.toLowerCase() === b.id.toLowerCase();

const dated = ({ table, id }: RecordRef, at: string | null): DatedRecord => ({
  table,
  id,
  at: at === null ? null : new Date(at),
});

const customers = new Set(['contact', 'account', 'lead']);

function insightsFor(details: RecordDetails, now: Date, show: (record: NamedRecord) => CrmRecord) {
  const { record, next, past, opportunities } = details;
  const found = insightsOf(
    {
      next: next.map((line) => dated(line, line.at)),
      past: past.map((line) => dated(line, line.at)),
      opportunities: opportunities.map((line) => dated(line, line.closesOn)),
      isCustomer: customers.has(record.table),
    },
    now,
  );
  const named = [...next, ...past, ...opportunities];
  return found.map(({ kind, about, at, days }) => {
    const of = about && named.find((line) => same(line, about));
    return { kind, record: of ? show(of) : null, at: at.toISOString(), days };
  });
}

/**
 * A record as its page shows it (UI-04, UI-06); opening it makes it a recent one.
 * @throws Failure `not-found` where it is gone or not for the caller.
 */
export async function recordPage(
  ports: TrackingPorts,
  caller: Caller,
  { record, language }: Wanted,
): Promise<RecordPage> {
  const signal = AbortSignal.timeout(readWithinMs);
  const [details, pinned] = await Promise.all([
    ports.reader.details(caller, record, { language, signal }),
    ports.remembered.list(caller, [pinnedTopic]),
  ]);
  const opened = { topic: recentTopic, record, keep: mostRecent };
  await ports.remembered.remember(caller, opened);
  ports.recent.rememberRecords(caller, [details.record, details.parent]);
  const now = ports.runtime.now();
  const show = (named: NamedRecord): CrmRecord => toCrmRecord(ports.crm, named);
  const line = (activity: ActivityLine) => ({
    record: show(activity),
    at: activity.at,
    overdue: !activity.isDone && activity.at !== null && new Date(activity.at) < now,
  });
  return {
    record: show(details.record),
    fields: details.fields.map(({ label, value, kind, record: to }) => ({
      label,
      value,
      kind,
      record: to && show(to),
    })),
    emails: details.emails,
    phones: details.phones,
    parent: details.parent && show(details.parent),
    opportunities: details.opportunities.map(({ closesOn, value, ...named }) => ({
      record: show(named),
      closesOn,
      value,
    })),
    cases: details.cases.map(show),
    connections: details.connections.map(({ role, ownRole, ...named }) => ({
      record: show(named),
      role,
      ownRole,
    })),
    past: details.past.map(line),
    next: details.next.map(line),
    insights: insightsFor(details, now, show),
    pinned: pinned.some((own) => same(own, record)),
  };
}

/** What a person opened and keeps, as far as they may still read it (UI-03). */
export async function recentRecords(
  ports: TrackingPorts,
  caller: Caller,
  { language }: Pick<Wanted, 'language'>,
): Promise<RecentRecords> {
  const remembered = await ports.remembered.list(caller, [recentTopic, pinnedTopic]);
  const records = [...new Map(remembered.map((own) => [`${own.table}:${own.id}`, own])).values()];
  const related = await ports.reader.related(
    caller,
    { records, numbers: [], contacts: [], accounts: [] },
    { language, signal: AbortSignal.timeout(readWithinMs) },
  );
  ports.recent.rememberRecords(caller, related.records);
  const inTopic = (wanted: string): CrmRecord[] =>
    remembered
      .filter(({ topic }) => topic === wanted)
      .flatMap((own) => related.records.find((record) => same(record, own)) ?? [])
      .map((record) => toCrmRecord(ports.crm, record));
  return { recent: inTopic(recentTopic), pinned: inTopic(pinnedTopic) };
}

/** Keeps a record at hand, or no longer. */
export const pin = (
  { remembered }: TrackingPorts,
  caller: Caller,
  { record, pinned }: { record: RecordRef; pinned: boolean },
): Promise<void> =>
  pinned
    ? remembered.remember(caller, { topic: pinnedTopic, record, keep: mostPinned })
    : remembered.forget(caller, { topic: pinnedTopic, record });

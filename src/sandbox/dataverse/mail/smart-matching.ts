import { sql } from 'kysely';
import { findRows, textOf, type Executor, type Row } from '../store/rows.ts';
import { addressesOf, type Mail } from './message.ts';
import type { MailSettings } from './settings.ts';

/** `RE: AW: Offer` → the words of `Offer`. */
export function subjectWords(subject: string, largestCount: number): string[] {
  const words = subject
    .replace(/^[\s]*([\w]+\s?:[\s]*)+/, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
  return [...new Set(words.filter(Boolean))].slice(0, largestCount);
}

function sameSubject(a: string[], b: string[], delta: number): boolean {
  const common = a.filter((word) => b.includes(word)).length;
  return common > 0 && Math.max(a.length, b.length) - common <= delta;
}

/** How far back a conversation may lie. */
const days = 90;

/** The latest e-mail with the same words in its subject and enough of the same addresses. */
export async function matchSmartly(
  db: Executor,
  mail: Mail,
  { smart }: MailSettings,
  now: Date,
): Promise<Row | undefined> {
  const addresses = addressesOf(mail);
  if (addresses.length < smart.leastAddresses) return undefined;
  const since = new Date(now.getTime() - days * 86_400_000).toISOString();
  const candidates = await findRows(
    db,
    sql`r.table_name = 'email' and (r.data->>'createdon')::timestamptz >= ${since}::timestamptz
      and r.id in (select (p.data->'activityid'->>'id')::uuid from sandbox_dataverse.row p
        where p.table_name = 'activityparty'
          and lower(p.data->>'addressused') in (${sql.join(addresses)})
        group by 1 having count(distinct lower(p.data->>'addressused')) >= ${smart.leastAddresses})`,
  );
  const words = subjectWords(mail.subject, smart.largestCount);
  return candidates
    .reverse()
    .find((row) =>
      sameSubject(
        words,
        subjectWords(textOf(row.data['subject']), smart.largestCount),
        smart.deltaSubject,
      ),
    );
}

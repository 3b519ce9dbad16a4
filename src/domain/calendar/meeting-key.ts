import { uuidV5 } from '../../lib/uuid-v5.ts';
import { meetingUid } from './meeting-uid.ts';

const namespace = '2f2b6f0a-5f0e-4d0c-9a3a-6b1d0f6f3f5e';

export interface MeetingIdentity {
  tenantId: string;
  /** The CRM organisation: its origin. */
  organization: string;
  /** Of the meeting, the series, or any one of the series. */
  iCalUId: string;
  /** UTC, ISO 8601: one meeting of a series. Null: a single meeting, or a whole series. */
  originalStart: string | null;
}

/**
 * The ledger's key of a meeting and the primary key of its appointment. The organizer's copy and
 * every attendee's have the same, so a meeting can be in the CRM only once (quality §3.2, fault 32).
 */
export function meetingKey(meeting: MeetingIdentity): string {
  const { tenantId, organization, iCalUId, originalStart } = meeting;
  const scope = `${tenantId}|${organization}`.toLowerCase();
  const one = originalStart === null ? [] : [new Date(originalStart).toISOString()];
  return uuidV5(namespace, [scope, 'meeting', meetingUid(iCalUId), ...one].join('|'));
}

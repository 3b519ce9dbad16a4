import type { Caller } from '../ports/actor.ts';
import { Failure } from '../ports/failure.ts';
import type { TrackingPorts } from './ports.ts';

const checkWithinMs = 8_000;

/**
 * Asked of the CRM every time: a role that was taken away counts at once.
 * @throws Failure `forbidden` for who is no system administrator.
 */
export async function checkAdministrator(
  { access }: Pick<TrackingPorts, 'access'>,
  caller: Caller,
): Promise<void> {
  if (await access.isAdministrator(caller, AbortSignal.timeout(checkWithinMs))) return;
  throw new Failure('forbidden', 'crm', 'crm: not a system administrator');
}

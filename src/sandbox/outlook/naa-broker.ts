import type { NaaFailure, OutlookDeps } from './types.ts';

/** How long a person would wait for Entra before Outlook gives up. */
const patience = 30_000;

const transient = (description: string): NaaFailure => ({ status: 'TRANSIENT_ERROR', description });

/**
 * Asks Entra over HTTP whether it answers, so that a fault set on it reaches the add-in as it would
 * through Outlook's own sign-in. Undefined where all is well.
 */
export async function entraOutage({
  urls,
  entra,
}: Pick<OutlookDeps, 'urls' | 'entra'>): Promise<NaaFailure | undefined> {
  const address = `${urls.entra}/${entra.tenantId}/v2.0/.well-known/openid-configuration`;
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(patience) });
    await answer.body?.cancel();
    return answer.ok ? undefined : transient(`Entra answered ${answer.status}.`);
  } catch (error) {
    return transient(`Entra cannot be reached: ${String(error)}`);
  }
}

/** AADSTS codes a person can answer by signing in or consenting. */
const interactive = /AADSTS(65001|50058|50076|50079|50105|500133)\b/;

/** What the broker's refusal (a text of AADSTS form) is called in nested app authentication. */
export function brokerFailure(error: unknown): NaaFailure {
  const description = error instanceof Error ? error.message : String(error);
  if (!description.includes('AADSTS')) throw error;
  return {
    status: interactive.test(description) ? 'USER_INTERACTION_REQUIRED' : 'PERSISTENT_ERROR',
    description,
  };
}

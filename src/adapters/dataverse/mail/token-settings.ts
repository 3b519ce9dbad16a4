import { z } from 'zod';
import { defaultTokenSettings } from '../../../domain/sync/tracking-token.ts';
import type { TokenSettings } from '../../../domain/sync/tracking-token.ts';
import type { Actor } from '../../../ports/actor.ts';
import { Failure } from '../../../ports/failure.ts';
import type { Runtime } from '../../../ports/runtime.ts';
import { readJson } from '../../fetch/json.ts';
import { get } from '../dataverse-client.ts';
import type { DataverseClient } from '../dataverse-client.ts';

const organizations = z.object({
  value: z.array(z.object({ trackingprefix: z.string().nullish() })),
});

const lifeMs = 60 * 60_000;
const retryMs = 10_000;
const patienceMs = 4_000;

function settingsOf(body: Buffer): TokenSettings {
  const [found] = readJson(body, organizations, 'crm').value;
  return { prefix: found?.trackingprefix ?? defaultTokenSettings.prefix };
}

/**
 * How the organisation's tracking tokens look. Read once an hour, for everybody: it is how the
 * organisation is set up, which all of its users may read.
 */
export class TokenSettingsReader {
  readonly #client: DataverseClient;
  readonly #runtime: Pick<Runtime, 'now'>;
  #settings: Promise<TokenSettings> = Promise.resolve(defaultTokenSettings);
  #until = 0;

  constructor(client: DataverseClient, runtime: Pick<Runtime, 'now'>) {
    this.#client = client;
    this.#runtime = runtime;
  }

  /** As they are delivered where they cannot be read now. */
  read(actor: Actor): Promise<TokenSettings> {
    const now = this.#runtime.now().getTime();
    if (this.#until > now) return this.#settings;
    this.#until = now + lifeMs;
    this.#settings = this.#ask(actor).catch((error: unknown) => {
      if (!(error instanceof Failure)) throw error;
      this.#until = now + retryMs;
      return defaultTokenSettings;
    });
    return this.#settings;
  }

  /** Not with the caller's signal: others wait for the answer as well. */
  async #ask(actor: Actor): Promise<TokenSettings> {
    const request = get('organizations?$select=trackingprefix');
    const answer = await this.#client.request(actor, request, AbortSignal.timeout(patienceMs));
    if (answer.status >= 400) throw this.#client.failure(answer);
    return settingsOf(answer.body);
  }
}

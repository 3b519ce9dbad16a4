import { randomUUID } from 'node:crypto';
import type { Kysely, Selectable } from 'kysely';
import { z } from 'zod';
import { EntraError, type ErrorCode } from './errors.ts';
import type { EntraDatabase } from './schema.ts';

const effects = ['second-factor', 'enrol-second-factor', 'block', 'device', 'disabled'] as const;

/** What `POST /_sandbox/policies` takes: whom a conditional failure hits; everybody where absent. */
export const policySchema = z.strictObject({
  effect: z.enum(effects),
  userId: z.guid().optional(),
  clientId: z.guid().optional(),
  /** Application id of the API. */
  resource: z.guid().optional(),
});

export type PolicySpec = z.infer<typeof policySchema>;
export type Policy = Selectable<EntraDatabase['policy']>;

/** A sign-in, as a policy looks at it. */
export interface SignInContext {
  userId: string;
  clientId: string;
  resource: string;
  hasSecondFactor: boolean;
}

const refusals: Record<(typeof effects)[number], { code: ErrorCode; sentence: string }> = {
  'second-factor': {
    code: 50076,
    sentence:
      'Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access the resource.',
  },
  'enrol-second-factor': {
    code: 50079,
    sentence:
      'Due to a configuration change made by your administrator, or because you moved to a new location, you must enroll in multi-factor authentication to access the resource.',
  },
  block: {
    code: 53003,
    sentence:
      'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
  },
  device: {
    code: 53000,
    sentence:
      'Device is not in required device state: compliant. Conditional Access policy requires a compliant device, and the device is not compliant.',
  },
  disabled: { code: 50057, sentence: 'The user account is disabled.' },
};

/** Whether a person can do what the policy wants, there and then. */
export const asksForSecondFactor = ({ effect }: Policy): boolean =>
  effect === 'second-factor' || effect === 'enrol-second-factor';

const concerns = (policy: Policy, context: SignInContext): boolean =>
  [
    [policy.user_id, context.userId],
    [policy.client_id, context.clientId],
    [policy.resource, context.resource],
  ].every(([wanted, actual]) => wanted === null || wanted === actual);

/** The first of `policies` that a sign-in does not satisfy. */
export const unmet = (policies: Policy[], context: SignInContext): Policy | undefined =>
  policies.find(
    (policy) =>
      concerns(policy, context) && !(asksForSecondFactor(policy) && context.hasSecondFactor),
  );

/** What Entra answers: with the claims the client sends along when it asks the person again. */
export function refusalOf(policy: Policy): EntraError {
  const { code, sentence } = refusals[policy.effect];
  const claims = JSON.stringify({
    access_token: { capolids: { essential: true, values: [policy.id] } },
  });
  return new EntraError(code, sentence, asksForSecondFactor(policy) ? claims : undefined);
}

/** The conditional failures that were set by hand, oldest first. */
export class PolicyStore {
  readonly #db: Kysely<EntraDatabase>;

  constructor(db: Kysely<EntraDatabase>) {
    this.#db = db;
  }

  all(): Promise<Policy[]> {
    return this.#db.selectFrom('policy').selectAll().orderBy('seq').execute();
  }

  async add({ effect, userId, clientId, resource }: PolicySpec): Promise<Policy> {
    return this.#db
      .insertInto('policy')
      .values({
        id: randomUUID(),
        effect,
        user_id: userId?.toLowerCase() ?? null,
        client_id: clientId?.toLowerCase() ?? null,
        resource: resource?.toLowerCase() ?? null,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
  }

  /** Removes one policy, or all of them. */
  async remove(id?: string): Promise<void> {
    const query = this.#db.deleteFrom('policy');
    await (id === undefined ? query : query.where('id', '=', id)).execute();
  }

  /** Throws the refusal where a policy is not satisfied. */
  async check(context: SignInContext): Promise<void> {
    const policy = unmet(await this.all(), context);
    if (policy) throw refusalOf(policy);
  }
}

/**
 * How a mail was found to answer another, with Dataverse's codes (§1.1.2): 3 In-Reply-To, 4 tracking
 * token, 5 conversation index, 6 smart matching.
 */
export type CorrelationMethod = 3 | 4 | 5 | 6;

/** The mail that was found; its activity is null where the CRM's copy is gone. */
export interface Correlation {
  method: CorrelationMethod;
  activityId: string | null;
}

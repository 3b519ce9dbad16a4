import { z } from 'zod';
import type { Reach } from '../../ports/reach.ts';
import { readJson } from '../fetch/json.ts';
import { get } from './dataverse-client.ts';
import type { DataverseClient } from './dataverse-client.ts';
import type { Principal } from './principal.ts';

const user = z.object({ fullname: z.string().nullish() });

/** Asks the CRM who the caller is there. */
export const whoIsIt =
  (client: DataverseClient, principal: Principal): Reach['crm'] =>
  async (actor, signal) => {
    const id = await principal.id(actor, signal);
    const answer = await client.request(actor, get(`systemusers(${id})?$select=fullname`), signal);
    if (answer.status >= 400) throw client.failure(answer);
    return { userName: readJson(answer.body, user, 'crm').fullname ?? '' };
  };

import type { z } from 'zod';
import type { faultSchema } from '../fault.ts';

/** A fault that has a name: what the field meets, ready to be switched on. */
export interface Preset {
  name: string;
  /** A few words, for a list. */
  title: string;
  /** What the service does while it is on. */
  description: string;
  spec: z.input<typeof faultSchema>;
}

/** The answer that Graph and Dataverse give to an error. */
export const errorAnswer = (status: number, code: string, message: string) => ({
  status,
  body: { error: { code, message } },
});

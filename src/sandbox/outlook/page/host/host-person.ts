import type { MailPerson } from './compose-item.ts';

const responses: Record<string, number> = {
  organizer: 1,
  tentativelyAccepted: 2,
  accepted: 3,
  declined: 4,
};

/** A person as office.js wants them from its host. */
export const hostPerson = ({ name, address, response = 'none' }: MailPerson) => ({
  name,
  address,
  // A user; whether of the same organization is not told.
  recipientType: 2,
  appointmentResponse: responses[response] ?? 0,
});

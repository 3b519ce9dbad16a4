import type { HostItem } from '../../host/host.ts';

/** Whom the person writes with: the sender, or of their own mail its first recipient. */
export const otherSide = ({
  reference,
  people,
}: HostItem): { address: string; isSent: boolean } => {
  const { from = '', mailbox = '' } = reference ?? {};
  const isSent = from.toLowerCase() === mailbox.toLowerCase();
  const recipient = people.find(
    ({ role, address }) => role !== 'from' && address.toLowerCase() !== mailbox.toLowerCase(),
  );
  return { address: isSent ? (recipient?.address ?? '') : from, isSent };
};

import { tableOf } from '../metadata/index.ts';
import type { Row } from '../store/rows.ts';
import type { Json } from '../write/payload.ts';
import type { Examined } from './accept.ts';
import type { Address } from './message.ts';
import { recipientsOf } from './resolve.ts';

const masks = { sender: 1, to: 2, cc: 3, bcc: 4 } as const;

const bound = ({ table, id }: Row): Json => ({
  [`partyid_${table}@odata.bind`]: `/${tableOf(table).entitySet}(${id})`,
});

const party = (mask: number, address: string, row: Row | undefined): Json => ({
  participationtypemask: mask,
  addressused: address,
  ...(row && bound(row)),
});

/** One party for the sender; for a recipient one for each row that has the address, or one unresolved. */
export function partiesOf({ mail, directory, sender, settings }: Examined): Json[] {
  const list = (mask: number, addresses: readonly Address[]): Json[] =>
    addresses.flatMap(({ address }) => {
      const rows = recipientsOf(directory, address, settings.isUnresolvedIfSeveral);
      return rows.length === 0
        ? [party(mask, address, undefined)]
        : rows.map((row) => party(mask, address, row));
    });
  const [from] = mail.from;
  return [
    ...(from?.address ? [party(masks.sender, from.address, sender)] : []),
    ...list(masks.to, mail.to),
    ...list(masks.cc, mail.cc),
    ...list(masks.bcc, mail.bcc),
  ];
}

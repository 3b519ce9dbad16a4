export interface PostalAddress {
  street: string;
  city: string;
  postalCode: string;
  country: string;
}

export const noAddress: PostalAddress = { street: '', city: '', postalCode: '', country: '' };

const letters = "[\\p{L}][\\p{L}\\s.'-]*?";

/** How addresses are written, each with its groups. */
const patterns: readonly RegExp[] = [
  // H-1117 Budapest, Infopark sétány 1. | 1051 Budapest V., Nádor u. 7.
  new RegExp(
    `(?:^|[\\s,])(?:H[U]?[-\\s])?(?<postalCode>\\d{4})\\s+(?<city>\\p{Lu}${letters})(?:\\s+[IVX]+\\.?)?(?:\\s*ker\\.?)?,\\s*(?<street>\\p{L}[^,|]*\\d[^,|]*)`,
    'u',
  ),
  // 350 Fifth Avenue, New York, NY 10118
  new RegExp(
    `(?<street>\\d+[^,|]*),\\s*(?:[^,|]*\\d[^,|]*,\\s*)?(?<city>${letters}),\\s*[A-Z]{2}\\.?,?\\s+(?<postalCode>\\d{5}(?:-\\d{4})?)`,
    'u',
  ),
  // 10 Downing Street, London SW1A 2AA
  new RegExp(
    `(?<street>[^,|]*\\d[^,|]*),\\s*(?:[^,|]+,\\s*)?(?<city>\\p{Lu}${letters}),?\\s+(?<postalCode>[A-Z]{1,2}\\d[A-Z\\d]?\\s*\\d[A-Z]{2})\\b`,
    'u',
  ),
  // Hauptstraße 5, D-80331 München
  new RegExp(
    `(?<street>\\p{L}[^,|]*\\d[^,|]*),\\s*(?:[A-Z]{1,2}-)?(?<postalCode>\\d{4,5})\\s+(?<city>\\p{Lu}[\\p{L}\\s.-]*?)(?=$|[,|])`,
    'u',
  ),
];

const country =
  /\b(hungary|magyarország|united kingdom|uk|england|scotland|ireland|germany|deutschland|austria|österreich|france|spain|italy|poland|romania|slovakia|czech republic|netherlands|belgium|switzerland|sweden|norway|denmark|finland|usa|united states|canada|australia)\b\.?$/iu;

const clean = (text: string | undefined): string => (text ?? '').trim().replace(/[\s,]+$/, '');

const label = /^(?:address|cím|székhely|iroda|office|a|cim)\s*:\s*/iu;

function addressIn(line: string): PostalAddress | null {
  for (const pattern of patterns) {
    const groups = pattern.exec(line.replace(label, ''))?.groups;
    if (groups) {
      return {
        street: clean(groups['street']),
        city: clean(groups['city']),
        postalCode: clean(groups['postalCode']),
        country: '',
      };
    }
  }
  return null;
}

const countryIn = (lines: readonly string[]): string =>
  lines.map((line) => country.exec(line.trim())?.[1]).find((found) => found !== undefined) ?? '';

/** The first postal address, on one line or on two; the country is named on it or after it. */
export function addressOf(lines: readonly string[]): PostalAddress {
  for (const [at, line] of lines.entries()) {
    const next = lines[at + 1] ?? '';
    const found = addressIn(line) ?? addressIn(`${line.replace(/,$/, '')}, ${next}`);
    if (found) return { ...found, country: countryIn(lines.slice(at, at + 4)) };
  }
  return noAddress;
}

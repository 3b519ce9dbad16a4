export interface ContactPoints {
  phone: string;
  mobile: string;
  website: string;
}

/** Numbers nobody can call. */
const notPhones =
  /(?<!\p{L})(?:adószám|adóazonosító|cégjegyzék|cg\.|bankszámla|számlaszám|(?:vat|tax|iban|swift|bic|eori|ust|hrb|account|company no|reg(?:istration|istered)?\b.*\bno)(?!\p{L}))/iu;

const labelled = /(?:(\p{L}[\p{L}.]*)\s*[:.)]*\s*)?(\+?\(?\d[\d\s()./–-]{5,}\d)/gu;

const mobileLabel = /^(?:m|mob|mobile?|mobiltelefon|cell|cellphone|c|gsm|handy|mobiltel)\.?$/iu;
const faxLabel = /^(?:f|fax|telefax)\.?$/iu;

/** Number ranges of mobile phones: Hungary, United Kingdom, Germany, France, Spain, Austria. */
const mobileNumber =
  /^(?:\+36|0036|06)(?:20|30|31|50|70)|^(?:\+44|0)7\d|^(?:\+49|0)1[567]|^(?:\+33|0)[67]|^\+34[67]|^\+43(?:6[5-9])/;

const isDate = (text: string): boolean =>
  /^\d{4}[.\s/-]+\d{1,2}[.\s/-]+\d{1,2}\.?$/.test(text.trim());

interface Found {
  label: string;
  number: string;
  /** Digits and a leading plus. */
  bare: string;
}

/** `+44 (0)20 …`: the bracketed zero is only dialled within the country. */
const bareOf = (number: string): string =>
  number.replace(/(\+\d{1,3}\s*)\(0\)/, '$1').replace(/[^\d+]/g, '');

const numbersIn = (line: string): Found[] =>
  notPhones.test(line)
    ? []
    : [...line.matchAll(labelled)].flatMap(([, label = '', written = '']) => {
        const number = written.trim().replace(/[\s(–-]+$/, '');
        const bare = bareOf(number);
        const digits = bare.replace('+', '').length;
        return digits < 7 || digits > 15 || isDate(number) ? [] : [{ label, number, bare }];
      });

/** A postal code and house number look like a short number; a phone has a label, a + or is long. */
const isPhone = ({ label, number, bare }: Found): boolean =>
  /^(?:\+|00|0)/.test(bare) || number.startsWith('(') || isLabel(label);

const isLabel = (label: string): boolean =>
  mobileLabel.test(label) ||
  /^(?:t|tel|telephone|telefon|phone|p|ph|office|direct|d|dd|iroda|központ|w|work|hívás)\.?$/iu.test(
    label,
  );

const social =
  /(?:linkedin|facebook|twitter|instagram|youtube|youtu\.be|tiktok|xing|x\.com|teams\.microsoft|zoom\.us|calendly|outlook\.office|bookings|goo\.gl|maps\.|aka\.ms|safelinks|whatsapp|github)\b/i;

const site = /(?:https?:\/\/|www\.)[^\s<>()|,;"]+/gi;

function websiteIn(lines: readonly string[], domain: string): string {
  const found = lines
    .flatMap((line) => line.match(site) ?? [])
    .map((url) => url.replace(/[.>\])]+$/, ''))
    .filter((url) => !social.test(url));
  const own = found.find((url) => domain !== '' && url.toLowerCase().includes(domain));
  if (own ?? found[0]) return own ?? found[0] ?? '';
  const isBare =
    domain !== '' &&
    lines.some((line) => new RegExp(`(?:^|[\\s|])${escaped(domain)}(?:$|[\\s|/])`, 'i').test(line));
  return isBare ? domain : '';
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Phone, mobile and website of a signature; empty where it has none. */
export function contactPointsIn(lines: readonly string[], domain: string): ContactPoints {
  const numbers = lines
    .flatMap(numbersIn)
    .filter((found) => !faxLabel.test(found.label) && isPhone(found));
  const isMobile = ({ label, bare }: Found): boolean =>
    mobileLabel.test(label) || mobileNumber.test(bare);
  return {
    mobile: numbers.find(isMobile)?.number ?? '',
    phone: numbers.find((found) => !isMobile(found))?.number ?? '',
    website: websiteIn(lines, domain),
  };
}

import { isCompany } from '../person-name.ts';

export interface Work {
  jobTitle: string;
  company: string;
}

/** Words that job titles have, in English and Hungarian. */
const titleWord =
  /(?<!\p{L})(?:manager|director|engineer|head of|officer|president|vice president|vp|ceo|cto|cfo|coo|cio|cmo|founder|owner|partner|consultant|advis[eo]r|analyst|assistant|associate|architect|developer|designer|representative|executive|specialist|coordinator|administrator|accountant|lawyer|attorney|buyer|planner|lead|leader|supervisor|technician|professor|lecturer|researcher|scientist|editor|secretary|agent|broker|recruiter|trainer|controller|marketing|sales|procurement|vezető(?:je|helyettes)?|\p{L}*igazgató(?:ja|helyettes)?|ügyvezető|\p{L}*menedzser|\p{L}*mérnök|munkatárs(?:a)?|\p{L}*asszisztens|tanácsadó|fejlesztő|elemző|szakértő|referens|ügyintéző|koordinátor|könyvelő|ügyvéd|jogász|tervező|beszerző|képviselő|értékesítő|értékesítési|szakreferens|főtitkár|titkár|tulajdonos|társtulajdonos|partner|elnök|alelnök|technikus|oktató|docens|kutató|szerkesztő)(?!\p{L})/iu;

const separators = /\s+[|•·●▪‖]\s*|\s*[|•·●▪‖]\s+|\s+[–—]\s+|\t+|\s{3,}/u;

/** A line cut into the things it says: `Director | Fabrikam Ltd`. */
export const segmentsOf = (line: string): string[] =>
  line
    .split(separators)
    .map((part) => part.trim())
    .filter((part) => part !== '');

const noisy = /[@\d]|https?:|www\./i;
const longest = 80;

const letters = (text: string): string =>
  text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');

/** `Acme Widgets` of `acme-widgets.com`. */
function isOfDomain(text: string, domain: string): boolean {
  const label = letters(domain.split('.').at(-2) ?? '');
  const own = letters(text);
  return label.length > 2 && own.length > 2 && (own === label || own.startsWith(label));
}

const hasName = (text: string, nameWords: readonly string[]): boolean =>
  nameWords.length > 0 && nameWords.every((word) => text.toLocaleLowerCase().includes(word));

/** `Director, Fabrikam Ltd` and `Director at Fabrikam` say both. */
const parted = (segment: string): string[] => {
  const at = /^(.+?)\s+(?:at|@)\s+(\p{Lu}.+)$/u.exec(segment);
  if (at) return [at[1] ?? '', at[2] ?? ''];
  const comma = segment.indexOf(', ');
  if (comma < 0) return [segment];
  const [before, rest] = [segment.slice(0, comma), segment.slice(comma + 2)];
  const isLegalForm = isCompany(segment) && !titleWord.test(before);
  const isTwo = titleWord.test(before) && (isCompany(rest) || !titleWord.test(rest));
  return isTwo && !isLegalForm ? [before, rest] : [segment];
};

/** What follows the name on its own line: `Anna Smith, Sales Director`. */
function withoutName(segment: string, name: readonly string[]): string[] {
  if (!hasName(segment, name)) return [segment];
  const words = name.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  const rest = segment
    .replace(new RegExp(`(?<!\\p{L})(?:${words}|dr\\.?|prof\\.?)(?!\\p{L})`, 'giu'), ' ')
    .replace(/^[\s,.–—|-]+|[\s,.–—|-]+$/gu, '');
  return rest.length > 2 && titleWord.test(rest) ? [rest] : [];
}

/**
 * Job title and company of a signature; empty where it has none.
 * @param name of the person; @param domain of the company, empty where the address has a public one
 */
export function workIn(lines: readonly string[], name: string, domain: string): Work {
  const nameWords = name
    .toLocaleLowerCase()
    .split(/[\s,.]+/)
    .filter((word) => word.length > 1);
  const segments = lines
    .flatMap(segmentsOf)
    .flatMap((segment) => withoutName(segment, nameWords))
    .flatMap(parted)
    .map((segment) => segment.trim().replace(/[,;]+$/, ''))
    .filter((segment) => segment.length <= longest);
  const company =
    segments.find(isCompany) ??
    segments.find((segment) => !noisy.test(segment) && isOfDomain(segment, domain)) ??
    '';
  const jobTitle = segments.find(
    (segment) => segment !== company && !noisy.test(segment) && titleWord.test(segment),
  );
  return { jobTitle: jobTitle ?? '', company };
}

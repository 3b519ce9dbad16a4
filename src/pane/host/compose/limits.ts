/** What Office.js takes at most (H-11). */
export const limits = {
  /** Characters of a text that is inserted. */
  text: 1_000_000,
  /** Characters of a subject. */
  subject: 255,
  /** Characters of a file's name. */
  fileName: 255,
  /** Characters of a file in base64. */
  file: 27_892_122,
  /** People in one call. */
  people: 100,
} as const;

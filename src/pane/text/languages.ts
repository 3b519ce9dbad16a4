/** Languages there is a file for, by their own names; a test sees that the list is complete. */
export const languages: Readonly<Record<string, string>> = {
  en: 'English',
  hu: 'Magyar',
  ar: 'العربية',
};

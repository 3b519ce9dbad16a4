/** What a language is called in the pane's own: `Hungarian`. @param tag BCP 47 */
export const languageName = (language: string, tag: string): string =>
  new Intl.DisplayNames([language], { type: 'language' }).of(tag) ?? tag;

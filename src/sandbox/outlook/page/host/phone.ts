/** The phones whose Outlook the page can be. */
export type Phone = 'ios' | 'android';

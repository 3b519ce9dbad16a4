/** Outlook's own name for it, so that items tracked by Microsoft's app look the same (E-20). */
export const trackedCategory = {
  displayName: 'Tracked to Dynamics 365',
  color: 'preset4',
} as const;

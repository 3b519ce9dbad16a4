/** Outlook's own name for it, so that items tracked by Microsoft's app look the same (E-20). */
export const trackedCategory = {
  displayName: 'Tracked to Dynamics 365',
  color: 'preset4',
} as const;

/** In its place where tracking was given up (K-08). */
export const undeliverableCategory = {
  displayName: 'Tracked to Dynamics 365 (Undeliverable)',
  color: 'preset0',
} as const;

/** The largest file that is fetched to be attached, in bytes: Outlook takes about as much (H-11). */
export const largestFile = 20 * 1024 * 1024;

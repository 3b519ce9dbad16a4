/** A list one below the other, without bullets; the gap is the list's own. */
export const plainList = {
  display: 'flex',
  flexDirection: 'column',
  margin: 0,
  padding: 0,
  listStyleType: 'none',
} as const;

/** A finger needs 44 px (quality §1.1, point 27); a pointer is content with Fluent's own sizes. */
export const touchTarget = { '@media (pointer: coarse)': { minHeight: '44px' } } as const;

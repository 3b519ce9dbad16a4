import { makeStyles, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  bar: {
    display: 'block',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralStencil1,
    animationName: { from: { opacity: 1 }, '50%': { opacity: 0.5 }, to: { opacity: 1 } },
    animationDuration: '1.6s',
    animationIterationCount: 'infinite',
    '@media (prefers-reduced-motion: reduce)': { animationName: 'none' },
    '@media (forced-colors: active)': { border: `${tokens.strokeWidthThin} solid GrayText` },
  },
});

/** Keeps the place of a text that is on its way. Sizes are CSS lengths. */
export function Skeleton({ width, height = '1rem' }: { width: string; height?: string }) {
  return <span className={useStyles().bar} style={{ width, height }} aria-hidden />;
}

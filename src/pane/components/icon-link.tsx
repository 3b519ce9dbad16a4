import type { ReactElement } from 'react';
import { createFocusOutlineStyle, makeStyles, tokens } from '@fluentui/react-components';
import { touchTarget } from './touch.ts';

const useStyles = makeStyles({
  link: {
    position: 'relative',
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    minWidth: '32px',
    minHeight: '32px',
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground2,
    ':hover': {
      backgroundColor: tokens.colorSubtleBackgroundHover,
      color: tokens.colorNeutralForeground2BrandHover,
    },
    ...touchTarget,
    ...createFocusOutlineStyle(),
  },
});

interface IconLinkProps {
  icon: ReactElement;
  label: string;
  href: string;
}

/** A link without words, to another page. */
export function IconLink({ icon, label, href }: IconLinkProps) {
  return (
    <a
      className={useStyles().link}
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      aria-label={label}
      title={label}
    >
      {icon}
    </a>
  );
}

import { useEffect } from 'react';
import type { Navigation, OpenPage as Opened } from '../page/navigation.ts';
import type { Services } from '../page/page.ts';
import { PageFrame } from './page-frame.tsx';
import { pages } from './pages.ts';

interface OpenPageProps {
  page: Opened;
  navigation: Navigation;
  services: Services;
  /** Of the open item; null: nothing is open. */
  itemId: string | null;
}

const isAboutItem = (id: string): boolean =>
  pages.some((page) => page.id === id && page.aboutItem === true);

/** The page on top; one about the item closes when another item opens. */
export function OpenPage({ page, navigation, services, itemId }: OpenPageProps) {
  useEffect(
    () => () => {
      navigation.closeFrom(isAboutItem);
    },
    [navigation, itemId],
  );
  const definition = pages.find(({ id }) => id === page.id);
  if (!definition) return null;
  return <PageFrame key={page.serial} page={page} definition={definition} services={services} />;
}

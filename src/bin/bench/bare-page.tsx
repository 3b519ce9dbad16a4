import { Button, FluentProvider, Text, webLightTheme } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';

/**
 * What the pane is measured beside: React, Fluent's provider and two components, one request, one
 * name on the screen. No office.js, no sign-in, no other code.
 */
function BarePage() {
  const [name, setName] = useState('');
  useEffect(() => {
    void fetch('/contact')
      .then((response) => response.json() as Promise<{ name: string }>)
      .then((contact) => setName(contact.name));
  }, []);
  return (
    <FluentProvider theme={webLightTheme}>
      <Text as="h1">{name}</Text>
      <Button appearance="primary">Track</Button>
    </FluentProvider>
  );
}

const root = document.getElementById('root');
if (root) createRoot(root).render(<BarePage />);

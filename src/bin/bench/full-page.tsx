import { createStandardPublicClientApplication } from '@azure/msal-browser';
import { Button, FluentProvider, Text, webLightTheme } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';

const signIn = {
  auth: { clientId: '00000000-0000-4000-8000-000000000001' },
  cache: { cacheLocation: 'memoryStorage' },
} as const;

const nameOfContact = async (): Promise<string> => {
  const application = await createStandardPublicClientApplication(signIn);
  application.getAllAccounts();
  const contact = (await (await fetch('/contact')).json()) as { name: string };
  return contact.name;
};

/** The bare page with MSAL started before its one request, in one file. No office.js. */
function FullPage() {
  const [name, setName] = useState('');
  useEffect(() => void nameOfContact().then(setName), []);
  return (
    <FluentProvider theme={webLightTheme}>
      <Text as="h1">{name}</Text>
      <Button appearance="primary">Track</Button>
    </FluentProvider>
  );
}

const root = document.getElementById('root');
if (root) createRoot(root).render(<FullPage />);

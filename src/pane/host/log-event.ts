/**
 * The property Outlook on phones reads to turn *Log* into *View*; its name and value are Outlook's
 * (H-08).
 */
const property = 'EventLogged';

interface LoggedItem {
  loadCustomPropertiesAsync: (
    done: (result: Office.AsyncResult<Office.CustomProperties>) => void,
  ) => void;
}

const load = (item: LoggedItem): Promise<Office.CustomProperties | null> =>
  new Promise((resolve) => {
    item.loadCustomPropertiesAsync(({ status, value }) => {
      resolve(String(status) === 'succeeded' ? value : null);
    });
  });

const save = (properties: Office.CustomProperties): Promise<boolean> =>
  new Promise((resolve) => {
    properties.saveAsync(({ status }) => resolve(String(status) === 'succeeded'));
  });

/** Says on the open meeting whether it is in the CRM. @returns whether that was kept */
export async function writeLogged(item: LoggedItem, isLogged: boolean): Promise<boolean> {
  const properties = await load(item);
  if (!properties) return false;
  // Outlook's own sample sets a boolean where the types want a string.
  if (isLogged) properties.set(property, true as unknown as string);
  else properties.remove(property);
  return save(properties);
}

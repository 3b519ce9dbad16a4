import type { Language } from '../types.ts';

/** `{table/column|what stands there where it is empty}` is a merge field. */
export const TEMPLATES: Readonly<
  Record<Language, readonly { title: string; table: string; subject: string; body: string }[]>
> = {
  en: [
    {
      title: 'Thank you for your enquiry',
      table: 'contact',
      subject: 'Thank you for your enquiry, {contact/firstname|and welcome}',
      body: '<p>Dear {contact/firstname|customer},</p><p>Thank you for your enquiry. You will have our answer within one working day.</p>',
    },
    {
      title: 'Your case is open',
      table: 'incident',
      subject: 'Your case {incident/ticketnumber|}',
      body: '<p>Hello,</p><p>we are working on “{incident/title|your case}”. Please keep the number {incident/ticketnumber|} in the subject.</p>',
    },
  ],
  hu: [
    {
      title: 'Köszönjük megkeresését',
      table: 'contact',
      subject: 'Köszönjük megkeresését',
      body: '<p>Tisztelt {contact/lastname|} {contact/firstname|Ügyfelünk}!</p><p>Köszönjük megkeresését, egy munkanapon belül válaszolunk.</p>',
    },
    {
      title: 'Bejelentését rögzítettük',
      table: 'incident',
      subject: 'Bejelentés: {incident/ticketnumber|}',
      body: '<p>Tisztelt Ügyfelünk!</p><p>„{incident/title|bejelentése}” ügyben dolgozunk. Kérjük, a tárgyban hagyja meg a(z) {incident/ticketnumber|} számot.</p>',
    },
  ],
};

export const ARTICLES: Readonly<
  Record<Language, readonly { title: string; keywords: string; content: string }[]>
> = {
  en: [
    {
      title: 'Flow meter shows zero after a restart',
      keywords: 'flow meter, restart, zero',
      content:
        '<p>Hold <b>SET</b> for five seconds after the restart, then choose “Zero point”.</p>',
    },
    {
      title: 'Connecting a gateway to remote monitoring',
      keywords: 'gateway, remote monitoring',
      content:
        '<p>Open port 8883 towards the internet and enter the activation code of the licence.</p>',
    },
  ],
  hu: [
    {
      title: 'Az áramlásmérő újraindítás után nullát mutat',
      keywords: 'áramlásmérő, újraindítás, nulla',
      content:
        '<p>Újraindítás után tartsa nyomva öt másodpercig a <b>SET</b> gombot, majd válassza a „Nullpont” menüt.</p>',
    },
    {
      title: 'Átjáró csatlakoztatása a távfelügyelethez',
      keywords: 'átjáró, távfelügyelet',
      content:
        '<p>Nyissa meg a 8883-as portot az internet felé, és adja meg a licenc aktiváló kódját.</p>',
    },
  ],
};

export const BROCHURES: Readonly<Record<Language, readonly { name: string; text: string }[]>> = {
  en: [{ name: 'Instruments for plants', text: 'Flow, pressure, level and temperature.' }],
  hu: [{ name: 'Műszerek üzemeknek', text: 'Áramlás, nyomás, szint és hőmérséklet.' }],
};

/** What a contact is to a deal, by its key. */
export const CONNECTION_ROLES: readonly { key: string; name: string; category: number }[] = [
  { key: 'decision', name: 'Decision Maker', category: 1000 },
  { key: 'influencer', name: 'Influencer', category: 1000 },
];

export const VISITS: Readonly<Record<Language, string>> = {
  en: 'Site visit: {company}',
  hu: 'Helyszíni bejárás: {company}',
};

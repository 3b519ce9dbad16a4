import type { ThreadTemplate } from './thread-template.ts';

/** What is kept in a folder for each project, once the order is won. */
export const PROJECTS_EN: readonly ThreadTemplate[] = [
  {
    cast: 'project',
    subject: 'Installation plan: {product}',
    steps: [
      {
        by: 'them',
        text: 'We have cleared the hall for your fitters. The floor plan is attached, the old units are marked.\n\nCan you start on {weekday}?',
        attach: 'photo',
      },
      {
        by: 'us',
        text: 'Thank you, we can. Two fitters come at seven and need power and a forklift. The list of parts is attached.',
        attach: 'list',
      },
      { by: 'them', text: 'Power and forklift are arranged.', cc: ['second'] },
      {
        by: 'second',
        text: 'I have put the fitters on the list at the gate. Safety briefing at half past six, please.',
      },
    ],
  },
  {
    cast: 'project',
    subject: 'Acceptance of {product}',
    steps: [
      {
        by: 'us',
        text: 'All {quantity} are running. Could we do the acceptance test on {weekday}, so that the warranty starts this month?',
        cc: ['colleague'],
      },
      {
        by: 'them',
        text: 'Yes. Our quality manager wants to see the calibration certificates before.',
      },
      { by: 'us', text: 'They are attached.', attach: 'order' },
      { by: 'them', text: 'Received, all complete. See you there.' },
    ],
  },
];

export const PROJECTS_HU: readonly ThreadTemplate[] = [
  {
    cast: 'project',
    subject: 'Beüzemelési ütemterv: {product}',
    steps: [
      {
        by: 'them',
        text: 'A csarnokot kiürítettük, az alaprajzot mellékelem.\n\nTudnak {weekday} kezdeni?',
        attach: 'photo',
      },
      {
        by: 'us',
        text: 'Tudunk, két szerelő érkezik reggel hétre. Az alkatrészlistát csatolom.',
        attach: 'list',
      },
      { by: 'them', text: 'Rendben, a targoncát és az áramot biztosítjuk.', cc: ['second'] },
      {
        by: 'second',
        text: 'A szerelőket felvettem a portai listára. Fél hétkor munkavédelmi oktatás lesz.',
      },
    ],
  },
  {
    cast: 'project',
    subject: 'Átadás-átvétel: {product}',
    steps: [
      {
        by: 'us',
        text: 'Mind a {quantity} darab üzemel. Megfelelne {weekday} az átadás-átvételre?',
        cc: ['colleague'],
      },
      { by: 'them', text: 'Megfelel, de előtte szeretnénk látni a kalibrálási bizonyítványokat.' },
      { by: 'us', text: 'Mellékelten küldöm mindet.', attach: 'order' },
    ],
  },
];

/** What customers write to the shared mailbox, and what it answers. */
export const SHARED_EN: readonly ThreadTemplate[] = [
  {
    cast: 'service',
    subject: '{case}',
    steps: [
      {
        by: 'them',
        text: 'I could not find the name of anybody to ask, so I write to this address: {case}.\n\nWhat should we do?',
        attach: 'photo',
      },
      {
        by: 'us',
        text: 'Thank you for telling us. Your case number is {ticket}; a colleague calls you today.',
      },
      { by: 'them', text: 'Thank you, we are in the office until five.' },
    ],
  },
  {
    cast: 'service',
    subject: 'Serial numbers for the yearly calibration',
    steps: [
      {
        by: 'them',
        text: 'Here is the list of the instruments that are due for calibration this year, {quantity} in all.\n\nPlease confirm a date.',
        attach: 'list',
      },
      { by: 'us', text: 'We have them all on record. Our van can collect them on {weekday}.' },
    ],
  },
  {
    cast: 'service',
    subject: 'Where is our replacement part?',
    steps: [
      {
        by: 'them',
        text: 'The courier promised it for yesterday. Case number {ticket}. Do you have a tracking number?',
      },
    ],
  },
];

export const SHARED_HU: readonly ThreadTemplate[] = [
  {
    cast: 'service',
    subject: '{case}',
    steps: [
      {
        by: 'them',
        text: 'A következő hibát tapasztaljuk: {case}.\n\nKérem, jelezzék, mi a teendő!',
        attach: 'photo',
      },
      {
        by: 'us',
        text: 'Köszönjük a bejelentést! Az ügy száma: {ticket}. Kollégánk még ma jelentkezik telefonon.',
      },
    ],
  },
  {
    cast: 'service',
    subject: 'Tartalék alkatrészek ára',
    steps: [
      {
        by: 'them',
        text: 'Kérnék egy árlistát a tartalék alkatrészekről, {quantity} készülékhez.',
      },
      { by: 'us', text: 'Mellékelve küldjük. Az árak az év végéig érvényesek.', attach: 'list' },
      { by: 'them', text: 'Köszönjük, a megrendelést {weekday} küldjük.' },
    ],
  },
];

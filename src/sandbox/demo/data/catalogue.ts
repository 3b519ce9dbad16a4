import type { Language } from '../types.ts';

/** What Fabrikam sells: instruments for plants, and the care of them. Price in EUR a piece. */
export const PRODUCTS: readonly ({ price: number } & Record<Language, string>)[] = [
  { price: 1840, en: 'flow meters', hu: 'áramlásmérők' },
  { price: 420, en: 'pressure sensors', hu: 'nyomásérzékelők' },
  { price: 6900, en: 'calibration service', hu: 'kalibrálási szolgáltatás' },
  { price: 3150, en: 'vibration monitoring', hu: 'rezgésfigyelő rendszer' },
  { price: 980, en: 'level gauges', hu: 'szintmérők' },
  { price: 12400, en: 'control cabinet upgrade', hu: 'vezérlőszekrény-korszerűsítés' },
  { price: 260, en: 'temperature probes', hu: 'hőmérők' },
  { price: 8600, en: 'remote monitoring licence', hu: 'távfelügyeleti licenc' },
  { price: 15200, en: 'dosing pump station', hu: 'adagolószivattyú-állomás' },
  { price: 2300, en: 'gas detectors', hu: 'gázérzékelők' },
];

export const COMPLAINTS: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'Flow meter shows zero after restart',
    'Two probes missing from the delivery',
    'Invoice does not match the order',
    'Display unreadable in the cold store',
    'Alarm sounds without reason at night',
    'Calibration certificate has the wrong serial number',
    'Gateway loses its connection every morning',
    'Cable gland leaks',
    'Request for a spare keypad',
    'Software update fails at 80 percent',
  ],
  hu: [
    'Téves érték a 3-as nyomásmérőn',
    'Hiányos szállítmány érkezett',
    'Hibás adószám a számlán',
    'A kijelző párásodik',
    'Éjszakai téves riasztások',
    'Késik a kalibrálási bizonyítvány',
    'Megszakad a kapcsolat a távfelügyelettel',
    'Szivárog a tömszelence',
    'Tartalék billentyűzet kérése',
    'Nem indul a vezérlő áramszünet után',
  ],
};

export const LEAD_SUBJECTS: Readonly<Record<Language, readonly string[]>> = {
  en: ['Interested in {product}', 'Met at the Leeds fair: {product}', 'Web form: {product}'],
  hu: [
    'Érdeklődés: {product}',
    'Budapesti szakkiállítás: {product}',
    'Űrlap a honlapról: {product}',
  ],
};

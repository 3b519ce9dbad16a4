import type { Language } from '../types.ts';

export interface CompanyFacts {
  name: string;
  domain: string;
  street: string;
  postalCode: string;
  city: string;
  country: string;
}

type Line = readonly [
  name: string,
  domain: string,
  street: string,
  postalCode: string,
  city: string,
  country: string,
];

const facts = ([name, domain, street, postalCode, city, country]: Line): CompanyFacts => ({
  name,
  domain: `${domain}.example`,
  street,
  postalCode,
  city,
  country,
});

const uk = 'United Kingdom';
const hu = 'Magyarország';

const ENGLISH: readonly Line[] = [
  ['Contoso', 'contoso', '14 Wharf Road', 'M3 4AB', 'Manchester', uk],
  ['Harrowgate Dairies', 'harrowgate-dairies', '2 Creamery Lane', 'HG1 9QT', 'Harrogate', uk],
  [
    'Penrose Aggregates',
    'penrose-aggregates',
    'Quarry House, Hill Road',
    'TR14 8ZZ',
    'Camborne',
    uk,
  ],
  ['Blackfen Water', 'blackfen-water', '77 Sluice Street', 'CB7 4XX', 'Ely', uk],
  ['Tamar Boatworks', 'tamar-boatworks', 'Slipway 3', 'PL12 6LJ', 'Saltash', uk],
  ['Oakhurst & Daughters', 'oakhurst', '31 Chancery Row', 'LS1 2HB', 'Leeds', uk],
  [
    'Silverdale Logistics',
    'silverdale-logistics',
    'Unit 9, Kingsway Park',
    'NN4 7YB',
    'Northampton',
    uk,
  ],
  ['Larkfield Breweries', 'larkfield-brew', '5 Maltings Yard', 'BS2 0QH', 'Bristol', uk],
  ['Greystone Ceramics', 'greystone-ceramics', '18 Kiln Street', 'ST1 5PN', 'Stoke-on-Trent', uk],
  ['Ashdown Instruments', 'ashdown-instruments', '4 Observatory Way', 'RH18 5JJ', 'Forest Row', uk],
  ['Northolt Paper', 'northolt-paper', 'Mill Lane 60', 'UB5 6RD', 'London', uk],
  ['Cairnmore Distillery', 'cairnmore', 'The Stillhouse', 'PH16 5LW', 'Pitlochry', uk],
  [
    'Redwell Hospitals Group',
    'redwell-hospitals',
    '120 Infirmary Road',
    'B15 2GW',
    'Birmingham',
    uk,
  ],
  ['Marlowe Textiles', 'marlowe-textiles', '8 Weavers Court', 'BD1 3SQ', 'Bradford', uk],
  ['Portway Chemicals', 'portway-chemicals', 'Dock Gate 4', 'TS2 1UB', 'Middlesbrough', uk],
  ['Finch & Hartley Consulting', 'finch-hartley', '22 Queen Square', 'BA1 2HX', 'Bath', uk],
  ['Ridgeline Energy', 'ridgeline-energy', '1 Turbine Place', 'AB11 5QX', 'Aberdeen', uk],
  [
    'Van den Berg Glasbouw',
    'vdberg-glasbouw',
    'Kassenweg 41',
    '2671 CA',
    'Naaldwijk',
    'Netherlands',
  ],
  ['Lindqvist Papper', 'lindqvist-papper', 'Bruksgatan 7', '602 24', 'Norrköping', 'Sweden'],
  ['Steinfeld Anlagenbau', 'steinfeld-anlagenbau', 'Industriering 15', '8020', 'Graz', 'Austria'],
  ['O’Dowd Dairy Ireland', 'odowd-dairy', 'Mallow Road', 'P51 X2Y3', 'Mallow', 'Ireland'],
  ['Kestrel Aviation Services', 'kestrel-aviation', 'Hangar 12', 'CF62 3BD', 'Barry', uk],
];

const HUNGARIAN: readonly Line[] = [
  ['Kerekes Gépgyár Kft.', 'kerekes-gepgyar', 'Gyár utca 12.', '6000', 'Kecskemét', hu],
  ['Tiszamenti Vízmű Zrt.', 'tiszavizmu', 'Tisza Lajos körút 88.', '6720', 'Szeged', hu],
  ['Bakonyi Tejüzem Kft.', 'bakonyi-tej', 'Jutasi út 24.', '8200', 'Veszprém', hu],
  ['Hajdú-Malom Zrt.', 'hajdu-malom', 'Böszörményi út 150.', '4032', 'Debrecen', hu],
  ['Pannon Csőgyártó Kft.', 'pannon-cso', 'Vasöntő utca 3.', '2400', 'Dunaújváros', hu],
  ['Ördögorom Építő Kft.', 'ordogorom-epito', 'Budaörsi út 64.', '1118', 'Budapest', hu],
  ['Szőlőhegyi Pincészet', 'szolohegyi-pince', 'Pincesor 9.', '7773', 'Villány', hu],
  ['Rábaparti Autóalkatrész Kft.', 'rabaparti-auto', 'Ipar utca 21.', '9027', 'Győr', hu],
  ['Fűszerész Nagyker Kft.', 'fuszeresz-nagyker', 'Kőbányai út 41.', '1101', 'Budapest', hu],
  ['Mecsek Gyógyszer Zrt.', 'mecsek-gyogyszer', 'Szigeti út 102.', '7624', 'Pécs', hu],
  ['Zöldmező Agrár Kft.', 'zoldmezo-agrar', 'Major tanya 1.', '5600', 'Békéscsaba', hu],
  ['Csillagszem Optika Kft.', 'csillagszem-optika', 'Dankó utca 7.', '3530', 'Miskolc', hu],
  ['Dunakanyar Hajózási Zrt.', 'dunakanyar-hajo', 'Rév utca 2.', '2600', 'Vác', hu],
  ['Sárkány Papíripari Kft.', 'sarkany-papir', 'Piac utca 33.', '5000', 'Szolnok', hu],
  ['Nyírségi Hűtőház Kft.', 'nyirsegi-hutohaz', 'Rákóczi út 104.', '4400', 'Nyíregyháza', hu],
  [
    'Gőz és Társa Energetika Bt.',
    'goz-energetika',
    'Fáy András utca 18.',
    '8000',
    'Székesfehérvár',
    hu,
  ],
  ['Alföldi Szállítmányozó Kft.', 'alfoldi-szallit', 'Logisztikai park 5.', '6500', 'Baja', hu],
  ['Körösi Műszeripari Kft.', 'korosi-muszer', 'Árpád sor 16.', '5700', 'Gyula', hu],
];

/** Where Contoso stands, the customer that the documentation speaks of. */
export const CONTOSO = 'Contoso';

/** 40 customers, Contoso first. */
export const COMPANIES: readonly (CompanyFacts & { language: Language })[] = [
  ...ENGLISH.map((line) => ({ ...facts(line), language: 'en' as const })),
  ...HUNGARIAN.map((line) => ({ ...facts(line), language: 'hu' as const })),
];

/** Prospects work here: no account of ours. */
export const PROSPECT_COMPANIES: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'Thornbury Bakeries',
    'Coldharbour Fisheries',
    'Westmere Plastics',
    'Juniper Heat Networks',
    'Ferrars Foundry',
    'Calder Valley Waste',
    'Beacon Cold Store',
    'Stour Malting',
    'Highfold Solar',
    'Brantwood Timber',
    'Medway Linen',
    'Pryor Glass',
    'Dunmore Castings',
    'Seaton Salt',
    'Elmbridge Laundry',
  ],
  hu: [
    'Kőszegi Sörfőzde Kft.',
    'Balatoni Fürdő Zrt.',
    'Hegyalja Borászat',
    'Ezüstnyár Bútor Kft.',
    'Tóparti Halgazdaság',
    'Vértesi Tégla Kft.',
    'Szárazföldi Kertészet',
    'Műanyag-Forma Bt.',
    'Őrségi Olajütő',
    'Cukorgyári Szolgáltató Kft.',
    'Homokháti Konzerv Kft.',
    'Bükki Fűrészüzem',
    'Zagyva Textil Kft.',
    'Fehérkő Mészégető',
    'Ipoly Ásványvíz Kft.',
  ],
};

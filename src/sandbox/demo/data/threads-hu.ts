import type { ThreadTemplate } from './thread-template.ts';

export const SALES_HU: readonly ThreadTemplate[] = [
  {
    cast: 'deal',
    subject: 'Ajánlatkérés: {product}',
    steps: [
      {
        by: 'them',
        text: 'A jövő évi beruházásainkhoz kérnék árajánlatot: {quantity} db, {product}, helyszíni beüzemeléssel.\n\nHa lehet, {weekday} már szükségünk lenne rá.',
      },
      {
        by: 'us',
        text: 'Köszönöm a megkeresést! Mellékelten küldöm az ajánlatot, a végösszeg {amount}, a szállítási idő négy hét.\n\nAz ár harminc napig érvényes.',
        attach: 'offer',
      },
      {
        by: 'them',
        text: 'Megkaptam, köszönöm. A pénzügy azt kérdezi, lehet-e hatvannapos fizetési határidő.',
        cc: ['second'],
      },
      { by: 'us', text: 'Ekkora megrendelésnél igen. Átírjam az ajánlatot?' },
      { by: 'second', text: 'Legyen szíves! Úgy még a héten jóvá tudom hagyni.' },
    ],
  },
  {
    cast: 'deal',
    subject: 'Helyszíni bejárás',
    steps: [
      {
        by: 'us',
        text: 'Mielőtt döntenek, szeretnénk a mérnökünkkel még egyszer megnézni a gépsort ({product}).\n\nMegfelel {weekday} délelőtt?',
        cc: ['colleague'],
      },
      {
        by: 'them',
        text: 'Megfelel, de tíz után jöjjenek, mert előtte munkavédelmi oktatás lesz.',
      },
      { by: 'us', text: 'Tíz után ott leszünk, védőfelszerelést viszünk magunkkal.' },
    ],
  },
  {
    cast: 'deal',
    subject: 'Megrendelés: {product}',
    steps: [
      {
        by: 'them',
        text: 'Csatolva küldöm a megrendelésünket, összesen {amount}.\n\nKérem, igazolják vissza a szállítás napját!',
        attach: 'order',
      },
      {
        by: 'us',
        text: 'Köszönjük a megrendelést! Az áru {weekday} indul a raktárunkból, a csomagszámot akkor küldöm.',
      },
      { by: 'them', text: 'Rendben. A hátsó kapunál délután háromig vesszük át.' },
    ],
  },
  {
    cast: 'deal',
    subject: 'Egyeztetés a részletekről',
    steps: [
      {
        by: 'us',
        text: 'Lenne húsz perce {weekday}, hogy átbeszéljük a nyitott kérdéseket ({product})?',
      },
      { by: 'them', text: 'Fél három jó lenne. Előtte megkaphatnánk a táblázatot?' },
      {
        by: 'us',
        text: 'Legyen fél három, küldöm a meghívót. A táblázat mellékelve.',
        attach: 'list',
      },
    ],
  },
  {
    cast: 'deal',
    subject: 'Keretszerződés a jövő évre',
    steps: [
      {
        by: 'them',
        text: 'Az idei keretszerződésünk decemberben lejár. Készítenek újat a jövő évre is?',
      },
      {
        by: 'us',
        text: 'Természetesen, a tervezetet csatoltam. Az árakon nem változtattunk.',
        attach: 'offer',
        cc: ['manager'],
      },
      { by: 'them', text: 'Jogászunk átnézi, {weekday} jelentkezem.' },
      {
        by: 'manager',
        text: 'Thank you for your trust! If your lawyer has questions, Bence and I are glad to help.',
      },
    ],
  },
];

export const SERVICE_HU: readonly ThreadTemplate[] = [
  {
    cast: 'ticket',
    subject: '{case}',
    steps: [
      {
        by: 'them',
        text: 'Reggel óta gondunk van: {case}.\n\nÁll a gépsor, ezért sürgősen kérnénk segítséget. Fényképet csatoltam.',
        attach: 'photo',
      },
      {
        by: 'us',
        text: 'Elnézést kérek a kellemetlenségért! Az ügy száma {ticket}.\n\nKérem, kapcsolja ki, majd vissza az egységet, tartsa nyomva öt másodpercig a bal gombot, és írja meg, mit mutat.',
      },
      { by: 'them', text: 'E-14 látszik rajta, aztán elsötétül. Ugyanúgy, mint eddig.' },
      {
        by: 'us',
        text: 'Az E-14 a tápegység hibája. A cserealkatrész még ma indul futárral, díjmentesen.',
        cc: ['colleague'],
      },
      { by: 'them', text: 'Megérkezett, működik! Köszönjük a gyors segítséget.' },
    ],
  },
  {
    cast: 'ticket',
    subject: 'Panasz: {case}',
    steps: [
      {
        by: 'them',
        text: 'Másodszor írunk ugyanarról: {case}.\n\nFelelős vezetőtől várunk választ.',
        cc: ['second'],
      },
      {
        by: 'us',
        text: 'Jogos a panasz, elnézésüket kérem. A {ticket} számú ügyet magam vettem át, és naponta jelentkezem, amíg le nem zárjuk.',
        cc: ['manager'],
      },
      { by: 'second', text: 'Köszönöm, holnap várom az első tájékoztatást.' },
    ],
  },
];

export const OTHERS_HU: readonly ThreadTemplate[] = [
  {
    cast: 'lead',
    subject: 'Érdeklődés a honlapról',
    steps: [
      {
        by: 'them',
        text: 'A honlapjukon találtam rá erre: {product}. Kisebb üzem vagyunk, két gépsorral. Nekünk is megfelelne, és mennyibe kerül?',
      },
      {
        by: 'us',
        text: 'Igen, sok hasonló méretű ügyfelünk van. Mellékelem az árlistát; egy rövid telefonbeszélgetés segítene a tanácsadásban.',
        attach: 'list',
      },
      { by: 'them', text: 'Délután hívjon nyugodtan.' },
    ],
  },
  {
    cast: 'lead',
    subject: 'Köszönjük a látogatást a standunkon',
    steps: [
      {
        by: 'us',
        text: 'Örülök, hogy találkoztunk a szakkiállításon. Ígéretemhez híven küldöm az ismertetőt: {product}.',
        attach: 'offer',
      },
      { by: 'them', text: 'Köszönöm szépen! Tavasszal döntünk, akkor keressen meg újra.' },
    ],
  },
  {
    cast: 'shared-address',
    subject: 'Változik az áruátvétel rendje',
    steps: [
      {
        by: 'them',
        text: 'Jövő héttől pénteken csak 14 óráig veszünk át árut. Kérjük, szóljanak a fuvarozóknak!',
      },
      { by: 'us', text: 'Köszönjük, a raktárunk tud róla.' },
    ],
  },
  {
    cast: 'inactive',
    subject: 'Búcsúlevél',
    steps: [
      {
        by: 'them',
        text: 'A hónap végén elköszönök a cégtől. Öröm volt együtt dolgozni; az utódom hamarosan jelentkezik.',
      },
    ],
  },
  {
    cast: 'colleagues',
    subject: 'Betanulás: első hét',
    steps: [
      {
        by: 'us',
        text: 'Dorka, hétfőn a raktárban kezdünk, kedden velem jössz Kecskemétre. A beosztást csatoltam.',
        attach: 'list',
        cc: ['intern'],
      },
      { by: 'intern', text: 'Köszönöm, ott leszek! Kell munkavédelmi cipő?' },
      { by: 'us', text: 'Kell, a portán kapsz.' },
    ],
  },
  {
    cast: 'colleagues',
    subject: 'Csere a pénteki ügyeletben',
    steps: [
      {
        by: 'us',
        text: 'Át tudná venni valaki a pénteki ügyeletet? Fogorvoshoz kell mennem.',
        cc: ['colleague'],
      },
      { by: 'colleague', text: 'Átveszem, a jövő hetit kérem cserébe.' },
    ],
  },
  {
    cast: 'stranger',
    subject: 'Elveszett csomag a portán',
    steps: [
      { by: 'them', text: 'Önöknek címzett csomagot kaptunk tévedésből. Mikor tudnak érte jönni?' },
      { by: 'us', text: 'Nagyon köszönjük, {weekday} reggel érte megyünk.' },
    ],
  },
  {
    cast: 'newsletter',
    subject: 'Ipari Mérleg hírlevél: drágulnak az érzékelők?',
    steps: [
      {
        by: 'them',
        text: 'E heti számunkban: az érzékelők ára, az új nyomástartó-rendelet, és riport egy tejüzemből, ahol mindent mérnek.\n\nAzért kapja ezt a levelet, mert feliratkozott a honlapunkon.',
      },
    ],
  },
];

import type { Language } from '../types.ts';

const words = (text: string) => text.trim().split(/\s+/);

/** Given names and family names; written Family Given in Hungarian. */
export const FIRST_NAMES: Readonly<Record<Language, readonly string[]>> = {
  en: words(`
    Amelia Oliver Grace Samuel Harriet Thomas Isla Daniel Rosalind Edward Joanna Callum Beatrice
    Nathan Philippa Duncan Leila Marcus Imogen Rafael Sinéad Yusuf Margaret Anton Priya Gareth
    Helen Stuart Claudia Owen Miriam Hugh Tessa Victor Naomi Simon Greta Patrick Elena Rory`),
  hu: words(`
    Zsófia Gergő Eszter Balázs Réka Ádám Tünde Márton Kinga László Györgyi Zoltán Ildikó Péter
    Boglárka Szabolcs Orsolya Ferenc Anikó Tamás Csilla Örs Judit Krisztián Emőke Gábor Katalin
    Attila Ágnes Levente Mónika Dénes Piroska Sándor Hajnalka Mihály Enikő Károly Veronika Zsolt`),
};

export const LAST_NAMES: Readonly<Record<Language, readonly string[]>> = {
  en: words(`
    Ashworth Bexley Carmody Dalton Elphick Farrow Garnett Holloway Ingram Jessop Kirkwood Lomax
    Mather Nesbitt Ormerod Pickering Quill Rowntree Sedgwick Tranter Underhill Varley Whitlock
    Yardley O'Shea McAllister Abbott Brookes Crane Dunne Everett Fenwick Gough Hale Iqbal Jarvis
    Kemp Langley Moss Norris Okafor Patel Rourke Stroud Tully Vickers Wren Ackroyd Barlow Cope`),
  hu: words(`
    Szabó Tóth Nagy Horváth Varga Kiss Molnár Németh Farkas Balogh Papp Takács Juhász Lakatos
    Mészáros Oláh Simon Rácz Fekete Szilágyi Török Fehér Gál Kocsis Pintér Fodor Szalai Sipos
    Magyar Lukács Gulyás Bíró Király László Katona Jakab Bogdán Balázs Kozma Boros Fazekas
    Kelemen Antal Somogyi Fülöp Orosz Soós Vincze Hegedűs Deák`),
};

export const JOB_TITLES: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'Plant Manager',
    'Purchasing Manager',
    'Maintenance Engineer',
    'Head of Operations',
    'Finance Director',
    'Quality Manager',
    'Site Supervisor',
    'Managing Director',
    'Project Engineer',
    'Office Manager',
  ],
  hu: [
    'Üzemvezető',
    'Beszerzési vezető',
    'Karbantartó mérnök',
    'Ügyvezető igazgató',
    'Gazdasági vezető',
    'Minőségügyi vezető',
    'Művezető',
    'Projektmérnök',
    'Titkárságvezető',
    'Energetikus',
  ],
};

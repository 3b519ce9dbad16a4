/** Domains anybody may have an address in: they say nothing about a person's company. */
const publicDomains: ReadonlySet<string> = new Set(
  `gmail.com googlemail.com msn.com ymail.com rocketmail.com aol.com icloud.com me.com mac.com
  proton.me protonmail.com pm.me tutanota.com tuta.com web.de t-online.de freenet.de mail.com
  mail.ru yandex.ru yandex.com zoho.com fastmail.com hey.com qq.com 163.com 126.com sina.com
  freemail.hu citromail.hu indamail.hu vipmail.hu mailbox.hu t-email.hu t-online.hu upcmail.hu
  chello.hu digikabel.hu invitel.hu enternet.hu pr.hu btinternet.com virginmedia.com sky.com
  orange.fr wanadoo.fr free.fr laposte.net libero.it virgilio.it tin.it seznam.cz centrum.cz
  wp.pl o2.pl onet.pl interia.pl azet.sk comcast.net verizon.net att.net sbcglobal.net cox.net
  charter.net bellsouth.net rediffmail.com uol.com.br bol.com.br terra.com.br passport.com
  aim.com email.com tuta.io zohomail.com fastmail.fm hushmail.com mailbox.org posteo.de inbox.com
  sfr.fr alice.it tiscali.it btopenworld.com talktalk.net ntlworld.com earthlink.net
  optonline.net shaw.ca rogers.com sympatico.ca bigpond.com optusnet.com.au xtra.co.nz bk.ru
  list.ru inbox.ru rambler.ru foxmail.com naver.com daum.net hanmail.net email.cz ziggo.nl
  kpnmail.nl planet.nl telenet.be skynet.be bluewin.ch telia.com spray.se abv.bg ukr.net i.ua`.split(
    /\s+/,
  ),
);

/** Providers with a domain in every country. */
const everywhere = /(?:^|\.)(?:yahoo|hotmail|outlook|live|gmx)\.[a-z]{2,3}(?:\.[a-z]{2})?$/;

/** What comes after the @, in lower case; empty where there is none. */
export const domainOf = (address: string): string =>
  /@([^\s@<>]+)>?\s*$/.exec(address.toLowerCase())?.[1] ?? '';

/** Whether anybody may have an address there. */
export const isPublicDomain = (domain: string): boolean =>
  publicDomains.has(domain.toLowerCase()) || everywhere.test(domain.toLowerCase());

/** The domain of a company's own; empty for a public one, and for one without a dot. */
export function companyDomainOf(address: string): string {
  const domain = domainOf(address);
  return domain.includes('.') && !isPublicDomain(domain) ? domain : '';
}

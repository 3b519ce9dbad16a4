/** Given names by which a Hungarian full name can be told from one in Western order. */
export const givenNames: ReadonlySet<string> = new Set(
  `ádám adrienn ági ágnes ágoston ákos alex alexandra alíz alpár amália anasztázia andrás andrea
  anett anikó anita anna antal anton aranka armand áron árpád attila balázs bálint barbara barna
  barnabás bea beáta bella bence benedek benjámin bernadett bertalan blanka boglárka boldizsár
  borbála botond brigitta cecília csaba csenge csilla csongor dániel dávid dénes dezső diána dóra
  dorina dorottya edina edit elemér emese emil emília emma emőke endre enikő erika ernő ervin
  erzsébet eszter éva evelin fanni ferenc flóra franciska frigyes fruzsina gábor gabriella gáspár
  gellért georgina gergely gergő gertrúd gitta gizella gréta győző györgy györgyi gyula hajnalka
  hanna hedvig helga henriett henrik hilda ibolya ida ignác ildikó ilona imola imre irén irma
  istván iván ivett izabella jakab jános jázmin jenő johanna jolán jordán józsef judit júlia
  julianna kálmán karina karola károly kata katalin kati kincső kinga kitti klára klaudia kornél
  kornélia kristóf kriszta krisztián krisztina krisztofer lajos lászló laura lea lehel lejla lenke
  léna levente lili lilla lívia lóránt loránd luca lujza lukács magdolna máté mátyás márk márta
  mária marianna márton mariann marietta marcell margit melinda melitta mihály mikes miklós milán
  mirtill mira móni mónika móric nándor natália nelli nikoletta nimród noémi nóra norbert olga
  olivér olívia orsolya ottó ödön örs pál panna patrícia patrik péter petra pongrác réka rebeka
  regina renáta richárd rita róbert roland rozália rózsa rudolf ágota sándor sára sarolta sebestyén
  szabina szabolcs szandra szilárd szilveszter szilvia szonja tamara tamás tekla teréz tibor
  tihamér timea tímea tivadar tódor tünde ulrika valéria vanda vanessza vendel vera veronika
  viktor viktória vilma vilmos vince virág vivien xénia zádor zalán zita zoé zóra zsanett zsigmond
  zsófia zsolt zsombor zsuzsa zsuzsanna`.split(/\s+/),
);

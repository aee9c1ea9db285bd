import type { DefaultChannel } from '../../model/channels.ts';
import { listed } from './spelling.ts';

/**
 * What a medium says: that the visit was paid for or free, whatever the source; or at once which channel it is.
 *
 * `display` is a banner anywhere: in a social network it is that network's advertising. `cpa` is an affiliate's unless an advertising system
 * or a social network is named. `own` is traffic within the company's own pages.
 */
export type MediumKind = 'paid' | 'free' | 'referral' | 'cpa' | 'direct' | 'own' | DefaultChannel;

/** Media as written in tags and by analytics, squeezed. The names of Yandex Metrica's traffic sources and GA4's channel groups are among them. */
export const knownMediums: Readonly<Partial<Record<MediumKind, readonly string[]>>> = {
  paid: listed(`
    cpc ppc paid payed цпц cpv cpl cps cpo ads ad adv advert advertising реклама платный платно
    adtraffic переходыпорекламе рекламныйтрафик рекламныеобъявления paidtraffic платныйтрафик срс сpc
    crossnetwork paidother paidshopping shoppingads smart pmax performancemax erid
  `),
  paid_search: listed(`
    paidsearch sem context контекст контекстнаяреклама контекстная kontekst cpcsearch searchcpc
    searchads платныйпоиск поисковаяреклама cpcpoisk direct директ
  `),
  paid_social: listed(`
    paidsocial socialpaid socialcpc cpcsocial target таргет таргетинг targeting targeted
    таргетированнаяреклама targetads smmads cpcsmm socialads promopost промопост посев посевы posev
    influencer блогер blogger bloger блогеры инфлюенсер инфлюенсеры
  `),
  display: listed(`
    display banner баннер баннеры banners cpm media медийка медийная медийнаяреклама rsya рся rsy yan
    kms кмс gdn network сети programmatic rtb ретаргетинг retargeting remarketing ремаркетинг
    interstitial expandable teaser тизер тизеры native натив
  `),
  social: listed(`
    social socialnetwork socialmedia sm smm смм соцсети соцсеть socseti socset социальныесети
    переходыизсоциальныхсетей socialnetworktraffic organicsocial post пост posts story stories сторис
    bio wall group группа сообщество publik паблик profile share socialpost
  `),
  email: listed(`
    email mail emailing mailing маил мейл емейл имейл рассылка рассылки rassylka rassilka newsletter
    письмо переходыспочтовыхрассылок mailingtraffic почта emailmarketing emailрассылка trigger триггер
    digest дайджест letter
  `),
  text: listed('sms смс push пуш webpush mobilepush notification mobilepushnotifications pushуведомление'),
  messenger: listed(`
    messenger мессенджер мессенджеры messengers переходыизмессенджеров messengertraffic bot бот чатбот
    chatbot chat чат telegram телеграм tg whatsapp viber телеграмканал tgchannel
  `),
  free: listed(`
    organic organicsearch seo сео органика органический органическийпоиск поиск search poisk free
    бесплатно переходыизпоисковыхсистем searchenginetraffic searchengine поисковыесистемы organika
    natural organicvideo organicshopping
  `),
  referral: listed(`
    referral referer referrer ref реферал реферальный link links ссылка ссылки переход переходыпоссылкам
    site переходыпоссылкамнасайтах linktraffic сайт article статья блог blog pr пиар forum форум
    external
  `),
  affiliate: listed(`
    affiliate affiliates partner partners партнер партнеры партнерка партнерский партнерская
    партнерскаяпрограмма partnerka cashback кешбэк кэшбэк coupon купон промокод promocode admitad aff
  `),
  cpa: listed('cpa цпа cpaсеть cpanetwork'),
  video: listed('video видео youtube instream preroll прероллы преролл outstream bumper'),
  marketplace: listed(`
    marketplace маркетплейс маркетплейсы market маркет price прайс pricelist classified объявление
    объявления avito авито
  `),
  maps: listed('maps map карты карта geo гео gmb справочник справочники directory каталог catalog'),
  feed: listed(`
    recommend recommendation переходыизрекомендательныхсистем recommendationsystemtraffic
    рекомендательныесистемы discover feedarticle дзен zen
  `),
  ai: listed('ai llm chatgpt нейросеть нейросети aiassistant'),
  phone: listed('phone call calls телефон звонок звонки calltracking коллтрекинг входящий inboundcall'),
  offline: listed(`
    offline оффлайн офлайн qr qrcode кьюар куар переходыпоqrкодам qrкод print печать листовка листовки
    flyer флаер визитка vizitka тв tv radio радио наружка наружнаяреклама outdoor ooh билборд billboard
    выставка exhibition вывеска упаковка packaging event мероприятие семинар вебинар webinar
  `),
  direct: listed('none прямыезаходы directtraffic прямойзаход прямой прямыепереходы'),
  own: listed(`
    internal internaltraffic внутренниепереходы внутренний saved переходыссохраненныхстраниц
    cachedpagetraffic samedomain
  `),
};

/**
 * Names of click ids in addresses, the most telling first, with what each says alone.
 *
 * `fbclid` and `ysclid` are put on every link from Facebook and from Yandex search: they say whence, not that it was paid for.
 * After the advertising systems' own documents on auto-tagging.
 */
export const clickIds: Readonly<Record<string, { channel: DefaultChannel; isPaid: boolean }>> = {
  yclid: { channel: 'paid_search', isPaid: true },
  gclid: { channel: 'paid_search', isPaid: true },
  gbraid: { channel: 'paid_search', isPaid: true },
  wbraid: { channel: 'paid_search', isPaid: true },
  msclkid: { channel: 'paid_search', isPaid: true },
  dclid: { channel: 'display', isPaid: true },
  rb_clickid: { channel: 'paid_social', isPaid: true },
  vkclid: { channel: 'paid_social', isPaid: true },
  mt_click_id: { channel: 'paid_social', isPaid: true },
  ttclid: { channel: 'paid_social', isPaid: true },
  twclid: { channel: 'paid_social', isPaid: true },
  li_fat_id: { channel: 'paid_social', isPaid: true },
  ymclid: { channel: 'marketplace', isPaid: true },
  admitad_uid: { channel: 'affiliate', isPaid: true },
  fbclid: { channel: 'social', isPaid: false },
  igshid: { channel: 'social', isPaid: false },
  ysclid: { channel: 'organic_search', isPaid: false },
  srsltid: { channel: 'organic_search', isPaid: false },
};
